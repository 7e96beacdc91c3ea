import type { LinkageRecord } from '@windshield/core';
import type { hygiene } from '@windshield/store';
import { invalid } from '../app/validate.ts';

type Typed = Readonly<Record<string, unknown>>;
const longest = 500;
const mostPoints = 20;

/**
 * A record as it is typed, in terms of what is compared. Fields that tell nothing of who it is are left out.
 *
 * @throws ProblemError `invalid` when nothing is said that a record can be found by
 */
export function recordAsTyped(kind: hygiene.merging.MergeKind, values: Typed): LinkageRecord {
  const points = Array.isArray(values['points']) ? (values['points'] as unknown[]).slice(0, mostPoints) : [];
  const ofKind = (wanted: string) => [
    ...points.flatMap((point) => {
      const { kind: pointKind, value } = (point ?? {}) as { kind?: unknown; value?: unknown };
      return pointKind === wanted ? texts(value) : [];
    }),
    ...texts(values[wanted]),
  ];
  const one = (field: string) => texts(values[field])[0];
  const said: Record<string, string | string[] | undefined> =
    kind === 'accounts'
      ? {
          name: one('name'),
          domain: one('domain'),
          website: one('website'),
          phones: texts(values['phone']),
          city: one('city'),
          country: one('country'),
        }
      : {
          ...{ name: one('name'), first: one('firstName'), last: one('lastName'), mails: ofKind('email'), phones: ofKind('phone') },
          ...{ accountName: one('company'), company: one('company'), title: one('title'), country: one('country') },
        };
  const record = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value.length > 0)) as LinkageRecord;
  if (Object.keys(record).length === 0)
    throw invalid([
      { field: 'values', message: 'says nothing that a record is found by; give a name, a mail address, a phone or a domain' },
    ]);
  return record;
}

function texts(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const text = value.trim().slice(0, longest);
  return text === '' ? [] : [text];
}
