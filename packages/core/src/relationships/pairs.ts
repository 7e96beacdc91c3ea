import { mail } from './kinds.ts';
import { dayOf, daySeconds } from './ledger.ts';
import { findTie, type TieIndex } from './tie-index.ts';

/** How long after its last exchange a pair is still asked about. */
export const daysOfInterest = 180;

/** Ordered pairs of people, rising by from, then to. */
export type Pairs = { from: Int32Array; to: Int32Array };

/**
 * Every ordered pair with an exchange of any kind in either direction in the {@link daysOfInterest} before `asOf`, both ways round.
 * O(ties log ties of a person).
 */
export function pairsOfInterest(index: TieIndex, asOf: number): Pairs {
  const since = asOf - daysOfInterest * daySeconds;
  const { ledger, tieCount, start, reverse, from, to } = index;
  const isRecent = (tie: number) => {
    if (tie < 0) return false;
    for (let row = (start[tie + 1] as number) - 1; row >= (start[tie] as number); row--) {
      if ((ledger.lastAt[row] as number) >= since) return true;
      if ((ledger.day[row] as number) < dayOf(since)) return false;
    }
    return false;
  };
  const froms: number[] = [];
  const tos: number[] = [];
  for (let tie = 0; tie < tieCount; tie++) {
    const back = reverse[tie] as number;
    if (!isRecent(tie) && !isRecent(back)) continue;
    froms.push(from[tie] as number);
    tos.push(to[tie] as number);
    if (back >= 0) continue;
    froms.push(to[tie] as number);
    tos.push(from[tie] as number);
  }
  const order = Uint32Array.from(froms, (_, i) => i).sort(
    (a, b) => (froms[a] as number) - (froms[b] as number) || (tos[a] as number) - (tos[b] as number),
  );
  return { from: Int32Array.from(order, (i) => froms[i] as number), to: Int32Array.from(order, (i) => tos[i] as number) };
}

/**
 * 1 for each pair whose first wrote to the second at or after `asOf` and before `asOf + horizonDays`, else 0. `index` is of a ledger of
 * just the interactions in that time. O(pairs log ties of a person).
 */
export function whoWrote(index: TieIndex, pairs: Pairs): Uint8Array {
  const wrote = new Uint8Array(pairs.from.length);
  for (let pair = 0; pair < wrote.length; pair++) {
    const tie = findTie(index, pairs.from[pair] as number, pairs.to[pair] as number);
    if (tie < 0) continue;
    for (let row = index.start[tie] as number; row < (index.start[tie + 1] as number); row++)
      if (index.ledger.kind[row] === mail) wrote[pair] = 1;
  }
  return wrote;
}
