import { type ImportRecord, type RecordKind, type RecordOf, recordKinds } from '@windshield/core';
import { describe, expect, test } from 'vitest';
import { simulateCompany } from './index.ts';

const asOf = '2026-11-21';
const company = simulateCompany({ seed: 11, asOf });
const all = <K extends RecordKind>(kind: K, records: readonly ImportRecord[] = company.records) =>
  records.filter((record): record is RecordOf<K> & ImportRecord => record.kind === kind);

describe('the made-up company', () => {
  test('the same seed and day give the same company, another seed another one', () => {
    expect(JSON.stringify(simulateCompany({ seed: 11, asOf }))).toBe(JSON.stringify(company));
    expect(JSON.stringify(simulateCompany({ seed: 12, asOf }).records)).not.toBe(JSON.stringify(company.records));
  });

  test('a few weeks later it is the same company, a few weeks older', () => {
    const earlier = simulateCompany({ seed: 11, asOf: '2026-10-20' });
    const later = new Map(company.records.map((record) => [record.key + record.kind, record]));
    for (const kind of ['users', 'products', 'accounts', 'costs', 'changes', 'needs'] as const)
      for (const record of all(kind, earlier.records)) expect(later.get(record.key + kind)).toEqual(record);
    for (const one of all('interactions', earlier.records).filter(({ state }) => state === 'done'))
      expect(later.get(`${one.key}interactions`)).toMatchObject({ occurredAt: one.occurredAt, subject: one.subject, state: 'done' });
    expect(all('interactions').length).toBeGreaterThan(all('interactions', earlier.records).length);
  });

  test('another future has the same past', () => {
    const future = (number: number) => simulateCompany({ seed: 11, asOf, future: { from: '2026-06-01', number } });
    const before = (one: { records: readonly ImportRecord[] }) =>
      all('interactions', one.records)
        .filter(({ occurredAt, state }) => occurredAt < '2026-06-01' && state === 'done')
        .map(({ key, occurredAt, subject }) => `${key} ${occurredAt} ${subject}`);
    const [one, other] = [future(1), future(2)];
    expect(before(one)).toEqual(before(other));
    expect(one.records.length).not.toBe(other.records.length);
  });

  test('every key is its own, and everything pointed at exists and comes before', () => {
    const seen = new Set<string>();
    const wrong: string[] = [];
    for (const record of company.records) {
      wrong.push(...keysPointedAt(record).filter((key) => !seen.has(key)));
      if (seen.has(record.key)) wrong.push(`${record.key} twice`);
      seen.add(record.key);
    }
    expect(wrong).toEqual([]);
    expect(recordKinds.filter((kind) => all(kind).length > 0)).toEqual([...new Set(company.records.map((record) => record.kind))]);
  });

  test('addresses belong to nobody', () => {
    for (const contact of all('contacts'))
      for (const point of contact.points) if (point.kind === 'email') expect(point.value).toMatch(/^[a-z.]+@[a-z]+\.example$/);
  });

  test('nothing has happened after its day but planned meetings, and every deal ends after it began', () => {
    for (const interaction of all('interactions'))
      if (interaction.state === 'done') expect(interaction.occurredAt < `${asOf}T05:00`).toBe(true);
    for (const deal of all('deals')) {
      expect(deal.account?.key).toBeDefined();
      expect((deal.openedAt ?? '') <= `${asOf}T05`).toBe(true);
      expect(deal.closedAt === undefined || (deal.closedAt < `${asOf}T05` && deal.closedAt > (deal.openedAt ?? ''))).toBe(true);
      expect(deal.status === 'open').toBe(deal.closedAt === undefined);
    }
    for (const change of all('changes')) expect(change.occurredAt < `${asOf}T05`).toBe(true);
  });
});

function keysPointedAt(value: unknown, isTop = true): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => keysPointedAt(one, false));
  if (typeof value !== 'object' || value === null) return [];
  const own = isTop ? [] : Object.entries(value).flatMap(([name, key]) => (name === 'key' && typeof key === 'string' ? [key] : []));
  return [...own, ...Object.values(value).flatMap((one) => keysPointedAt(one, false))];
}
