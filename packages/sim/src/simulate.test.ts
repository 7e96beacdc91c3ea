import { dayNumber, type ImportRecord, type RecordKind, type RecordOf, recordKinds } from '@windshield/core';
import { describe, expect, test } from 'vitest';
import { simulate } from './index.ts';

const asOf = '2026-11-21';
const company = simulate({ seed: 1, asOf });
const all = <K extends RecordKind>(kind: K, records: readonly ImportRecord[] = company.records) =>
  records.filter((record): record is RecordOf<K> => record.kind === kind);

describe('the made-up company', () => {
  test('is the same for the same seed and another for another', () => {
    expect(simulate({ seed: 1, asOf })).toEqual(company);
    expect(simulate({ seed: 2, asOf }).records).not.toEqual(company.records);
  });

  test('has the size and the parts of a small sales team', () => {
    expect(all('users')).toHaveLength(5);
    expect(new Set(all('users').map((user) => user.teamName)).size).toBe(2);
    expect(all('accounts')).toHaveLength(60);
    expect(all('deals')).toHaveLength(400);
    expect(all('contacts').length).toBeGreaterThan(150);
    expect(all('interactions').length).toBeGreaterThan(5_000);
    for (const kind of ['leads', 'nextSteps', 'needs', 'notes', 'outcomes', 'costs', 'targets', 'changes'] as const)
      expect(all(kind).length).toBeGreaterThan(0);
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

  test('what a customer needs is on record once', () => {
    expect(all('deals').filter((deal) => deal.need !== undefined)).toEqual([]);
    expect(new Set(all('needs').map((need) => need.deal?.key)).size).toBe(all('needs').length);
  });

  test('nothing has happened after its day but planned meetings', () => {
    for (const interaction of all('interactions'))
      if (interaction.state === 'done') expect(interaction.occurredAt < `${asOf}T08:00`).toBe(true);
    for (const deal of all('deals')) {
      expect((deal.openedAt ?? '') < asOf).toBe(true);
      expect(deal.closedAt === undefined || (deal.closedAt < asOf && deal.closedAt > (deal.openedAt ?? ''))).toBe(true);
      expect(deal.status === 'open').toBe(deal.closedAt === undefined);
    }
    for (const change of all('changes')) expect(change.occurredAt < asOf).toBe(true);
  });

  test('on its day something waits for every seller: questions, promises, meetings, deals gone quiet', () => {
    const day = dayNumber(asOf);
    for (const seller of all('users').filter((user) => user.role === 'rep')) {
      const mine = all('interactions').filter((one) => one.user?.key === seller.key);
      expect(mine.some((one) => one.direction === 'in' && one.threadKey?.endsWith('-desk'))).toBe(true);
      expect(mine.some((one) => one.state === 'planned')).toBe(true);
      expect(all('nextSteps').some((step) => step.user?.key === seller.key && step.status === 'open')).toBe(true);
      const old = all('deals').filter(
        (deal) => deal.owner?.key === seller.key && deal.status === 'open' && day - dayNumber((deal.openedAt ?? asOf).slice(0, 10)) > 180,
      );
      expect(old.length).toBeGreaterThan(0);
    }
  });

  test('addresses belong to nobody', () => {
    for (const contact of all('contacts'))
      for (const point of contact.points) if (point.kind === 'email') expect(point.value).toMatch(/^[a-z.]+@[a-z]+\.example$/);
  });
});

function keysPointedAt(value: unknown, isTop = true): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => keysPointedAt(one, false));
  if (typeof value !== 'object' || value === null) return [];
  const own = isTop ? [] : Object.entries(value).flatMap(([name, key]) => (name === 'key' && typeof key === 'string' ? [key] : []));
  return [...own, ...Object.values(value).flatMap((one) => keysPointedAt(one, false))];
}
