import { type AdditiveModel, explain, fitBoosting, fitLogistic, pickRows, predictLogits, type Table } from '../../learner/index.ts';
import { seededRandom } from '../../stats/index.ts';
import type { AgeBins } from './age-bins.ts';
import { type Curves, fitCurves } from './curves.ts';
import type { DealSpells } from './deal-spells.ts';
import { causeCount, type DealFeatures, type HazardMember, type MemberTerms } from './hazard-member.ts';

/** Fewer ends of a cause than these leave its hazard to the curves. */
const fewestEnds = 10;
const endsForBoosting = 300;
const widePrior = 1;
const highestDailyHazard = 0.5;
/** So many deals teach what features are worth; of more, a random part is read. */
const mostDeals = 30_000;

/** How many times likelier than usual a cause is for a deal, as ln: an additive model; undefined where too few ends tell. */
type RelativeRisk = AdditiveModel | undefined;

/**
 * Hazards that what was known at opening raises or lowers: h_k(t | x) = h_0k(t) exp(eta_k(x)), with h_0 the curve by age and calendar and eta
 * the learner's additive log-odds. Each cause is fitted on its own: with one end at most a day the likelihood falls into one factor per cause
 * (Kalbfleisch & Prentice 1980, 8.2; Begg & Gray 1984 for the multinomial form). Also with parts of life fitted apart, so that a feature may
 * matter early and not late. O(deals) rows per fit, however long they lasted.
 */
export function fitLearnedHazards(
  spells: DealSpells,
  bins: AgeBins,
  of: DealFeatures,
  ways: readonly LearnedWay[],
  seed: number,
): HazardMember[] {
  const base = fitCurves(spells, bins, causeCount, { byCalendar: true });
  const isRead = dealsRead(of.table.rowCount, seed);
  const ends = Array.from({ length: causeCount }, (_, k) => endsByBin(spells, bins, k + 1));
  return ways.map(({ name, parts, learner }) => {
    const risks = ends.map((ofCause, k): RisksByPart => {
      const starts = startsOfParts(ofCause, parts);
      const untilBin = (part: number) => starts[part + 1] ?? ofCause.length;
      return {
        starts,
        risks: starts.map((start, part) =>
          fitRelativeRisk(exposureOf(spells, isRead, base, k + 1, start, untilBin(part)), of.table, learner, seed),
        ),
      };
    });
    return {
      name,
      hazards: (asked, who) => scaled(base, risks, asked, who.table),
      terms: (asked, who) => termsOf(base, risks, asked, who.table),
    };
  });
}

/** What features are worth to one cause: part by part of life, with the first bin of each part. Parts hold about equally many of its ends. */
type RisksByPart = { starts: readonly number[]; risks: readonly RelativeRisk[] };

/** A way to learn: into how many parts of life, and by which rung of the learner. */
export type LearnedWay = { name: string; parts: number; learner: Learner };

/** The ways worth trying with so many ends and columns; decided once, so that every fold tries the same. */
export function learnedWays(ends: number, columns: number): LearnedWay[] {
  if (columns === 0 || ends < fewestEnds) return [];
  const logistic: LearnedWay[] = [
    { name: 'learned', parts: 1, learner: 'logistic' },
    { name: 'learned, by half of life', parts: 2, learner: 'logistic' },
  ];
  if (ends < endsForBoosting) return logistic;
  return [
    ...logistic,
    { name: 'learned, by quarter of life', parts: 4, learner: 'logistic' },
    { name: 'learned loosely, by half of life', parts: 2, learner: 'wide logistic' },
    { name: 'learned loosely, by quarter of life', parts: 4, learner: 'wide logistic' },
    { name: 'boosted', parts: 1, learner: 'boosting' },
    { name: 'boosted, by half of life', parts: 2, learner: 'boosting' },
  ];
}

/** The wide logistic holds its coefficients loosely: with many ends, holding all of them as far as few need it makes chances too even. */
type Learner = 'logistic' | 'wide logistic' | 'boosting';

/** Ends of one cause expected of each deal under the curve, and the deals to which it happened. */
type Exposure = { expected: Float64Array; happened: readonly number[] };

function exposureOf(spells: DealSpells, isRead: Uint8Array, base: Curves, cause: number, fromBin: number, toBin: number): Exposure {
  const expected = new Float64Array(isRead.length);
  const happened: number[] = [];
  for (let i = 0; i < spells.count; i++) {
    const bin = spells.bin[i] as number;
    const deal = spells.deal[i] as number;
    if (bin < fromBin || bin >= toBin || isRead[deal] === 0) continue;
    expected[deal] = (expected[deal] as number) + (spells.days[i] as number) * base.at(cause, bin, spells.phase[i] as number, -1);
    if (spells.cause[i] === cause) happened.push(deal);
  }
  return { expected, happened };
}

