/** Message numbers (UIDs) from the first to the last, both included. */
export type UidRange = readonly [first: number, last: number];
/** Ascending, neither overlapping nor touching. JSON as it is. */
export type UidRanges = readonly UidRange[];

/** Sorted and merged, from ranges in any order. O(n log n). */
export function toRanges(ranges: Iterable<UidRange>): UidRanges {
  const sorted = [...ranges].filter(([first, last]) => first <= last).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const before = merged.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

export function rangesOf(uids: readonly number[]): UidRanges {
  return toRanges(uids.map((uid) => [uid, uid]));
}

export function union(a: UidRanges, b: UidRanges): UidRanges {
  return toRanges([...a, ...b]);
}

/** What is in `a` and not in `b`. O(n + m). */
export function without(a: UidRanges, b: UidRanges): UidRanges {
  const left: UidRange[] = [];
  let at = 0;
  for (const [first, last] of a) {
    let from = first;
    while (at < b.length && (b[at] as UidRange)[1] < from) at++;
    for (let hole = at; hole < b.length && from <= last; hole++) {
      const [holeFirst, holeLast] = b[hole] as UidRange;
      if (holeFirst > last) break;
      if (holeFirst > from) left.push([from, holeFirst - 1]);
      from = holeLast + 1;
    }
    if (from <= last) left.push([from, last]);
  }
  return left;
}

/** What is in both. O(n + m). */
export function common(a: UidRanges, b: UidRanges): UidRanges {
  return without(a, without(a, b));
}

export function countOf(ranges: UidRanges): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** The numbers themselves, highest first, one after another. */
export function* descending(ranges: UidRanges): Generator<number> {
  for (const [first, last] of ranges.toReversed()) for (let uid = last; uid >= first; uid--) yield uid;
}

/** As IMAP writes it (RFC 9051, sequence-set): `1:5,9`. */
export function sequenceSet(ranges: UidRanges): string {
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}:${last}`)).join(',');
}

/** Reads what a server sent; what is not a range of numbers is passed over. */
export function readSequenceSet(text: string): UidRanges {
  const ranges: UidRange[] = [];
  for (const part of text.split(',')) {
    const [a, b = a] = part.split(':').map(Number);
    if (isUid(a) && isUid(b)) ranges.push([Math.min(a, b), Math.max(a, b)]);
  }
  return toRanges(ranges);
}

function isUid(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value > 0 && value <= 0xffff_ffff;
}
