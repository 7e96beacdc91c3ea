import { type DealRecord, type ImportRecord, type NextStepRecord, ofKind } from '../imports/index.ts';
import { dayMs } from '../time/index.ts';
import type { Window } from './deal-touches.ts';
import type { Share } from './exchange.ts';
import { recordFinder } from './record-finder.ts';

/** Next steps of a deal as known at its moment: how many were agreed, and of those that were due, how many were kept. */
export type Steps = { agreed: number; kept: Share };

/**
 * The next steps of each deal inside its window (epoch milliseconds). A step without a day of its own was made no later than it was due or
 * settled. Undefined where the records hold none at all. O(records).
 */
export function stepsOfDeals(
  records: readonly ImportRecord[],
  deals: readonly DealRecord[],
  windows: readonly Window[],
): Steps[] | undefined {
  const all = ofKind(records, 'nextSteps');
  if (all.length === 0) return undefined;
  const dealAt = recordFinder(deals);
  const steps = deals.map((): Steps => ({ agreed: 0, kept: { of: 0, n: 0 } }));
  for (const step of all) {
    const place = dealAt(step.deal);
    if (place === undefined) continue;
    const { from, until } = windows[place] as Window;
    const madeAt = madeBy(step);
    if (!(madeAt >= from - dayMs && madeAt < until)) continue;
    const of = steps[place] as Steps;
    of.agreed += 1;
    addKept(of.kept, step, until);
  }
  return steps;
}

function madeBy({ createdAt, settledAt, dueOn }: NextStepRecord): number {
  if (createdAt !== undefined) return Date.parse(createdAt);
  const known = [settledAt, dueOn].flatMap((instant) => (instant === undefined ? [] : [Date.parse(instant)]));
  return known.length === 0 ? Number.NaN : Math.min(...known);
}

function addKept(kept: Share, step: NextStepRecord, until: number): void {
  const settledAt = Date.parse(step.settledAt ?? step.dueOn ?? '');
  const isSettled = step.status !== 'open' && settledAt < until;
  const isOverdue = !isSettled && step.dueOn !== undefined && Date.parse(step.dueOn) + dayMs < until;
  if ((isSettled && step.status !== 'dropped') || isOverdue) kept.n += 1;
  if (isSettled && step.status === 'kept') kept.of += 1;
}
