import type { Evidence, EvidenceDifferences, EvidenceModel, OutcomeEvidence, UsualTerm } from '@windshield/core';
import { number, percent, score } from './in-words.ts';
import type { Page, Section, Verdict } from './page/page.ts';
import { intervalRows } from './page/row-charts.ts';

/** The study as a page; its words are the study's own. */
export function evidencePage(evidence: Evidence, seed: number, read: string): Page {
  const { ageDays, settled, reachedAge, horizonDays, won, revenue, cycleLength, leftOut } = evidence;
  return {
    title: 'Windshield backtest: evidence',
    question: `Quality or volume: what told more about deals ${ageDays} days after their opening?`,
    verdict: verdictOf(evidence),
    figures: [
      { label: 'Deals', value: number(settled), note: `of ${number(reachedAge)} that were open at ${ageDays} days` },
      ...(horizonDays === undefined
        ? []
        : [{ label: 'Won counts within', value: `${Math.round(horizonDays)} days`, note: 'from that age on' }]),
      {
        label: 'Left out',
        value: number(leftOut.endedBefore + leftOut.renewals + leftOut.tooYoung + leftOut.undated),
        note: `${number(leftOut.endedBefore)} had ended before`,
      },
    ],
    sections: [
      outcomeSection('Which were won', won, evidence.details[0]),
      outcomeSection('What they brought', revenue, evidence.details[1]),
      outcomeSection('How long the won ones took', cycleLength, evidence.details[2]),
      ...(evidence.usual === undefined ? [] : [usualSection(evidence.usual, ageDays)]),
      { heading: 'What this cannot tell', text: evidence.cannotTell },
    ],
    made: [
      read,
      `windshield backtest evidence, seed ${seed}. Models of size and segment, beside counts of touches, beside the quality of the exchange, and beside both, each fitted on earlier deals and judged on later ones; intervals by bootstrap over whole accounts.`,
    ],
  };
}

function verdictOf({ verdict, sentence, details }: Evidence): Verdict {
  const headline = {
    quality: 'Quality told more than volume.',
    volume: 'Volume mattered more than quality.',
    noDifference: 'No difference was found.',
    tooLittleData: 'There is too little data to say.',
  }[verdict];
  const isSure = verdict === 'quality' || verdict === 'volume';
  return { tone: isSure ? 'good' : 'open', headline, sentences: [sentence, ...(isSure ? [] : details.slice(0, 1))] };
}

const names: Readonly<Record<keyof EvidenceDifferences, string>> = {
  volumeOverControls: 'counts, beside size and segment',
  qualityOverControls: 'quality, beside size and segment',
  qualityBeyondVolume: 'quality, beyond all counts',
  ownVolumeBeyondQuality: 'our own touches, beyond quality',
  qualityOverVolume: 'quality alone against all counts alone',
  qualityOverOwnVolume: 'quality alone against our own touches alone',
};

const models: readonly (readonly [EvidenceModel, string])[] = [
  ['controls', 'size and segment alone'],
  ['volume', 'with all counts'],
  ['ownVolume', 'with what we did of our own accord'],
  ['quality', 'with quality'],
  ['volumeAndQuality', 'with all counts and quality'],
  ['ownVolumeAndQuality', 'with what we did of our own accord and quality'],
];

/** `Which were won (351 deals): no difference.` under a heading that says the same: `No difference.` */
function withoutHeading(detail: string): string {
  const said = detail.slice(detail.indexOf(': ') + 2);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** The terms in their own units, so that a reader sees what was compared. */
function usualSection(usual: readonly UsualTerm[], ageDays: number): Section {
  const cell = (value: number, unit: UsualTerm['unit']) =>
    unit === 'share'
      ? percent(value, 0)
      : `${value.toLocaleString('en', { maximumSignificantDigits: 2 })}${unit === 'minutes' ? ' min' : unit === 'hours' ? ' h' : ''}`;
  return {
    heading: 'What was compared',
    text: [
      `What the first ${ageDays} days were usually like. A difference here may come from size, segment, seller or chance; only the comparisons above allow for them.`,
    ],
    numbers: {
      isOpen: true,
      caption: 'Usual values of deals that were won and of the others',
      header: ['term', 'counts as', 'won', 'not won'],
      rows: usual.map(({ side, term, unit, won, notWon }) => [term, side, cell(won, unit), cell(notWon, unit)]),
    },
  };
}

function outcomeSection(
  heading: string,
  { differences, meanLoss, loss, level, judged }: OutcomeEvidence,
  detail: string | undefined,
): Section {
  const text = detail === undefined ? [] : [withoutHeading(detail)];
  if (!differences || !meanLoss) return { heading, text };
  const rows = Object.entries(differences) as [keyof EvidenceDifferences, EvidenceDifferences[keyof EvidenceDifferences]][];
  return {
    heading,
    text: [
      ...text,
      `What each took off the error (${loss === 'logLoss' ? 'log loss' : 'squared error'}) on ${number(judged)} later deals. Only where the whole ${percent(level)} interval lies on one side of zero is it sure.`,
    ],
    chart: intervalRows(
      rows.map(([name, { value, low, high }]) => ({
        name: names[name],
        value,
        low,
        high,
        said: `${score(value, 3)} (${score(low, 3)} to ${score(high, 3)})`,
      })),
      heading,
    ),
    numbers: {
      caption: 'Mean error of each model on later deals',
      header: ['model', 'error'],
      rows: models.map(([model, name]) => [name, score(meanLoss[model])]),
    },
  };
}
