import type { CategoryColumn, Table } from '../../learner/index.ts';
import { seededRandom } from '../../stats/index.ts';
import { type AgeBins, ageBinsOf } from './age-bins.ts';
import { fitCurves } from './curves.ts';
import type { DealHistories } from './deal-histories.ts';
import { type DealSpells, dealSpells } from './deal-spells.ts';
import { causeCount, type DealFeatures, type HazardMember } from './hazard-member.ts';
import { mixed, mixWeights, type SpellHazards } from './hazard-mix.ts';
import { fitLearnedHazards, type LearnedWay, learnedWays } from './learned-hazards.ts';
import { asInTraining, type OpeningFeatures, openingFeatures, type SetAside } from './opening-features.ts';
import { QuarterCalendar } from './quarter-phase.ts';
import { watchedFrom } from './watched-from.ts';

export type DealRisks = {
  bins: AgeBins;
  features: OpeningFeatures;
  /** The column whose values are given curves of their own; undefined where none tells deals apart. */
  segmentColumn: string | undefined;
  members: readonly HazardMember[];
  weights: Float64Array;
  setAside: readonly SetAside[];
  /** Ends before this day are not on file. */
  watchedFrom: number | undefined;
  /** Number of ends of each cause in the training past. */
  ends: readonly [won: number, lost: number, gone: number];
};

export type FitOptions = {
  seed: number;
  /** Which rows are one deal at several moments: they are left out together. Each row is a deal of its own unless told. */
  dealOfRow?: Int32Array;
  /** The features are as known on the day of opening for sure (see `liveHistories`): none is suspected of having been written at closing. */
  featuresAreAsKnown?: boolean;
  /** Told now and then how much is done, 0..1. */
  progress?: (share: number) => void;
};

const folds = 4;
/** From so many deals on, one part held out says enough; it spares three fits. */
const dealsForOneFold = 6_000;

/**
 * Fits the competing hazards of deals: won, lost, gone, by day of age. Several readings are fitted (curves by age; with the parts of the
 * calendar quarter; with the segment that tells most; and, where features were known at opening, learned ones on top of the curves), and
 * mixed with the weights that make deals left out of the fit likeliest. Feature-poor or small data therefore fall back to the curves.
 *
 * Discrete time with the day as unit (Allison 1982). O(spells) for the curves; the learned ones read at most some 100,000 rows.
 * @throws RangeError when no deal is given, or when one closes before it opens
 */
export function fitDealRisks(train: DealHistories, options: FitOptions): DealRisks {
  const { seed, progress, dealOfRow, featuresAreAsKnown = false } = options;
  checkDays(train);
  const bins = ageBinsOf(train);
  const features = openingFeatures(train, featuresAreAsKnown);
  const since = watchedFrom(train);
  const calendar = calendarOf(train, 0);
  const everyDeal = Int32Array.from(train.ids.keys());
  const spells = dealSpells(train, everyDeal, bins, calendar, since);
  const segmentColumn = tellingSegment(features.table, spells, bins);
  const of = { table: features.table, segments: segmentsOf(features.table, segmentColumn) };
  const ends = [1, 2, 3].map((cause) => train.end.reduce((sum, end) => sum + (end === cause ? 1 : 0), 0)) as [number, number, number];
  const ways = learnedWays(ends[0] + ends[1] + ends[2], features.table.columns.length);
  const fit = (on: DealSpells) => fitMembers(on, bins, of, segmentColumn, ways, seed);

  const foldOf = foldsOf(train.ids.length, dealOfRow, seed);
  const rounds = train.ids.length >= dealsForOneFold ? 1 : folds;
  const heldOut: { members: HazardMember[]; spells: DealSpells }[] = [];
  for (let fold = 0; fold < rounds; fold++) {
    const inside = everyDeal.filter((deal) => foldOf[deal] !== fold);
    const outside = everyDeal.filter((deal) => foldOf[deal] === fold);
    heldOut.push({
      members: fit(dealSpells(train, inside, bins, calendar, since)),
      spells: dealSpells(train, outside, bins, calendar, since),
    });
    progress?.((fold + 1) / (rounds + 1));
  }
  const members = fit(spells);
  const weights = mixWeights(
    members.map((_, m) => joined(heldOut.map(({ members: fitted, spells: left }) => (fitted[m] as HazardMember).hazards(left, of)))),
    joinedSpells(heldOut.map(({ spells: left }) => left)),
  );
  progress?.(1);
  return {
    bins,
    features,
    segmentColumn,
    members,
    weights,
    setAside: features.setAside,
    watchedFrom: since,
    ends,
  };
}

/** Hazards of any spells of other deals. O(spells * members). */
export function hazardsOf(risks: DealRisks, spells: DealSpells, of: DealFeatures): SpellHazards {
  const spoken = risks.members.map((member, m) => ((risks.weights[m] as number) > 1e-6 ? member.hazards(spells, of) : undefined));
  const heard = spoken.flatMap((hazards, m) => (hazards ? [{ hazards, weight: risks.weights[m] as number }] : []));
  return mixed(
    heard.map(({ hazards }) => hazards),
    heard.map(({ weight }) => weight),
  );
}

/** Other deals as the fitted hazards see them. */
export function featuresFor(risks: DealRisks, histories: DealHistories): DealFeatures {
  const table = asInTraining(risks.features, histories);
  return { table, segments: segmentsOf(table, risks.segmentColumn) };
}

