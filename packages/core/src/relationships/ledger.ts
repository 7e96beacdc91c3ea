import { mail, tieKinds } from './kinds.ts';

export const daySeconds = 86_400;

/** Interactions, one a place. `at`: seconds since any one moment; `from`, `to`: numbers of people from 0; `kind`: places in `tieKinds`, all mail without it. */
export type Interactions = { at: Float64Array; from: Int32Array; to: Int32Array; kind?: Uint8Array };

/**
 * The folded state of all ties: how many interactions there were by ordered pair, day and kind, with the first and last time among them.
 * Rows rise strictly by from, to, day, kind. Integers and extremes only, so the same interactions give the same bytes in whatever order and
 * however cut into parts they arrived.
 */
export type TieLedger = {
  from: Int32Array;
  to: Int32Array;
  /** `at / 86,400`, rounded down. */
  day: Int32Array;
  kind: Uint8Array;
  count: Int32Array;
  firstAt: Float64Array;
  lastAt: Float64Array;
};

/**
 * Folds interactions into a ledger. Each must be given once (duplicates are taken out where they arrive); what somebody sent to themselves
 * is left out. `since` and `until` are places in the arrays, the whole without them.
 * O(n + people + days), five passes of a counting sort.
 * @throws RangeError for a time, person or kind that cannot be
 */
export function foldTies(events: Interactions, since = 0, until = events.at.length): TieLedger {
  const { at, from, to, kind } = events;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let people = 0;
  let n = 0;
  let order = new Uint32Array(until - since);
  for (let i = since; i < until; i++) {
    check(events, i);
    if (from[i] === to[i]) continue;
    const day = dayOf(at[i] as number);
    lowest = Math.min(lowest, day);
    highest = Math.max(highest, day);
    people = Math.max(people, (from[i] as number) + 1, (to[i] as number) + 1);
    order[n++] = i;
  }
  order = order.subarray(0, n);
  if (n === 0) return emptyLedger(0);
  if (kind) order = sortedBy(order, tieKinds.length, (i) => kind[i] as number);
  order = sortedBy(order, highest - lowest + 1, (i) => dayOf(at[i] as number) - lowest);
  order = sortedBy(order, people, (i) => to[i] as number);
  order = sortedBy(order, people, (i) => from[i] as number);
  const writer = new LedgerWriter(n);
  for (const i of order) {
    const time = at[i] as number;
    writer.add(from[i] as number, to[i] as number, dayOf(time), kind ? (kind[i] as number) : mail, 1, time, time);
  }
  return writer.ledger();
}

/** One ledger of what two hold: what arrived before and what has arrived since. Neither is changed. O(rows of both). */
export function mergeLedgers(a: TieLedger, b: TieLedger): TieLedger {
  const writer = new LedgerWriter(a.from.length + b.from.length);
  const addRow = ({ from, to, day, kind, count, firstAt, lastAt }: TieLedger, i: number) =>
    writer.add(
      from[i] as number,
      to[i] as number,
      day[i] as number,
      kind[i] as number,
      count[i] as number,
      firstAt[i] as number,
      lastAt[i] as number,
    );
  let i = 0;
  let j = 0;
  while (i < a.from.length || j < b.from.length) {
    if (j === b.from.length || (i < a.from.length && compareRows(a, i, b, j) <= 0)) addRow(a, i++);
    else addRow(b, j++);
  }
  return writer.ledger();
}

/** A ledger that holds nothing yet. */
export function emptyLedger(rows = 0): TieLedger {
  return {
    from: new Int32Array(rows),
    to: new Int32Array(rows),
    day: new Int32Array(rows),
    kind: new Uint8Array(rows),
    count: new Int32Array(rows),
    firstAt: new Float64Array(rows),
    lastAt: new Float64Array(rows),
  };
}

/** The day that a moment in seconds belongs to. */
export function dayOf(at: number): number {
  return Math.floor(at / daySeconds);
}

function check({ at, from, to, kind }: Interactions, i: number): void {
  if (!Number.isFinite(at[i])) throw new RangeError(`at[${i}] is ${at[i]}; it must be a finite number of seconds`);
  if (!((from[i] as number) >= 0)) throw new RangeError(`from[${i}] is ${from[i]}; it must be the number of a person, from 0`);
  if (!((to[i] as number) >= 0)) throw new RangeError(`to[${i}] is ${to[i]}; it must be the number of a person, from 0`);
  if (kind && !((kind[i] as number) < tieKinds.length))
    throw new RangeError(`kind[${i}] is ${kind[i]}; it must be 0 to ${tieKinds.length - 1}, for ${tieKinds.join(', ')}`);
}

/** A stable counting sort of places by a key below `keys`. */
function sortedBy(order: Uint32Array<ArrayBuffer>, keys: number, keyOf: (place: number) => number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(keys + 1);
  for (const i of order) next[keyOf(i) + 1] = (next[keyOf(i) + 1] as number) + 1;
  for (let key = 0; key < keys; key++) next[key + 1] = (next[key + 1] as number) + (next[key] as number);
  const sorted = new Uint32Array(order.length);
  for (const i of order) {
    const key = keyOf(i);
    const place = next[key] as number;
    sorted[place] = i;
    next[key] = place + 1;
  }
  return sorted;
}

function compareRows(a: TieLedger, i: number, b: TieLedger, j: number): number {
  return (
    (a.from[i] as number) - (b.from[j] as number) ||
    (a.to[i] as number) - (b.to[j] as number) ||
    (a.day[i] as number) - (b.day[j] as number) ||
    (a.kind[i] as number) - (b.kind[j] as number)
  );
}

/** Writes rows in their order; a row equal to the one before it in pair, day and kind is added to that one. */
class LedgerWriter {
  private readonly rows: TieLedger;
  private n = 0;

  constructor(capacity: number) {
    this.rows = emptyLedger(capacity);
  }

  add(from: number, to: number, day: number, kind: number, count: number, firstAt: number, lastAt: number): void {
    const { rows } = this;
    const last = this.n - 1;
    if (last >= 0 && rows.from[last] === from && rows.to[last] === to && rows.day[last] === day && rows.kind[last] === kind) {
      rows.count[last] = (rows.count[last] as number) + count;
      rows.firstAt[last] = Math.min(rows.firstAt[last] as number, firstAt);
      rows.lastAt[last] = Math.max(rows.lastAt[last] as number, lastAt);
      return;
    }
    const at = this.n++;
    rows.from[at] = from;
    rows.to[at] = to;
    rows.day[at] = day;
    rows.kind[at] = kind;
    rows.count[at] = count;
    rows.firstAt[at] = firstAt;
    rows.lastAt[at] = lastAt;
  }

  ledger(): TieLedger {
    const { from, to, day, kind, count, firstAt, lastAt } = this.rows;
    const { n } = this;
    return {
      from: from.slice(0, n),
      to: to.slice(0, n),
      day: day.slice(0, n),
      kind: kind.slice(0, n),
      count: count.slice(0, n),
      firstAt: firstAt.slice(0, n),
      lastAt: lastAt.slice(0, n),
    };
  }
}
