import type { WorkspaceTransaction } from '../engine/index.ts';

/** Shorter ones are extensions and short codes, which say nothing outside their house. */
const fewestDigits = 7;
/** Enough to tell numbers apart, few enough that an area code may be missing. */
const tailDigits = 7;

/** Whether an address of a participant is a telephone number that somebody outside can have. */
export function isPhone(address: string): boolean {
  return /^\+?\d+$/.test(address) && address.length >= fewestDigits;
}

/**
 * The contacts behind telephone numbers (`+49301234567`, or as dialled): whoever has the very number; else the one contact whose number
 * means the same when area codes, trunk zeros and prefixes are allowed for. A number that several contacts have in common, such as that
 * of a switchboard, is nobody's. Costs one pass over the telephone numbers of the workspace.
 */
export async function findPhoneOwners(tx: WorkspaceTransaction, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const asked = [...new Set(numbers)];
  const owners = new Map<string, string>();
  if (asked.length === 0) return owners;
  const found = await tx.raw<{ number: string; contact_id: string; value_key: string }>(
    `select asked.number, point.contact_id, point.value_key
     from unnest($1::text[]) as asked (number)
     join app.contact_points point on point.kind = 'phone' and right(point.value_key, ${tailDigits}) = right(asked.number, ${tailDigits})
     join app.contacts contact on contact.id = point.contact_id and contact.deleted_at is null`,
    [asked],
  );
  for (const [number, candidates] of Map.groupBy(found, (one) => one.number)) {
    const exact = candidates.filter(({ value_key }) => value_key === number);
    const fitting = exact.length > 0 ? exact : candidates.filter(({ value_key }) => meansTheSame(value_key, number));
    const [owner, another] = new Set(fitting.map(({ contact_id }) => contact_id));
    if (owner !== undefined && another === undefined) owners.set(number, owner);
  }
  return owners;
}

/** Whether two ways to write a number can be one: +49301234567, 0049301234567, 0301234567, 1234567 without its area code, +49(0)301234567. */
export function meansTheSame(one: string, other: string): boolean {
  const [a, b] = [international(one), international(other)];
  if (a.startsWith('+') && b.startsWith('+')) return a === b || keepsTrunkZero(a, b) || keepsTrunkZero(b, a);
  const [long = '', short = ''] = [a, b].map((number) => number.replace(/^[+0]+/, '')).sort((x, y) => y.length - x.length);
  return short.length >= fewestDigits && long.endsWith(short);
}

const international = (number: string) => (number.startsWith('00') ? `+${number.slice(2)}` : number);

/** "+49 (0)30 1234567" without its brackets is +49301234567 with a zero behind the country's code of one to three digits. */
const keepsTrunkZero = (long: string, short: string) =>
  long.length === short.length + 1 && [2, 3, 4].some((at) => long[at] === '0' && long.slice(0, at) + long.slice(at + 1) === short);