/** A calendar that covers all deals and some days ahead. */
export function calendarOf({ openedDay, closedDay }: Pick<DealHistories, 'openedDay' | 'closedDay'>, daysAhead: number): QuarterCalendar {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < openedDay.length; i++) {
    from = Math.min(from, openedDay[i] as number);
    to = Math.max(to, closedDay[i] as number, openedDay[i] as number);
  }
  return new QuarterCalendar(from, to + daysAhead + 1);
}

function fitMembers(
  spells: DealSpells,
  bins: AgeBins,
  of: DealFeatures,
  segmentColumn: string | undefined,
  ways: readonly LearnedWay[],
  seed: number,
): HazardMember[] {
  const segments = { ofDeal: of.segments, count: levelCount(of.table, segmentColumn) };
  const curves = [
    { name: 'age', options: {} },
    { name: 'age and calendar', options: { byCalendar: true } },
    ...(segmentColumn === undefined
      ? []
      : [
          { name: `age by ${segmentColumn}`, options: { segments } },
          { name: `age and calendar by ${segmentColumn}`, options: { byCalendar: true, segments } },
        ]),
  ];
  const members = curves.map(({ name, options }): HazardMember => {
    const fitted = fitCurves(spells, bins, causeCount, options);
    const hazards = (asked: DealSpells, who: DealFeatures) => curveHazards(fitted, asked, who.segments);
    return {
      name,
      hazards,
      terms: (asked, who) => {
        const usual = curveHazards(fitted, asked, undefined);
        if (segmentColumn === undefined) return { usual, terms: [] };
        const own = hazards(asked, who);
        const logs = own.map((ofCause, k) => ofCause.map((hazard, i) => Math.log(hazard / (usual[k]?.[i] as number))));
        return { usual, terms: [{ column: segmentColumn, logs }] };
      },
    };
  });
  return [...members, ...fitLearnedHazards(spells, bins, of, ways, seed)];
}

function curveHazards(curves: ReturnType<typeof fitCurves>, spells: DealSpells, segments: Int32Array | undefined): SpellHazards {
  return Array.from({ length: curves.causes }, (_, k) => {
    const hazards = new Float64Array(spells.count);
    for (let i = 0; i < spells.count; i++)
      hazards[i] = curves.at(k + 1, spells.bin[i] as number, spells.phase[i] as number, segments?.[spells.deal[i] as number] ?? -1);
    return hazards;
  });
}

/** The category whose values differ most in how and when deals end, by marginal likelihood; undefined when none beats chance clearly. */
function tellingSegment(table: Table, spells: DealSpells, bins: AgeBins): string | undefined {
  let best: { name: string; evidence: number } | undefined;
  for (const column of table.columns) {
    if (column.kind !== 'category') continue;
    const { evidence } = fitCurves(spells, bins, causeCount, {
      byCalendar: true,
      segments: { ofDeal: column.codes, count: column.levels.length },
    });
    if (evidence > 1 && evidence > (best?.evidence ?? 0)) best = { name: column.name, evidence };
  }
  return best?.name;
}

function segmentsOf(table: Table, column: string | undefined): Int32Array {
  const found = categoryNamed(table, column);
  return found ? found.codes : new Int32Array(table.rowCount).fill(-1);
}

function levelCount(table: Table, column: string | undefined): number {
  return categoryNamed(table, column)?.levels.length ?? 0;
}

function categoryNamed(table: Table, name: string | undefined): CategoryColumn | undefined {
  return table.columns.find((column): column is CategoryColumn => column.kind === 'category' && column.name === name);
}

/** Balanced folds of deals in an order that the seed alone decides. */
function foldsOf(rows: number, dealOfRow: Int32Array | undefined, seed: number): Uint8Array {
  const deals = dealOfRow ? [...new Set(dealOfRow)].sort((a, b) => a - b) : Array.from({ length: rows }, (_, row) => row);
  const random = seededRandom(seed);
  for (let i = deals.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [deals[i], deals[j]] = [deals[j] as number, deals[i] as number];
  }
  const foldOfDeal = new Map(deals.map((deal, place) => [deal, place % folds]));
  return Uint8Array.from({ length: rows }, (_, row) => foldOfDeal.get(dealOfRow?.[row] ?? row) as number);
}

function joined(parts: readonly SpellHazards[]): SpellHazards {
  return Array.from({ length: causeCount }, (_, k) =>
    concatenated(
      Float64Array,
      parts.map((part) => part[k] as Float64Array),
    ),
  );
}

function joinedSpells(parts: readonly DealSpells[]): DealSpells {
  return {
    count: parts.reduce((sum, part) => sum + part.count, 0),
    deal: concatenated(
      Int32Array,
      parts.map((part) => part.deal),
    ),
    bin: concatenated(
      Uint8Array,
      parts.map((part) => part.bin),
    ),
    phase: concatenated(
      Uint8Array,
      parts.map((part) => part.phase),
    ),
    days: concatenated(
      Int32Array,
      parts.map((part) => part.days),
    ),
    cause: concatenated(
      Uint8Array,
      parts.map((part) => part.cause),
    ),
  };
}

function concatenated<A extends Float64Array | Int32Array | Uint8Array>(kind: new (length: number) => A, parts: readonly A[]): A {
  const whole = new kind(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function checkDays({ ids, openedDay, closedDay }: DealHistories): void {
  if (ids.length === 0) throw new RangeError('there is no deal to learn from');
  for (let i = 0; i < ids.length; i++)
    if ((closedDay[i] as number) < (openedDay[i] as number))
      throw new RangeError(`deal ${ids[i]} closed ${(openedDay[i] as number) - (closedDay[i] as number)} days before it was opened`);
}
