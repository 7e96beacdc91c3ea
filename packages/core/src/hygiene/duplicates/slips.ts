/**
 * Whether two strings differ by at most one or two typing slips: the same as `editDistance(a, b) <= slips` (optimal string alignment), without
 * its tables. What is the same is passed over; at the first difference each kind of slip is tried. O(length).
 */
export function areWithinSlips(a: string, b: string, slips: 1 | 2): boolean {
  const difference = a.length - b.length;
  if (difference > slips || -difference > slips) return false;
  let endA = a.length;
  let endB = b.length;
  while (endA > 0 && endB > 0 && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  return isReached(a, 0, endA, b, 0, endB, slips);
}

/** Whether a[fromA, endA) becomes b[fromB, endB) by at most `slips`. */
function isReached(a: string, fromA: number, endA: number, b: string, fromB: number, endB: number, slips: number): boolean {
  let i = fromA;
  let j = fromB;
  while (i < endA && j < endB && a.charCodeAt(i) === b.charCodeAt(j)) {
    i++;
    j++;
  }
  const leftA = endA - i;
  const leftB = endB - j;
  if (leftA === 0 || leftB === 0) return leftA + leftB <= slips;
  if (slips === 0 || leftA - leftB > slips || leftB - leftA > slips) return false;
  if (leftA <= slips && leftB <= slips) return true;
  if (isReached(a, i + 1, endA, b, j + 1, endB, slips - 1)) return true;
  if (isReached(a, i + 1, endA, b, j, endB, slips - 1) || isReached(a, i, endA, b, j + 1, endB, slips - 1)) return true;
  return (
    leftA > 1 &&
    leftB > 1 &&
    a.charCodeAt(i) === b.charCodeAt(j + 1) &&
    a.charCodeAt(i + 1) === b.charCodeAt(j) &&
    isReached(a, i + 2, endA, b, j + 2, endB, slips - 1)
  );
}
