import { dayNumber, ofKind, type RecordKind, type RecordOf, recordKinds, weekday } from '@windshield/core';
import { describe, expect, test } from 'vitest';
import { type Mode, modes, type SimulatedCompany, simulateCompany } from './index.ts';

const asOf = '2026-11-20';
const lookedAt = `${asOf}T04:00`;
const companies = new Map<Mode, SimulatedCompany>();
/** One of each mode is lived once for all tests. */
const companyOf = (mode: Mode): SimulatedCompany => {
  const known = companies.get(mode) ?? simulateCompany({ seed: 11, asOf, mode, reps: 4 });
  companies.set(mode, known);
  return known;
};
const of = <K extends RecordKind>({ records }: SimulatedCompany, kind: K) => ofKind(records, kind);
const company = companyOf('quality');

describe('the same company again', () => {
  test('the same seed gives the same company to the last letter, another seed another one', () => {
    const small = { asOf: '2025-06-30', years: 1, reps: 2 };
    expect(JSON.stringify(simulateCompany({ seed: 3, ...small }))).toBe(JSON.stringify(simulateCompany({ seed: 3, ...small })));
    expect(JSON.stringify(simulateCompany({ seed: 4, ...small }))).not.toBe(JSON.stringify(simulateCompany({ seed: 3, ...small })));
  });

  test('some weeks later it is the same company, some weeks older', () => {
    const [earlier, later] = ['2025-10-02', '2025-11-20'].map((day) => simulateCompany({ seed: 3, asOf: day, years: 1, reps: 2 }));
    if (earlier === undefined || later === undefined) throw new Error('two companies');
    const known = new Map(later.records.map((record) => [`${record.kind} ${record.key}`, record]));
    for (const kind of ['users', 'products', 'accounts', 'costs', 'changes', 'notes'] as const)
      for (const record of of(earlier, kind)) expect(known.get(`${kind} ${record.key}`)).toEqual(record);
    for (const { key, state, occurredAt, subject } of of(earlier, 'interactions'))
      if (state === 'done') expect(known.get(`interactions ${key}`)).toMatchObject({ state, occurredAt, subject });
    for (const deal of of(earlier, 'deals'))
      if (deal.closedAt !== undefined)
        expect(known.get(`deals ${deal.key}`)).toMatchObject({ status: deal.status, closedAt: deal.closedAt });
    expect(later.records.length).toBeGreaterThan(earlier.records.length);
  });

  test('two futures have one past', () => {
    const [one, other] = [1, 2].map((number) =>
      simulateCompany({ seed: 3, asOf: '2025-11-20', years: 1, reps: 2, future: { from: '2025-09-01', number } }),
    );
    const past = (of_: SimulatedCompany | undefined) =>
      of(of_ ?? company, 'interactions')
        .filter(({ occurredAt, state }) => occurredAt < '2025-09-01' && state === 'done')
        .map(({ key, occurredAt, subject }) => `${key} ${occurredAt} ${subject}`);
    expect(past(one)).toEqual(past(other));
    expect(JSON.stringify(one?.records)).not.toBe(JSON.stringify(other?.records));
  });

  test('a day, a size or a seed that is none is named', () => {
    expect(() => simulateCompany({ seed: 1, asOf: '2026-02-30' })).toThrow('2026-02-30');
    expect(() => simulateCompany({ seed: 1, asOf, reps: 0 })).toThrow('reps is 0');
    expect(() => simulateCompany({ seed: 1.5, asOf })).toThrow('seed is 1.5');
    expect(() => simulateCompany({ seed: 1, asOf, years: 0 })).toThrow('years is 0');
  });
});

