import { editDistance } from '../../text/index.ts';

/**
 * Whether two strings differ by at most one or two typing slips: `editDistance(a, b, slips) <= slips`, without its tables in nearly all cases.
 * What is the same at either end is passed over first; one slip is then plain to see.
 */
export function areWithinSlips(a: string, b: string, slips: 1 | 2): boolean {
  const difference = a.length - b.length;
  if (difference > slips || -difference > slips) return false;
  let from = 0;
  const short = Math.min(a.length, b.length);
  while (from < short && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const restA = endA - from;
  const restB = endB - from;
  const rest = Math.max(restA, restB);
  if (rest <= 1) return true;
  if (restA === 2 && restB === 2) {
    return slips === 2 || (a.charCodeAt(from) === b.charCodeAt(from + 1) && a.charCodeAt(from + 1) === b.charCodeAt(from));
  }
  if (slips === 1) return false;
  if (rest === 2) return true;
  return editDistance(a.slice(from, endA), b.slice(from, endB), 2) <= 2;
}
