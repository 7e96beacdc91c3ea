import type { ImportRecord, Ref } from '../imports/index.ts';
import { nameKey } from '../text/index.ts';

/** Finds records of one kind by what points at them: key, then e-mail address, then name, as an import does. */
export type RecordFinder = (ref: Ref | undefined) => number | undefined;

type Findable = ImportRecord & { name?: string; email?: string; points?: readonly { kind: string; value: string }[] };

/**
 * @returns a function that gives the place of a record in `records`; undefined for none, and for a name that several bear
 * O(records).
 */
export function recordFinder(records: readonly Findable[]): RecordFinder {
  const byKey = new Map<string, number>();
  const byEmail = new Map<string, number>();
  const byName = new Map<string, number | undefined>();
  for (const [place, record] of records.entries()) {
    byKey.set(record.key, place);
    const addresses = record.points?.filter(({ kind }) => kind === 'email').map(({ value }) => value) ?? [];
    for (const address of record.email === undefined ? addresses : [record.email, ...addresses]) byEmail.set(address.toLowerCase(), place);
    if (record.name === undefined) continue;
    const name = nameKey(record.name);
    byName.set(name, byName.has(name) ? undefined : place);
  }
  return (ref) => {
    if (ref === undefined) return undefined;
    return (
      (ref.key === undefined ? undefined : byKey.get(ref.key)) ??
      (ref.email === undefined ? undefined : byEmail.get(ref.email.toLowerCase())) ??
      (ref.name === undefined ? undefined : byName.get(nameKey(ref.name)))
    );
  };
}
