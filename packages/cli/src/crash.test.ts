import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { answerOf, ended, filesOf, killPostgres, newDataDir, removeDataDirs, start } from './testing/windshield.ts';

const kills = 20;
const seed = 20261121;
const deals = 4_000;

afterAll(removeDataDirs, 60_000);

test(`an import that is killed at ${kills} random moments and started again ends as if nothing had happened`, async () => {
  const files = newDataDir();
  writeCompany(files);
  const [calm, stormy] = [newDataDir(), newDataDir()];
  const began = performance.now();
  await answerOf(['import', files, '--data', calm]);
  const calmMs = performance.now() - began;

  const random = seeded(seed);
  let killed = 0;
  // The first run also makes the database, which those that are killed need not; one that ends by itself says how long they take.
  let usualMs = calmMs;
  for (let attempt = 0; killed < kills; attempt++) {
    expect(attempt, 'attempts that ended before they were killed').toBeLessThan(kills * 3);
    const importing = start(['import', files, '--data', stormy, '--json']);
    const end = ended(importing);
    const startedAt = performance.now();
    // Early kills hit the start and the first batches; later ones reach the files behind.
    const isOver = await Promise.race([end.then(() => true), sleep(random() * usualMs * 0.9, false)]);
    if (isOver) {
      usualMs = Math.min(usualMs, performance.now() - startedAt);
      continue;
    }
    importing.kill('SIGKILL');
    await end;
    killed++;
    // Every other time the whole machine goes down.
    if (killed % 2 === 0) await killPostgres(stormy);
  }
  const { isDone } = await answerOf<{ isDone: boolean }>(['import', files, '--data', stormy]);
  expect(isDone).toBe(true);
  const [expected, found] = [await exported(calm), await exported(stormy)];
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, text] of Object.entries(expected)) expect(found[name] === text, `${name} is the same to the last byte`).toBe(true);
  expect(expected['deals.csv']?.split('\n').length).toBeGreaterThan(deals);
}, 240_000);

async function exported(dataDir: string): Promise<Record<string, string>> {
  const out = newDataDir();
  await answerOf(['export', '--out', out, '--data', dataDir]);
  return filesOf(out);
}

/** A made-up company as a Salesforce weekly export, with a history of pushes, large enough for an import to take a while. */
function writeCompany(dir: string): void {
  const accounts = 300;
  const id = (prefix: string, number: number) => `${prefix}${String(number).padStart(12, '0')}AAA`;
  const day = (number: number) => new Date(Date.UTC(2025, 0, 1 + (number % 600))).toISOString().slice(0, 10);
  const write = (name: string, header: string, count: number, line: (at: number) => string) =>
    fs.writeFileSync(path.join(dir, name), `${[header, ...Array.from({ length: count }, (_, at) => line(at + 1))].join('\n')}\n`);
  write('User.csv', 'Id,Username,LastName,FirstName,Name,Email,IsActive', 12, (at) =>
    [id('005', at), `seller${at}@seller.example`, `Holm${at}`, 'Per', `Per Holm${at}`, `seller${at}@seller.example`, 1].join(),
  );
  write('Account.csv', 'Id,IsDeleted,Name,Website,Industry,NumberOfEmployees,BillingCountry,OwnerId,CreatedDate', accounts, (at) =>
    [
      id('001', at),
      0,
      `Kestrel ${at} Ltd`,
      `www.kestrel${at}.example`,
      'Software',
      at * 7,
      'Norway',
      id('005', 1 + (at % 12)),
      `${day(at)}T09:30:00.000+0000`,
    ].join(),
  );
  write(
    'Opportunity.csv',
    'Id,IsDeleted,AccountId,Name,StageName,Amount,Probability,CloseDate,NextStep,LeadSource,IsClosed,IsWon,OwnerId,CreatedDate',
    deals,
    (at) => {
      const [stage, isClosed, isWon] = at % 3 === 0 ? ['Closed Won', 1, 1] : at % 3 === 1 ? ['Closed Lost', 1, 0] : ['Qualification', 0, 0];
      const step = at % 5 === 0 ? 'Send proposal' : '';
      return [
        ...[id('006', at), 0, id('001', 1 + (at % accounts)), `Expansion ${at}`, stage, at * 10, 10, day(at + 90), step, 'Referral'],
        ...[isClosed, isWon, id('005', 1 + (at % 12)), `${day(at)}T09:30:00.000+0000`],
      ].join();
    },
  );
  write('OpportunityFieldHistory.csv', 'Id,IsDeleted,OpportunityId,CreatedById,CreatedDate,Field,OldValue,NewValue', deals, (at) =>
    [
      id('017', at),
      0,
      id('006', at),
      id('005', 1 + (at % 12)),
      `${day(at + 20)}T09:30:00.000+0000`,
      'CloseDate',
      day(at + 60),
      day(at + 90),
    ].join(),
  );
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
