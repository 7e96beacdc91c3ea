import type { LeadsBacktest } from '@windshield/core';
import type { ChanceScores } from './chance-scores.ts';
import { number, percent, score } from './in-words.ts';
import { orderSections, strongestReasons } from './leads-order.ts';
import type { Page, Section, Verdict } from './page/page.ts';
import { reliabilitySection, worstGroup } from './page/reliability-section.ts';
import { barRows } from './page/row-charts.ts';
import { termSections } from './page/term-charts.ts';

/** What is known about the call, beside the findings. */
export interface LeadsSource {
  readonly outcome: string;
  readonly positive: string;
  readonly seed: number;
  /** Of the rows of the test file where it has the outcome, else of rows of the training file that were held out. */
  readonly scores: ChanceScores | undefined;
  readonly isOfTestFile: boolean;
  /** What became of each row of the test file, where it says so. */
  readonly happened: Uint8Array | undefined;
}

const shownDrivers = 12;

export function leadsPage(found: LeadsBacktest, verdict: Verdict, source: LeadsSource): Page {
  const { outcome, positive, seed, scores, isOfTestFile } = source;
  return {
    title: 'Windshield backtest: leads',
    question: `Which rows end with ${outcome} = ${positive}, foretold from the others`,
    verdict,
    figures: [
      { label: 'Learned from', value: `${number(found.n)} rows`, note: `${percent(found.happened / found.n)} with ${positive}` },
      { label: 'Foretold', value: `${number(found.predictions.length)} rows`, note: `${percent(meanOf(found))} on average` },
      ...(scores
        ? [
            { label: 'Error (log loss)', value: score(scores.logLoss), note: `${score(scores.baseLogLoss)} without a model` },
            { label: 'Off by', value: percent(scores.ece, 1), note: 'said against happened, on average' },
          ]
        : []),
    ],
    sections: [
      reliabilitySection('Said and happened', scores ? [{ of: positive, rows: scores.reliability }] : [], [
        isOfTestFile
          ? 'On the rows of the test file, whose outcome was looked at after all chances had been said.'
          : 'On rows of the training file that were held out and foretold by a model that had not seen them: the test file does not say how it went.',
      ]),
      ...orderSections(found, source.happened),
      drivers(found),
      ...termSections(found.model),
      failures(found, source),
      setAside(found),
    ],
    made: [
      `windshield backtest leads, seed ${seed}. An additive model of one of three kinds, chosen on rows it had not seen (${rungInWords(found)}): base rate with a prior, penalised logistic regression (Gelman et al. 2008), explainable boosting (Lou, Caruana & Gehrke 2012).`,
      'Every chance is the start plus what each column adds, in log-odds, exactly: the reasons are the model.',
    ],
  };
}

/** Which kind of model was chosen. */
export function rungInWords({ rung, isCalibrated }: LeadsBacktest): string {
  const kind = {
    'base rate': 'the base rate',
    logistic: 'logistic regression',
    boosting: 'boosting',
    both: 'logistic regression and boosting together',
  }[rung];
  return isCalibrated ? `${kind}, calibrated` : kind;
}

function meanOf({ predictions }: LeadsBacktest): number {
  return predictions.reduce((sum, { p }) => sum + p, 0) / Math.max(1, predictions.length);
}

function drivers({ importances, happened, n }: LeadsBacktest): Section {
  const heading = 'What drove it';
  const shown = importances.filter(({ importance }) => importance > 0).slice(0, shownDrivers);
  if (shown.length === 0) return { heading, text: ['No column told anything: every row is given the same chance.'] };
  return {
    heading,
    text: [
      `How far each column moves the chance of a usual row, in log-odds: ${inPoints(shown[0] as (typeof shown)[number], happened / n)}.`,
    ],
    chart: barRows(
      shown.map(({ column, importance }) => ({ name: column, value: importance, said: score(importance, 2) })),
      'What drove the chances',
    ),
    numbers: {
      caption: 'All columns that were used',
      header: ['column', 'mean effect in log-odds'],
      rows: importances.map(({ column, importance }) => [column, score(importance, 3)]),
    },
  };
}

/** `Source (0.42) takes a row from 30 %, the share of the past, up to 39 % or down to 22 %`: log-odds for who does not think in them. */
function inPoints({ column, importance }: LeadsBacktest['importances'][number], base: number): string {
  const moved = (by: number) => 1 / (1 + Math.exp(-by) * (1 / base - 1));
  return `${column} (${score(importance, 2)}) takes one from ${percent(base)}, the share of the past, up to ${percent(moved(importance))} or down to ${percent(moved(-importance))}`;
}

function failures(found: LeadsBacktest, { scores, happened }: LeadsSource): Section {
  const worst = scores && worstGroup(scores.reliability);
  const text = [
    ...(worst === undefined ? [] : [worst]),
    found.drift.isDrifted
      ? `The rows to foretell no longer resemble those learned from. ${found.drift.text}`
      : 'The rows to foretell resemble those learned from.',
  ];
  if (!happened) return { heading: 'Where it failed', text };
  const surprises = found.predictions
    .map(({ row, p, reasons }, i) => ({ row, p, reasons, said: happened[i] === 1 ? p : 1 - p, came: happened[i] === 1 }))
    .toSorted((a, b) => a.said - b.said)
    .slice(0, 10);
  return {
    heading: 'Where it failed',
    text: [...text, 'The rows below turned out in the way that seemed least likely.'],
    numbers: {
      caption: 'The greatest surprises',
      header: ['row', 'said', 'happened', 'what spoke for it'],
      rows: surprises.map(({ row, p, came, reasons }) => [row, percent(p, 1), came ? 'yes' : 'no', strongestReasons({ reasons })]),
    },
  };
}

function setAside(found: LeadsBacktest): Section {
  if (found.setAside.length === 0) return { heading: 'What was set aside', text: ['No column: all could be learned from.'] };
  return {
    heading: 'What was set aside',
    text: [
      'These columns were not learned from. What is only known at the end would make a test look brilliant and be of no use on the day.',
    ],
    numbers: {
      caption: 'Columns set aside',
      header: ['column', 'why'],
      rows: found.setAside.map(({ column, why }) => [column, why]),
      isOpen: true,
    },
  };
}
