import { mail } from './kinds.ts';
import type { TieLedger } from './ledger.ts';

/**
 * Where each directed tie (all that one person sent to another) stands in a ledger. Tie t holds the rows `start[t]` to `start[t + 1]`;
 * the ties that person p sends along are `firstTieOf[p]` to `firstTieOf[p + 1]`.
 */
export type TieIndex = {
  ledger: TieLedger;
  personCount: number;
  tieCount: number;
  from: Int32Array;
  to: Int32Array;
  start: Int32Array;
  firstTieOf: Int32Array;
  /** The tie the other way; -1 where nothing ever went that way. */
  reverse: Int32Array;
  /** Days on which something was written along tie t, rising: `writtenDay` from `firstWritten[t]` to `firstWritten[t + 1]`. */
  writtenDay: Int32Array;
  firstWritten: Int32Array;
};

/** Finds the ties of a ledger. O(rows + people + ties log ties of a person). */
export function indexTies(ledger: TieLedger, personCount: number): TieIndex {
  const rows = ledger.from.length;
  let tieCount = 0;
  for (let i = 0; i < rows; i++) if (isNewTie(ledger, i)) tieCount += 1;
  const from = new Int32Array(tieCount);
  const to = new Int32Array(tieCount);
  const start = new Int32Array(tieCount + 1);
  const firstTieOf = new Int32Array(personCount + 1);
  let tie = 0;
  for (let i = 0; i < rows; i++) {
    if (!isNewTie(ledger, i)) continue;
    from[tie] = ledger.from[i] as number;
    to[tie] = ledger.to[i] as number;
    start[tie] = i;
    firstTieOf[(from[tie] as number) + 1] = tie + 1;
    tie += 1;
  }
  start[tieCount] = rows;
  for (let person = 0; person < personCount; person++)
    firstTieOf[person + 1] = Math.max(firstTieOf[person] as number, firstTieOf[person + 1] as number);
  const index: TieIndex = {
    ledger,
    personCount,
    tieCount,
    from,
    to,
    start,
    firstTieOf,
    reverse: new Int32Array(tieCount),
    ...writtenDays(ledger, start),
  };
  for (let t = 0; t < tieCount; t++) index.reverse[t] = findTie(index, to[t] as number, from[t] as number);
  return index;
}

/** The tie from one person to another, -1 where there is none. O(log ties of the person). */
export function findTie({ firstTieOf, to: receivers, personCount }: TieIndex, from: number, to: number): number {
  if (from >= personCount) return -1;
  let low = firstTieOf[from] as number;
  const end = firstTieOf[from + 1] as number;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((receivers[middle] as number) < to) low = middle + 1;
    else high = middle;
  }
  return low < end && receivers[low] === to ? low : -1;
}

/** The days of writing along a tie, rising. */
export function daysWritten({ writtenDay, firstWritten }: TieIndex, tie: number): Int32Array {
  return tie < 0 ? noDays : writtenDay.subarray(firstWritten[tie] as number, firstWritten[tie + 1] as number);
}

const noDays = new Int32Array(0);

function writtenDays({ kind, day }: TieLedger, start: Int32Array) {
  const firstWritten = new Int32Array(start.length);
  const writtenDay = new Int32Array(day.length);
  let n = 0;
  for (let tie = 0; tie + 1 < start.length; tie++) {
    firstWritten[tie] = n;
    for (let row = start[tie] as number; row < (start[tie + 1] as number); row++)
      if (kind[row] === mail) writtenDay[n++] = day[row] as number;
  }
  firstWritten[start.length - 1] = n;
  return { firstWritten, writtenDay: writtenDay.slice(0, n) };
}

function isNewTie({ from, to }: TieLedger, i: number): boolean {
  return i === 0 || from[i] !== from[i - 1] || to[i] !== to[i - 1];
}