describe('what the records show', () => {
  test('every key is its own, and everything pointed at exists and comes before', () => {
    const seen = new Set<string>();
    const wrong: string[] = [];
    for (const record of company.records) {
      wrong.push(...keysPointedAt(record).filter((key) => !seen.has(key)));
      if (seen.has(record.key)) wrong.push(`${record.key} twice`);
      seen.add(record.key);
    }
    expect(wrong).toEqual([]);
    expect(recordKinds.filter((kind) => of(company, kind).length > 0)).toEqual([...new Set(company.records.map((record) => record.kind))]);
  });

  test('addresses belong to nobody', () => {
    for (const { points } of of(company, 'contacts'))
      for (const point of points) if (point.kind === 'email') expect(point.value).toMatch(/^[a-z.]+@[a-z]+\.example$/);
  });

  test('nothing has happened after its day but planned meetings', () => {
    for (const { state, occurredAt } of of(company, 'interactions')) if (state === 'done') expect(occurredAt < lookedAt).toBe(true);
    for (const { occurredAt } of of(company, 'changes')) expect(occurredAt < lookedAt).toBe(true);
    expect(of(company, 'interactions').some(({ state, occurredAt }) => state === 'planned' && occurredAt > lookedAt)).toBe(true);
  });

  test('every deal has an account, an amount and an end after its beginning; the lost ones say why', () => {
    for (const deal of of(company, 'deals')) {
      expect(deal.account?.key).toBeDefined();
      expect(deal.amount?.amountMinor).toBeGreaterThan(0);
      expect(deal.status === 'open').toBe(deal.closedAt === undefined);
      if (deal.closedAt !== undefined) expect(deal.closedAt > (deal.openedAt ?? '') && deal.closedAt < lookedAt).toBe(true);
      expect(deal.status === 'lost').toBe(deal.lossReason !== undefined);
      expect(deal.competitor === undefined || deal.status === 'lost').toBe(true);
    }
  });

  test('a moved close date starts where the last one left it, and ends where the deal has it', () => {
    const moves = Map.groupBy(
      of(company, 'changes').filter(({ field }) => field === 'expectedCloseOn'),
      ({ record }) => record.key,
    );
    expect(moves.size).toBeGreaterThan(50);
    for (const deal of of(company, 'deals')) {
      const dates = moves.get(deal.key) ?? [];
      for (const [i, move] of dates.entries()) if (i > 0) expect(move.from).toBe(dates[i - 1]?.to);
      if (dates.length > 0) expect(dates.at(-1)?.to).toBe(deal.expectedCloseOn);
    }
  });

  test('people work on working days: hardly anything happens on a weekend', () => {
    const done = of(company, 'interactions').filter(({ state }) => state === 'done');
    const onWeekends = done.filter(({ occurredAt }) => weekday(dayNumber(occurredAt.slice(0, 10))) > 5);
    expect(onWeekends.length / done.length).toBeLessThan(0.01);
    expect(done.some(({ occurredAt }) => occurredAt.slice(5, 10) === '05-01')).toBe(true);
    const germansOnMayDay = done.filter(({ direction, occurredAt }) => direction === 'out' && occurredAt.slice(5, 10) === '05-01');
    expect(germansOnMayDay).toEqual([]);
  });

  test('who had themselves erased is in no record', () => {
    const text = JSON.stringify(company.records);
    const erased = company.truth.erasures.map(({ contactKey }) => text.includes(`"${contactKey}"`));
    expect(erased.length).toBeGreaterThan(0);
    expect(erased).not.toContain(true);
  });
});

describe('what only the truth knows', () => {
  test('calls and visits that no mailbox saw are in the truth and in no record', () => {
    expect(company.truth.unseen.length).toBeGreaterThan(50);
    expect(company.truth.unseen.every(({ type }) => type === 'call' || type === 'visit' || type === 'meeting')).toBe(true);
    const keys = new Set(company.records.map(({ key }) => key));
    expect(company.truth.unseen.filter(({ key }) => keys.has(key))).toEqual([]);
  });

  test('a deal that died unsaid stays open in the books for weeks', () => {
    const waits = company.truth.deals.flatMap(({ end, closedInBooksOn }) =>
      end?.kind === 'gone' && !end.isSaid && closedInBooksOn !== undefined ? [dayNumber(closedInBooksOn) - dayNumber(end.on)] : [],
    );
    expect(waits.length).toBeGreaterThan(30);
    expect(middle(waits)).toBeGreaterThan(7);
  });

  test('the books and the truth agree on what was won', () => {
    const truth = new Map(company.truth.deals.map((deal) => [deal.key, deal]));
    for (const deal of of(company, 'deals')) if (deal.status === 'won') expect(truth.get(deal.key)?.end?.kind).toBe('won');
  });

  test('answers come slower, then not at all, in the weeks before interest is gone', () => {
    const inbound = Map.groupBy(
      of(company, 'interactions').filter(({ direction, deal, state }) => direction !== 'out' && deal !== undefined && state === 'done'),
      ({ deal }) => deal?.key,
    );
    const heard = (key: string, from: number, to: number) =>
      (inbound.get(key) ?? []).filter(({ occurredAt }) => {
        const day = dayNumber(occurredAt.slice(0, 10));
        return day >= from && day < to;
      }).length;
    const gone = company.truth.deals.filter(
      ({ end, openedOn }) => end?.kind === 'gone' && !end.isSaid && dayNumber(end.on) - dayNumber(openedOn) > 56,
    );
    const weeks = (fromWeek: number) =>
      gone.reduce(
        (sum, { key, end }) => sum + heard(key, dayNumber(end?.on ?? asOf) - 7 * fromWeek, dayNumber(end?.on ?? asOf) - 7 * fromWeek + 14),
        0,
      );
    expect(weeks(4)).toBeLessThan(0.8 * weeks(8));
    expect(weeks(2)).toBeLessThan(0.6 * weeks(4));
  });
});

