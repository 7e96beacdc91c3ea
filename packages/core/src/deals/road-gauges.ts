import { type Gauge, insufficientGauge, knownGauge, type Reason } from '../gauge/index.ts';
import { type DayNumber, dayInWords, type Period } from '../time/index.ts';
import { historyNeeded, type KindClock } from './history.ts';
import type { RoadAhead, RoadInput } from './road-ahead.ts';
import { isHistoryThin, type Runner } from './road-runners.ts';

const thin = `needs ${historyNeeded.closed} closed deals, ${historyNeeded.won} of them won`;

export type GaugeFrame = { method: string; seen: string; asOf: string; n: number };

/** The mean as won so far plus each kind of open deal; what the shared shock and the draws add or take is said too. */
export function endGauge(
  runners: readonly Runner[],
  result: RoadAhead['result'],
  wonSoFarMinor: number,
  input: RoadInput,
  frame: GaugeFrame,
): Gauge {
  const { currency, clock, period, asOf } = input;
  if (isHistoryThin(clock) && asOf < period.to) {
    return insufficientGauge({
      ...frame,
      unit: 'minor',
      currency,
      missingKey: 'closedDeals',
      missing: thin,
    });
  }
  const reasons = whereItComesFrom(runners);
  const told = reasons.reduce((sum, reason) => sum + reason.effect, wonSoFarMinor);
  const rest = result.meanMinor - told;
  if (rest !== 0) reasons.push({ key: 'draws', text: 'rounding of the simulated draws', effect: rest, records: [] });
  return knownGauge({
    ...frame,
    unit: 'minor',
    currency,
    interval: [result.q10Minor, result.q90Minor],
    start: {
      key: 'won',
      text: 'won in this period so far',
      effect: wonSoFarMinor,
      records: [],
      query: { room: 'deals', filter: { status: 'won' } },
    },
    reasons,
  });
}

/**
 * Share of the simulated periods that reach the target. Its interval puts the chances of all deals at the low, then at the
 * high end of their own intervals at once.
 */
export function targetGauge(
  totals: Float64Array,
  runners: readonly Runner[],
  targetMinor: number,
  wonSoFarMinor: number,
  input: RoadInput,
  frame: GaugeFrame,
): Gauge {
  if (isHistoryThin(input.clock) && input.asOf < input.period.to && wonSoFarMinor < targetMinor) {
    return insufficientGauge({ ...frame, unit: 'probability', missingKey: 'closedDeals', missing: thin });
  }
  const expected = (field: 'chance' | 'low' | 'high') => runners.reduce((sum, runner) => sum + runner[field] * runner.meanMinor, 0);
  const middle = expected('chance');
  const reachedAt = (scale: number) => {
    let reached = 0;
    for (const total of totals) if (wonSoFarMinor + (total - wonSoFarMinor) * scale >= targetMinor) reached += 1;
    return reached / totals.length;
  };
  const bounds: [number, number] =
    middle > 0 ? [reachedAt(expected('low') / middle), reachedAt(expected('high') / middle)] : [reachedAt(1), reachedAt(1)];
  const text =
    wonSoFarMinor >= targetMinor ? 'it is reached' : `share of the simulated periods that reach it, from ${runners.length} open deals`;
  return knownGauge({
    ...frame,
    unit: 'probability',
    interval: bounds,
    start: { key: 'reached', text, effect: reachedAt(1), records: [], query: { room: 'deals', filter: { status: 'open' } } },
    reasons: [],
  });
}

export function sentenceOf(deals: number, targetChance: Gauge | undefined, period: Period, asOf: DayNumber): string {
  if (asOf >= period.to) return 'This period is over.';
  if (deals === 0) return 'No open deal can be counted towards this period.';
  const end = dayInWords(period.to, asOf);
  const target =
    targetChance?.kind === 'known' ? ` The target is reached in ${Math.round(targetChance.value * 100)} of 100 simulated periods.` : '';
  return `${deals} open ${deals === 1 ? 'deal' : 'deals'} may still close until ${end}; the band holds eight of ten outcomes.${target}`;
}

function whereItComesFrom(runners: readonly Runner[]): Reason[] {
  const byKind = new Map<KindClock, { expectedMinor: number; deals: number }>();
  for (const { kind, chance, meanMinor } of runners) {
    const sum = byKind.get(kind) ?? { expectedMinor: 0, deals: 0 };
    sum.expectedMinor += chance * meanMinor;
    sum.deals += 1;
    byKind.set(kind, sum);
  }
  return [...byKind].map(([kind, { expectedMinor, deals }]) => ({
    key: `open:${kind.key}`,
    text: `${deals} open ${deals === 1 ? 'deal' : 'deals'}: ${kind.label}`,
    effect: Math.round(expectedMinor),
    params: { deals, kind: kind.label },
    records: [],
    query: { room: 'deals', filter: { ...kind.filter, status: 'open' } },
  }));
}