/**
 * The ratio of ends that happened to ends that were expected, by logistic learning of one kind of row against the other: a deal with an end
 * counts 1 as "happened", every deal counts its expected ends as "not", so the odds are the ratio (density ratio estimation: Bickel,
 * Brückner & Scheffer 2009). Near a ratio of one it is the Poisson score of the hazard; both weights are doubled, which gives the fit the
 * information that the ends truly carry.
 */
function fitRelativeRisk({ expected, happened }: Exposure, table: Table, learner: Learner, seed: number): RelativeRisk {
  if (happened.length < fewestEnds) return undefined;
  const atRisk = Array.from(expected.keys()).filter((deal) => (expected[deal] as number) > 0);
  const deals = Int32Array.from([...atRisk, ...happened]);
  const outcome = Uint8Array.from(deals, (_, row) => (row < atRisk.length ? 0 : 1));
  const weights = Float64Array.from(deals, (deal, row) => (row < atRisk.length ? 2 * (expected[deal] as number) : 2));
  const rows = pickRows(table, deals);
  return learner !== 'boosting'
    ? fitLogistic(rows, outcome, { weights, seed, ...(learner === 'wide logistic' ? { priorScale: widePrior } : {}) })
    : fitBoosting(rows, outcome, { weights, seed });
}

function scaled(base: Curves, causes: readonly RisksByPart[], asked: DealSpells, table: Table): Float64Array[] {
  return causes.map(({ starts, risks }, k) => {
    const logs = risks.map((risk) => risk && predictLogits(risk, table));
    const hazards = new Float64Array(asked.count);
    for (let i = 0; i < asked.count; i++) {
      const bin = asked.bin[i] as number;
      const log = logs[partOf(bin, starts)]?.[asked.deal[i] as number] ?? 0;
      hazards[i] = Math.min(highestDailyHazard, base.at(k + 1, bin, asked.phase[i] as number, -1) * Math.exp(log));
    }
    return hazards;
  });
}

/** Terms of the one deal that the spells are of. */
function termsOf(base: Curves, causes: readonly RisksByPart[], asked: DealSpells, table: Table): MemberTerms {
  const deal = asked.deal[0] ?? 0;
  const explained = causes.map(({ risks }) => risks.map((risk) => risk && explain(risk, table, deal)));
  const emptyLogs = () => Array.from({ length: causeCount }, () => new Float64Array(asked.count));
  const usual = emptyLogs();
  const byColumn = new Map<string, Float64Array[]>();
  for (let i = 0; i < asked.count; i++) {
    const bin = asked.bin[i] as number;
    for (const [k, { starts }] of causes.entries()) {
      const said = explained[k]?.[partOf(bin, starts)];
      (usual[k] as Float64Array)[i] = base.at(k + 1, bin, asked.phase[i] as number, -1) * Math.exp(said?.start ?? 0);
      for (const { column, effect } of said?.terms ?? []) {
        const logs = byColumn.get(column) ?? emptyLogs();
        byColumn.set(column, logs);
        (logs[k] as Float64Array)[i] = effect;
      }
    }
  }
  return { usual, terms: [...byColumn].map(([column, logs]) => ({ column, logs })) };
}

function partOf(bin: number, starts: readonly number[]): number {
  let part = 0;
  while (part + 1 < starts.length && bin >= (starts[part + 1] as number)) part += 1;
  return part;
}

function dealsRead(deals: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: deals }, () => (deals <= mostDeals || random.uniform() * deals < mostDeals ? 1 : 0));
}

function endsByBin(spells: DealSpells, bins: AgeBins, cause: number): Float64Array {
  const ends = new Float64Array(bins.starts.length);
  for (let i = 0; i < spells.count; i++) {
    const bin = spells.bin[i] as number;
    if (spells.cause[i] === cause) ends[bin] = (ends[bin] as number) + 1;
  }
  return ends;
}

/** First bins of parts of life with about equally many ends; fewer parts where the ends crowd. */
function startsOfParts(ends: Float64Array, parts: number): number[] {
  const all = ends.reduce((sum, n) => sum + n, 0);
  const starts = [0];
  let sum = 0;
  for (let bin = 0; bin + 1 < ends.length && starts.length < parts; bin++) {
    sum += ends[bin] as number;
    if (sum >= (all * starts.length) / parts) starts.push(bin + 1);
  }
  return starts;
}