/** Deals that were still open after 30 days and are closed now, in two halves by a count of what had happened by then. */
function wonShare(mode: Mode, count: (inThirtyDays: readonly RecordOf<'interactions'>[]) => number): { low: number; high: number } {
  const one = companyOf(mode);
  const byDeal = Map.groupBy(of(one, 'interactions'), ({ deal }) => deal?.key);
  const rows = of(one, 'deals').flatMap((deal) => {
    const until = new Date(Date.parse(deal.openedAt ?? '') + 30 * 86_400_000).toISOString();
    if (deal.type !== 'New business' || deal.closedAt === undefined || deal.closedAt < until) return [];
    const early = (byDeal.get(deal.key) ?? []).filter(({ occurredAt, state }) => state === 'done' && occurredAt < until);
    return [{ count: count(early), isWon: deal.status === 'won' }];
  });
  rows.sort((a, b) => a.count - b.count);
  const share = (some: typeof rows) => some.filter(({ isWon }) => isWon).length / some.length;
  const third = Math.floor(rows.length / 3);
  return { low: share(rows.slice(0, third)), high: share(rows.slice(-third)) };
}

describe('what makes buyers say yes', () => {
  const begunByUs = (some: readonly RecordOf<'interactions'>[]) => begun(some).filter(({ direction }) => direction === 'out').length;
  const begunByThem = (some: readonly RecordOf<'interactions'>[]) => begun(some).filter(({ direction }) => direction === 'in').length;

  test('quality: who is written to by the buyer wins', () => {
    const { low, high } = wonShare('quality', begunByThem);
    expect(high).toBeGreaterThan(1.5 * low);
  });

  test('volume: who writes more wins', () => {
    const { low, high } = wonShare('volume', begunByUs);
    expect(high).toBeGreaterThan(1.5 * low);
  });

  test('neither: neither tells winners from losers, need and price do', () => {
    for (const count of [begunByUs, begunByThem]) {
      const { low, high } = wonShare('neither', count);
      expect(Math.abs(high - low)).toBeLessThan(0.15);
    }
    const ended = companyOf('neither').truth.deals.filter(({ end, type }) => end !== undefined && type === 'New business');
    const won = ended.filter(({ end }) => end?.kind === 'won');
    const lost = ended.filter(({ end }) => end?.kind !== 'won');
    expect(middle(won.map(({ need }) => need))).toBeGreaterThan(middle(lost.map(({ need }) => need)) + 0.05);
    expect(middle(won.map(({ priceGap }) => priceGap))).toBeLessThan(middle(lost.map(({ priceGap }) => priceGap)) - 0.03);
  });

  test('in every mode there are wins, losses to rivals, vanished deals, renewals and referrals', () => {
    for (const mode of modes) {
      const { truth } = companyOf(mode);
      const kinds = new Set(truth.deals.map(({ end }) => end?.kind));
      expect([...kinds]).toEqual(expect.arrayContaining(['won', 'competitor', 'gone', undefined]));
      expect(truth.deals.some(({ type }) => type === 'Renewal')).toBe(true);
      expect(of(companyOf(mode), 'leads').some(({ source }) => source === 'Referral')).toBe(true);
    }
  });
});

/** The first of every thread, and what stands for itself. */
function begun(some: readonly RecordOf<'interactions'>[]): RecordOf<'interactions'>[] {
  const threads = new Set<string>();
  return some.filter(({ threadKey }) => {
    if (threadKey === undefined) return true;
    const isFirst = !threads.has(threadKey);
    threads.add(threadKey);
    return isFirst;
  });
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function keysPointedAt(value: unknown, isTop = true): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => keysPointedAt(one, false));
  if (typeof value !== 'object' || value === null) return [];
  const own = isTop ? [] : Object.entries(value).flatMap(([name, key]) => (name === 'key' && typeof key === 'string' ? [key] : []));
  return [...own, ...Object.values(value).flatMap((one) => keysPointedAt(one, false))];
}
