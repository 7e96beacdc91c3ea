import { dayMs } from '@windshield/core';
import { modes, simulateCompany } from '@windshield/sim';
import { met } from './met.ts';

const asOf = '2026-01-01';
const seeds = [1, 2, 3, 4];
const mostSeconds = 3;

/**
 * Companies of each mode with ten sellers and three years: how long they take, how their deals end, and how much more often the upper third by an
 * early count wins than the lower third. No gauge takes part.
 */
export function run(): Promise<boolean> {
  let isGood = true;
  for (const mode of modes) {
    const before = process.cpuUsage();
    const companies = seeds.map((seed) => simulateCompany({ seed, mode, asOf, years: 3, reps: 10 }));
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1_000_000 / seeds.length;
    const ends = companies.flatMap(({ truth }) => truth.deals.flatMap(({ end, type }) => (end && type === 'New business' ? [end] : [])));
    const share = (kind: string) => `${((100 * ends.filter((end) => end.kind === kind).length) / ends.length).toFixed(0)} %`;
    const unsaid = ends.filter(({ kind, isSaid }) => kind === 'gone' && !isSaid).length;
    console.log(
      `  ${mode}: ${ends.length} projects of new business ended: won ${share('won')}, to a rival ${share('competitor')}, gone ${share('gone')}`,
    );
    console.log(`    (${((100 * unsaid) / ends.length).toFixed(0)} % without a word), no need ${share('disqualified')}`);
    console.log(
      `    won of the lower and upper third by threads begun in 30 days: by us ${thirds(companies, 'out')}, by them ${thirds(companies, 'in')}`,
    );
    isGood =
      met(
        `seconds of processor for a company of ten sellers and three years (${mode})`,
        seconds,
        seconds <= mostSeconds,
        `at most ${mostSeconds}`,
      ) && isGood;
  }
  const twice = [0, 1].map(() => JSON.stringify(simulateCompany({ seed: 5, asOf, reps: 3 })));
  const isSame = twice[0] === twice[1];
  return Promise.resolve(met('companies from one seed', isSame ? 1 : 2, isSame, 'one') && isGood);
}

function thirds(companies: readonly ReturnType<typeof simulateCompany>[], begunBy: 'in' | 'out'): string {
  const rows = companies.flatMap(({ records }) => {
    const threads = new Map<string, { begunBy: string; at: string; deal: string }>();
    for (const one of records)
      if (one.kind === 'interactions' && one.threadKey !== undefined && one.deal?.key !== undefined && !threads.has(one.threadKey))
        threads.set(one.threadKey, { begunBy: one.direction, at: one.occurredAt, deal: one.deal.key });
    const byDeal = Map.groupBy(threads.values(), ({ deal }) => deal);
    return records.flatMap((deal) => {
      if (deal.kind !== 'deals' || deal.type !== 'New business' || deal.closedAt === undefined) return [];
      const until = new Date(Date.parse(deal.openedAt ?? '') + 30 * dayMs).toISOString();
      if (deal.closedAt < until) return [];
      const count = (byDeal.get(deal.key) ?? []).filter((thread) => thread.begunBy === begunBy && thread.at < until).length;
      return [{ count, isWon: deal.status === 'won' }];
    });
  });
  rows.sort((a, b) => a.count - b.count);
  const third = Math.floor(rows.length / 3);
  const won = (some: typeof rows) => `${((100 * some.filter(({ isWon }) => isWon).length) / some.length).toFixed(0)} %`;
  return `${won(rows.slice(0, third))} and ${won(rows.slice(-third))}`;
}
