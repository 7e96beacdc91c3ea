import type { DayNumber } from '../../time/index.ts';
import type { QuarterCalendar } from '../risks/quarter-phase.ts';
import type { DealsKnownThen } from './known-then.ts';

/**
 * The days that deals were followed, cut where their age step or the phase of the quarter changes: piece p belongs to `deal[p]` and lasted
 * `length[p]` days in `step[p]` and `phase[p]`. `endStep` and `endPhase` tell, row by row of the known deals, where a deal was last seen; `isFollowed`
 * is 0 for deals that were over before the records begin.
 */
export type FollowedDays = {
  count: number;
  deal: Int32Array;
  step: Uint8Array;
  phase: Uint8Array;
  length: Float64Array;
  endStep: Uint8Array;
  endPhase: Uint8Array;
  isFollowed: Uint8Array;
};

/** O(pieces): about one per age step and half a month that a deal was open. */
export function followedDays(known: DealsKnownThen, openedDay: Int32Array, edges: Float64Array, calendar: QuarterCalendar): FollowedDays {
  const rows = known.deal.length;
  const [deal, step, phase, length]: [number[], number[], number[], number[]] = [[], [], [], []];
  const endStep = new Uint8Array(rows);
  const endPhase = new Uint8Array(rows);
  const isFollowed = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const i = known.deal[row] as number;
    const opened = openedDay[i] as number;
    const from = Math.max(0, known.recordsFrom - opened);
    const to = known.days[row] as number;
    if (to <= from) continue;
    isFollowed[row] = 1;
    eachPiece(edges, calendar, opened, from, to, (s, p, lasted) => {
      deal.push(i);
      step.push(s);
      phase.push(p);
      length.push(lasted);
      endStep[row] = s;
      endPhase[row] = p;
    });
  }
  return {
    count: deal.length,
    deal: Int32Array.from(deal),
    step: Uint8Array.from(step),
    phase: Uint8Array.from(phase),
    length: Float64Array.from(length),
    endStep,
    endPhase,
    isFollowed,
  };
}

/** Cuts the ages `from` … `to` of a deal opened on a day wherever its step or the phase changes. */
export function eachPiece(
  edges: Float64Array,
  calendar: QuarterCalendar,
  opened: DayNumber,
  from: number,
  to: number,
  visit: (step: number, phase: number, lasted: number) => void,
): void {
  let step = stepAt(edges, from);
  for (let age = from; age < to; ) {
    const day = opened + Math.floor(age);
    const until = Math.min(to, edges[step + 1] ?? Number.POSITIVE_INFINITY, calendar.nextPhaseAfter(day) - opened);
    visit(step, calendar.phaseOn(day), until - age);
    age = until;
    if (age >= (edges[step + 1] ?? Number.POSITIVE_INFINITY)) step += 1;
  }
}

function stepAt(edges: Float64Array, age: number): number {
  let step = 0;
  while (step + 1 < edges.length && (edges[step + 1] as number) <= age) step++;
  return step;
}
