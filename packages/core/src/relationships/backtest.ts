import type { Learned, RunLearnerJobs } from '../learner/index.ts';
import type { HalfLife } from './decay.ts';
import { type Driver, driversOf } from './drivers.ts';
import { fitHalfLife, usualHalfLife } from './half-life.ts';
import { mail } from './kinds.ts';
import { daySeconds, type Interactions } from './ledger.ts';
import { replayTies, sceneAt } from './replay.ts';
import { collectCases, featuresOf, type TieStudy } from './tie-cases.ts';
import { fitTieModel, predictTies, smoothedRate, stretchedRate, type TieModel } from './tie-model.ts';
import { scoreTies, type TieScores } from './tie-scores.ts';
import { eventsBefore, inOrderOfTime } from './time-order.ts';
import { trainingTimes } from './training-times.ts';

/** Interactions, and the names of people; `from` and `to` are places in `people`. */
export type RelationshipEvents = Interactions & { people: readonly string[] };

export type RelationshipBacktestOptions = {
  /** Moments to predict at, in seconds like `at`, in any order. */
  asOf: readonly number[];
  horizonDays: number;
  seed: number;
  /** Runs the learner's jobs, on other threads where a floor above has them; here where not given. */
  run?: RunLearnerJobs;
  /** Told which share of all is done, 0 to 1. */
  progress?: (share: number) => void;
};

/** One place per prediction, rising by asOf, from, to. */
export type RelationshipPredictions = { asOf: Float64Array; from: Int32Array; to: Int32Array; p: Float64Array };

export type RelationshipBacktest = {
  predictions: RelationshipPredictions;
  /** Of the moments whose horizon ends inside the data; undefined when there is none. */
  scores: TieScores | undefined;
  /** The same moments one by one, rising: what was said of all pairs together, and what came. Holidays show here. */
  byTime: readonly TimeOfTies[];
  fit: RelationshipFit;
  /** What drove the predictions, largest first. */
  drivers: readonly Driver[];
  /** What a reader must know about how this was made, in sentences. */
  notes: readonly string[];
};

/** Mean chance said of the pairs at a moment, and the share of them that wrote within the horizon. */
export type TimeOfTies = { asOf: number; n: number; said: number; happened: number };

export type RelationshipFit = {
  method: Learned['rung'];
  halfLife: HalfLife;
  cases: number;
  happened: number;
  baseRate: number;
  /** Moments learned from, in seconds, rising. */
  times: readonly number[];
};

/** More cases than this add minutes, not skill: twice as many lowered the log loss of a large network by less than 0.0005. */
const mostCases = 40_000;

/** Shares of the whole that are done after the half-life, the cases, the fit and the predictions. */
const doneAfter = { halfLife: 0.05, cases: 0.2, fit: 0.8 };

/**
 * Backtest of the strength of ties: P(`from` writes to `to` within the horizon) for every ordered pair with an exchange in either direction in
 * the 180 days before each as-of, both ways round. Fitted only on what happened before the first as-of; the features at an as-of know only
 * what happened before that one. What people sent to themselves is left out. Calls and meetings tell of a tie, but only what is written
 * counts as writing (where nothing is, everything does).
 * Sources: Raeder et al. 2011 (reciprocity, persistence), Miritello et al. 2013 (silence against a tie's own rhythm), Gilbert & Karahalios 2009.
 * O((moments learned from + as-ofs) × (ledger × lenses + pairs × contacts) + the learner on at most 40,000 cases).
 * @throws RangeError that names the field when as-ofs, horizon or events cannot be
 */
export async function backtestRelationships(
  events: RelationshipEvents,
  options: RelationshipBacktestOptions,
): Promise<RelationshipBacktest> {
  const { horizonDays, seed, run, progress = () => {} } = options;
  const asOfs = [...new Set(options.asOf)].sort((a, b) => a - b);
  const [firstAsOf] = asOfs;
  if (firstAsOf === undefined) throw new RangeError('asOf is empty; it must hold at least one moment in seconds');
  check(events, asOfs, horizonDays);
  const { written, notes } = withSomethingWritten(inOrderOfTime(events), firstAsOf);
  const past = eventsBefore(written, firstAsOf);
  const study: TieStudy = {
    firstAt: written.at[0] ?? firstAsOf,
    personCount: events.people.length,
    horizonDays,
    hasTalks: past.kind?.some((kind) => kind !== mail) ?? false,
  };
  const times = trainingTimes(study.firstAt, firstAsOf, horizonDays);
  const halfLife = times.length > 0 ? fitHalfLife(past, times, study) : usualHalfLife;
  progress(doneAfter.halfLife);
  let collected = 0;
  const cases = collectCases(past, times, study, halfLife, mostCases, () => {
    collected += 1;
    progress(doneAfter.halfLife + (doneAfter.cases - doneAfter.halfLife) * (collected / times.length));
  });
  const model: TieModel =
    times.length === 0
      ? { method: 'base rate', baseRate: rateOfShortPast(past, study, firstAsOf) }
      : await fitTieModel(cases, {
          seed,
          ...(run ? { run } : {}),
          progress: (share) => progress(doneAfter.cases + (doneAfter.fit - doneAfter.cases) * share),
        });
  progress(doneAfter.fit);
  const { predictions, drivers, known } = predictAll(written, asOfs, study, halfLife, model, (share) =>
    progress(doneAfter.fit + (1 - doneAfter.fit) * share),
  );
  const reached = known.length;
  if (reached < predictions.p.length) notes.push(`${predictions.p.length - reached} predictions reach beyond the data and are not scored.`);
  const fit: RelationshipFit = {
    method: model.method === 'learned' ? model.learned.rung : 'base rate',
    halfLife,
    cases: cases.outcome.length,
    happened: cases.outcome.reduce((sum, wrote) => sum + wrote, 0),
    baseRate: model.baseRate,
    times,
  };
  return {
    predictions,
    scores: scoreTies(predictions.p.subarray(0, reached), known, model.baseRate),
    byTime: timesOf(predictions, known),
    fit,
    drivers,
    notes: [...notes, ...wordsOnFit(fit)],
  };
}

