import type { FieldKind, LinkageModel } from '@windshield/core';

/** What the same person or company is known by: it is written differently now and then, not as a rule. */
const names: ReadonlySet<FieldKind> = new Set<FieldKind>(['personName', 'firstName', 'lastName', 'companyName']);
const mostDifferent = 0.4;
/** The class of pairs that are the same, and the place of "different" among its levels. */
const same = 1;

/**
 * Whether what was learned can be meant by "the same": in a base that holds hardly any duplicates, what agrees most often is the company, and
 * colleagues would be taken for one person.
 */
export function isPlausible({ comparisons }: LinkageModel): boolean {
  return comparisons.every(({ kind, levels }) => !names.has(kind) || (levels[same]?.at(-1) ?? 0) <= mostDifferent);
}
