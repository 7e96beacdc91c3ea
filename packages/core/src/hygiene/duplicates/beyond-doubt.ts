import type { FieldKind } from './fields.ts';
import { missingLevel } from './levels.ts';
import type { Scorer } from './score-pair.ts';

/** Up to which level a field may differ for two records to be merged unasked. Kinds that are not named may differ in any way that tells nothing. */
const agreesUpTo: Readonly<Partial<Record<FieldKind, number>>> = {
  firstName: 2,
  lastName: 2,
  personName: 2,
  companyName: 1,
  text: 1,
  mail: 0,
  phone: 1,
  domain: 1,
  street: 1,
  houseNumber: 0,
  postalCode: 1,
  city: 2,
  region: 1,
  country: 0,
  date: 2,
  idNumber: 1,
  number: 0,
};

/** Kinds that say who or where somebody is; two of them, of different groups, must agree. */
const groups: Readonly<Partial<Record<FieldKind, string>>> = {
  firstName: 'name',
  lastName: 'name',
  personName: 'name',
  companyName: 'name',
  mail: 'mail',
  phone: 'phone',
  domain: 'domain',
  street: 'street',
  date: 'day',
  idNumber: 'number',
};

const leastBits = 3;

/**
 * Whether nothing speaks against two records: every field that both fill is the same or nearly so, or differs as records of one thing usually
 * do; and a name and something of another kind agree. Probabilities alone are not enough for merging unasked: fields depend on each other in
 * ways that no model of them one by one knows.
 */
export function isBeyondDoubt({ comparisons, logLevels }: Scorer, levels: Uint8Array): boolean {
  const agreeing = new Set<string>();
  for (let at = 0; at < levels.length; at++) {
    const level = levels[at] as number;
    if (level === missingLevel) continue;
    const { kind } = comparisons.fields[at] as { kind: FieldKind };
    const bits = ((logLevels[1]?.[at]?.[level] ?? 0) - (logLevels[0]?.[at]?.[level] ?? 0)) / Math.LN2;
    const allowed = agreesUpTo[kind];
    if (level > (allowed ?? 0) && (allowed !== undefined || bits < -0.5)) return false;
    const group = kind === 'text' ? `text ${at}` : groups[kind];
    if (group !== undefined && bits >= leastBits) agreeing.add(group);
  }
  const hasName =
    agreeing.has('name') || agreeing.has('mail') || agreeing.has('number') || [...agreeing].some((one) => one.startsWith('text'));
  return agreeing.size >= 2 && hasName;
}

const doubtFrom = 0.98;

/** Where something speaks against it, belief beyond 0.98 counts half: it stays below {@link leastToMerge}. */
export function withDoubt(probability: number): number {
  return probability <= doubtFrom ? probability : doubtFrom + (probability - doubtFrom) * 0.45;
}

/** Nothing below it is merged unasked. */
export const leastToMerge = 0.99;