/** Goes through the as-ofs in order. `known` are the outcomes of the predictions whose horizon ends inside the data, which come first. */
function predictAll(
  events: Interactions,
  asOfs: readonly number[],
  study: TieStudy,
  halfLife: HalfLife,
  model: TieModel,
  onShare: (share: number) => void,
): { predictions: RelationshipPredictions; drivers: Driver[]; known: Uint8Array } {
  const replay = replayTies(events, study.personCount);
  const lastAt = events.at.at(-1) ?? Number.NEGATIVE_INFINITY;
  let drivers: Driver[] = [];
  const parts = asOfs.map((asOf, place) => {
    const scene = sceneAt(replay, asOf);
    const { table, themes } = featuresOf(scene, study, halfLife);
    const p = predictTies(model, table);
    // The middle one stands for all: what drives predictions changes little from one as-of to the next.
    if (place === Math.floor(asOfs.length / 2)) drivers = driversOf(model, table, themes);
    const isKnown = asOf + study.horizonDays * daySeconds <= lastAt;
    onShare((place + 1) / asOfs.length);
    return {
      asOf: new Float64Array(p.length).fill(asOf),
      ...scene.pairs,
      p,
      known: isKnown ? replay.outcomes(scene.pairs, asOf, study.horizonDays) : new Uint8Array(0),
    };
  });
  const predictions = {
    asOf: Float64Array.from(joined(parts.map((part) => part.asOf))),
    from: Int32Array.from(joined(parts.map((part) => part.from))),
    to: Int32Array.from(joined(parts.map((part) => part.to))),
    p: Float64Array.from(joined(parts.map((part) => part.p))),
  };
  return { predictions, drivers, known: Uint8Array.from(joined(parts.map((part) => part.known))) };
}

function timesOf({ asOf, p }: RelationshipPredictions, known: Uint8Array): TimeOfTies[] {
  const sums = new Map<number, TimeOfTies>();
  known.forEach((wrote, i) => {
    const at = asOf[i] as number;
    const { n, said, happened } = sums.get(at) ?? { n: 0, said: 0, happened: 0 };
    sums.set(at, { asOf: at, n: n + 1, said: said + (p[i] as number), happened: happened + wrote });
  });
  return [...sums.values()].map(({ asOf: at, n, said, happened }) => ({ asOf: at, n, said: said / n, happened: happened / n }));
}

/**
 * What to say of everyone when the past is too short to see a horizon end: the share of pairs of its first half who wrote in its second, as
 * if every day of the horizon were like those days. Days that were seen count as what they are of a horizon: an hour says next to nothing.
 */
function rateOfShortPast(past: Interactions, study: TieStudy, until: number): number {
  const middle = (study.firstAt + until) / 2;
  const days = (until - middle) / daySeconds;
  if (!(days > 0)) return smoothedRate(0, 0);
  const replay = replayTies(past, study.personCount);
  const { pairs } = sceneAt(replay, middle);
  const wrote = replay.outcomes(pairs, middle, days);
  return stretchedRate(
    wrote.reduce((sum, one) => sum + one, 0),
    wrote.length,
    days / study.horizonDays,
  );
}

function wordsOnFit({ method, times, cases }: RelationshipFit): string[] {
  if (times.length === 0) return ['The past before the first as-of is too short to see a horizon end: everyone is given the same chance.'];
  if (method === 'base rate') return [`${cases} past cases are too few to tell pairs apart: everyone is given the same chance.`];
  return times.length < 6 ? [`The past before the first as-of is short: only ${times.length} moments could be learned from.`] : [];
}

/** Where no mail is among the past, every interaction stands for something written. */
function withSomethingWritten(events: Interactions, firstAsOf: number): { written: Interactions; notes: string[] } {
  const past = eventsBefore(events, firstAsOf);
  if (!past.kind || past.kind.length === 0 || past.kind.includes(mail)) return { written: events, notes: [] };
  const { kind: _, ...written } = events;
  return { written, notes: ['No mail stands among the kinds, so that every kind counts as writing.'] };
}

function check({ at, from, to, people }: RelationshipEvents, asOfs: readonly number[], horizonDays: number): void {
  if (!(horizonDays > 0 && Number.isFinite(horizonDays)))
    throw new RangeError(`horizonDays is ${horizonDays}; it must be a number of days above 0`);
  const odd = asOfs.find((asOf) => !Number.isFinite(asOf));
  if (odd !== undefined) throw new RangeError(`asOf holds ${odd}; it must hold finite seconds`);
  if (from.length !== at.length || to.length !== at.length)
    throw new RangeError(`at has ${at.length} values, from ${from.length} and to ${to.length}; they must be of the same interactions`);
  for (const [name, ids] of [
    ['from', from],
    ['to', to],
  ] as const) {
    const place = ids.findIndex((id) => !(id >= 0 && id < people.length));
    if (place >= 0) throw new RangeError(`${name}[${place}] is ${ids[place]}; it must be a place in people, 0 to ${people.length - 1}`);
  }
}

function joined(parts: readonly ArrayLike<number>[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
