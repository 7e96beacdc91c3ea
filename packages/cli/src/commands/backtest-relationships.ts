import { backtestRelationships, type RelationshipBacktest, tieKindNamed, tieKinds } from '@windshield/core';
import { type AsOf, readAsOfTimes } from '../backtest/as-of-times.ts';
import { backtestCommand } from '../backtest/backtest-command.ts';
import { chanceVerdict } from '../backtest/chance-verdict.ts';
import { dateOrderOf } from '../backtest/date-columns.ts';
import { type EventFile, readEvents } from '../backtest/event-file.ts';
import { dayCounts, required } from '../backtest/flags.ts';
import { percent, score } from '../backtest/in-words.ts';
import type { Verdict } from '../backtest/page/page.ts';
import { type Predictions, probabilityCell } from '../backtest/predictions.ts';
import { relationshipsPage } from '../backtest/relationships-page.ts';
import { openLearnerThreads } from '../backtest/threads.ts';
import { UsageError } from '../command-line.ts';
import { count, table } from '../words.ts';

/** `backtest relationships`: what people exchanged until a time foretells who writes to whom after it. */
export const backtestRelationshipsCommand = backtestCommand({
  name: 'relationships',
  takes: '--events E.csv --as-of T1,T2,… --horizon-days DAYS [--dates dmy|mdy|ymd]',
  summary: 'foretell who writes to whom within some days, for every pair in touch, and compare',
  flags: ['events', 'as-of', 'horizon-days', 'dates'],
  inputs: ['events'],
  async run(values, { seed, threads, progress }) {
    const dates = dateOrderOf(values.dates);
    const path = required('--events', values.events, 'a CSV with at, from, to');
    const asOfs = readAsOfTimes(values['as-of']);
    const [horizonDays = 0, second] = dayCounts(
      '--horizon-days',
      required('--horizon-days', values['horizon-days'], 'a number of days'),
      1,
      1_825,
    );
    if (second !== undefined) throw new UsageError('--horizon-days takes one number of days.');
    const events = await readEvents(path, dates, progress);
    const notes = [...events.notes, ...wordsOnAsOfs(asOfs, events)];

    const pool = openLearnerThreads(threads);
    const found = await backtestRelationships(
      { at: events.at, from: events.from, to: events.to, people: events.people, ...kindsOf(events) },
      { asOf: asOfs.map(({ seconds }) => seconds), horizonDays, seed, run: pool.run, progress: (share) => progress('learning', share) },
    ).finally(() => pool.close());
    const verdict = verdictOf(found);
    const { predictions, ...rest } = found;
    const source = { events: events.at.length, people: events.people.length, horizonDays, seed };
    return {
      scores: {
        study: 'relationships',
        ...source,
        asOfs: asOfs.length,
        predictions: predictions.p.length,
        ...rest,
        scores: rest.scores ?? null,
      },
      words: [verdict.headline, ...verdict.sentences, '', ...detailsInWords(found)],
      predictions: predictionsOf(found, asOfs, events.people),
      page: relationshipsPage({ ...found, notes: [...notes, ...found.notes] }, verdict, { ...source, asOfs }),
      notes: [...notes, ...found.notes],
    };
  },
});

/** @throws UsageError when nothing was known at an as-of */
function wordsOnAsOfs(asOfs: readonly AsOf[], { at }: EventFile): string[] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const seconds of at) {
    first = Math.min(first, seconds);
    last = Math.max(last, seconds);
  }
  const early = asOfs.find(({ seconds }) => seconds <= first);
  if (early)
    throw new UsageError(
      `--as-of ${early.typed} is not after the first event (${inWords(first)}): nothing was known by then. A later time is expected.`,
    );
  const late = asOfs.filter(({ seconds }) => seconds - last > 2 * 86_400).map(({ typed }) => typed);
  return late.length === 0
    ? []
    : [
        `The last event is of ${inWords(last)}. Whatever happened from then until ${late.join(', ')} is not in the file and counts as silence.`,
      ];
}

/** Times of a file that counts seconds from any moment stay numbers. */
function inWords(seconds: number): string {
  return seconds < 31_536_000 ? `second ${seconds}` : new Date(seconds * 1000).toISOString();
}

function kindsOf({ kinds, kind }: EventFile): { kind?: Uint8Array } {
  if (!kinds || !kind) return {};
  const places = kinds.map((name) => tieKinds.indexOf(tieKindNamed(name)));
  return { kind: Uint8Array.from(kind, (place) => places[place] as number) };
}

function predictionsOf(
  { predictions: { asOf, from, to, p } }: RelationshipBacktest,
  asOfs: readonly AsOf[],
  people: readonly string[],
): Predictions {
  const typed = new Map(asOfs.map((one) => [one.seconds, one.typed]));
  return {
    header: ['as_of', 'from', 'to', 'p'],
    rows: {
      *[Symbol.iterator]() {
        for (let row = 0; row < p.length; row++)
          yield [typed.get(asOf[row] as number), people[from[row] as number], people[to[row] as number], probabilityCell(p[row] as number)];
      },
    },
  };
}

function verdictOf({ scores, fit, predictions }: RelationshipBacktest): Verdict {
  if (predictions.p.length === 0)
    return { tone: 'open', headline: 'Nobody to ask about: no two people exchanged anything in the 180 days before.', sentences: [] };
  if (!scores)
    return {
      tone: 'open',
      headline: `${predictions.p.length.toLocaleString('en')} chances were said; the data end before it can be seen who wrote.`,
      sentences: [`They rest on ${fit.cases.toLocaleString('en')} earlier cases, of which ${percent(fit.baseRate)} wrote.`],
    };
  const { brierSkill, auc, ...rest } = scores;
  const known = { ...rest, ...(brierSkill === undefined ? {} : { brierSkill }), ...(auc === undefined ? {} : { auc }) };
  return chanceVerdict(known, { cases: 'ties', base: fit.baseRate, apart: 'later than all that was learned from' });
}

function detailsInWords({ scores, fit, drivers, predictions }: RelationshipBacktest): string[] {
  return [
    `${count(predictions.p.length, 'pair')} foretold; learned from ${count(fit.cases, 'case')} at ${count(fit.times.length, 'earlier moment')} (${fit.method}).`,
    ...(scores
      ? [
          '',
          ...table([
            ['', 'chances', 'always the share of the past'],
            ['log loss', score(scores.logLoss), score(scores.baseLogLoss)],
            ['Brier', score(scores.brier), ''],
            ['Brier skill', score(scores.brierSkill), '0'],
            ['calibration error (ECE)', score(scores.ece), ''],
            ['AUC', score(scores.auc), '0.5'],
          ]),
        ]
      : []),
    ...(drivers.length === 0 ? [] : ['', 'What drove it:', ...table(drivers.map(({ theme, share }) => [`  ${theme}`, percent(share, 0)]))]),
  ];
}
