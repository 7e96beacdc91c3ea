import { randomUUIDv7 } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mboxMessages, readMessage } from '@windshield/ingest';
import { capture, type Engine, inWorkspace, migrate, openPools, startEngine } from '@windshield/store';
import { contactAddress, contactName, type MailboxSizes, owner, writeMadeUpMailbox } from './made-up-mailbox.ts';
import { met, tellIfBusy } from './met.ts';

const messagesASecond = 2_500;
/** Memory at the end against memory after a quarter. */
const mostGrowth = 1.15;
const batchMessages = 500;

const share = Number(process.env['BENCH_SHARE'] ?? 1);
const sizes: MailboxSizes = { messages: 100_000 * share, accounts: 500, contacts: 5_000, bytesEach: 5_000 };

/**
 * Reads a salesperson's mailbox of four years from an mbox file to interactions with contacts, accounts, deals, threads and proposals, on an
 * engine with its usual settings.
 */
export async function run(): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'windshield-bench-'));
  const engine = await startEngine(path.join(folder, 'data'));
  try {
    await migrate(engine);
    const file = path.join(folder, 'mailbox.mbox');
    await writeMadeUpMailbox(file, sizes);
    const { size } = await stat(file);
    console.log(`  ${sizes.messages.toLocaleString('en')} messages of ${Math.round(size / sizes.messages).toLocaleString('en')} bytes`);
    const { seconds, quarterMb, endMb, counts } = await readAll(engine, file);
    for (const [fate, count] of Object.entries(counts)) if (count > 0) console.log(`    ${fate}: ${count.toLocaleString('en')}`);
    console.log(`    peak of memory: ${quarterMb.toFixed(0)} MB after a quarter, ${endMb.toFixed(0)} MB at the end`);
    tellIfBusy();
    const rate = sizes.messages / seconds;
    const growth = endMb / quarterMb;
    return [
      met('messages a second', rate, rate >= messagesASecond, `at least ${messagesASecond}`),
      met('times the memory of the first quarter', growth, growth <= mostGrowth, `at most ${mostGrowth}`),
    ].every(Boolean);
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function readAll(engine: Engine, file: string) {
  const pools = openPools(engine);
  const workspaceId = randomUUIDv7();
  const userId = randomUUIDv7();
  const actor = capture.capturing(workspaceId, userId);
  try {
    const source = await inWorkspace(pools.app, actor, async (tx) => {
      await tx.raw(`insert into app.workspaces (workspace_id, name) values ($1, 'Bench')`, [workspaceId]);
      await tx.raw(`insert into app.users (id, name, name_key, email) values ($1, $2, 'rita', $3)`, [userId, owner.name, owner.address]);
      await makeCompanies(tx);
      return capture.createSource(tx, { kind: 'upload', name: 'mailbox.mbox', address: owner.address });
    });
    await inWorkspace(pools.app, actor, (tx) => tx.raw('select app.refresh_statistics()'));
    const counts: Record<string, number> = {};
    let done = 0;
    let quarterMb = 0;
    const began = performance.now();
    await capture.appendBatches(pools.app, actor, { sourceId: source.id, folder: 'mailbox.mbox' }, batchesOf(file), (written) => {
      for (const [fate, count] of Object.entries(written)) {
        counts[fate] = (counts[fate] ?? 0) + count;
        done += count;
      }
      if (quarterMb === 0 && done >= sizes.messages / 4) quarterMb = process.resourceUsage().maxRSS / 1_024;
    });
    const seconds = (performance.now() - began) / 1_000;
    return { seconds, quarterMb, endMb: process.resourceUsage().maxRSS / 1_024, counts };
  } finally {
    await pools.close();
  }
}

async function* batchesOf(file: string): AsyncGenerator<capture.MessageBatch> {
  let messages: capture.ArrivedMessage[] = [];
  for await (const { bytes, number } of mboxMessages(createReadStream(file, { highWaterMark: 1 << 16 }))) {
    messages.push({ uid: number, message: readMessage(bytes) });
    if (messages.length < batchMessages) continue;
    yield { messages, state: { done: number } };
    messages = [];
  }
  if (messages.length > 0) yield { messages, state: {} };
}

async function makeCompanies(tx: Parameters<Parameters<typeof inWorkspace>[2]>[0]): Promise<void> {
  const { accounts, contacts } = sizes;
  const id = (kind: string, n: string) => `md5('${kind}' || ${n})::uuid`;
  await tx.raw(
    `insert into app.accounts (id, name, name_key, domain) select ${id('account', 'n')}, 'Company ' || n, 'company' || n, 'company' || n || '.example' from generate_series(0, ${accounts - 1}) n`,
  );
  const people = Array.from({ length: contacts }, (_, n) => n);
  await tx.raw(
    `insert into app.contacts (id, name, name_key, account_id, email)
     select ${id('contact', 'n')}, name, lower(replace(name, ' ', '')), ${id('account', `n % ${accounts}`)}, email from unnest($1::int[], $2::text[], $3::text[]) t (n, name, email)`,
    [people, people.map(contactName), people.map((n) => contactAddress(n, accounts))],
  );
  await tx.raw(
    `insert into app.contact_points (id, contact_id, kind, value, value_key) select gen_random_uuid(), id, 'email', email, email from app.contacts`,
  );
  const [pipeline, stage] = [randomUUIDv7(), randomUUIDv7()];
  await tx.raw(`insert into app.pipelines (id, name, name_key) values ($1, 'Deals', 'deals')`, [pipeline]);
  await tx.raw(`insert into app.stages (id, pipeline_id, name, name_key, position, status) values ($1, $2, 'Open', 'open', 0, 'open')`, [
    stage,
    pipeline,
  ]);
  await tx.raw(
    `insert into app.deals (id, name, account_id, pipeline_id, stage_id, status, opened_at)
     select ${id('deal', 'n')}, 'Deal ' || n, ${id('account', 'n')}, $1, $2, 'open', '2022-06-01' from generate_series(0, ${accounts - 1}) n`,
    [pipeline, stage],
  );
  await tx.raw(
    `insert into app.buying_group (deal_id, contact_id) select ${id('deal', 'n')}, ${id('contact', 'n')} from generate_series(0, ${accounts - 1}) n`,
  );
}
