import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { appendBatches } from './append-batches.ts';
import { madeUpBatches, madeUpState } from './testing/made-up-mail.ts';
import { haldenAndAda } from './testing/mailbox.ts';

const kills = 5;
const tables = [
  ...['interactions', 'interaction_participants', 'captured_items', 'capture_reads', 'capture_folders', 'interaction_contents'],
  ...['waiting_items', 'waiting_addresses', 'proposals', 'contact_points', 'contacts', 'accounts', 'changes'],
];

type World = Awaited<ReturnType<typeof haldenAndAda>>;

/** Everything that reading left, but for what tells two workspaces apart: ids become the order in which they were made, moments go. */
async function leftBy({ database, ada, ana, per, halden }: World): Promise<Record<string, unknown[]>> {
  const names: Record<string, string> = {
    [ada.userId]: 'ada',
    [ada.source.id]: 'mailbox',
    [ana.id]: 'ana',
    [per.id]: 'per',
    [halden.id]: 'halden',
  };
  return inWorkspace(database, ada.actor, async (tx) => {
    const [folder] = await tx.raw<{ id: string }>('select id from app.capture_folders');
    if (folder) names[folder.id] = 'inbox';
    const left: Record<string, unknown[]> = {};
    for (const table of tables) {
      const rows = await tx.raw<{ row: string }>(
        `select (to_jsonb(t) - 'workspace_id' - 'recorded_at' - 'updated_at' - 'counted_at' - 'created_at' - 'change_id' - case when $1 in ('proposals', 'contact_points', 'changes') then 'id' else '' end)::text as row from app.${table} t where to_jsonb(t) ->> 'field' is distinct from 'recordedAt'`,
        [table],
      );
      left[table] = rows.map(({ row }) => row.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => names[id] ?? id)).sort();
    }
    return left;
  });
}

test(`killed at ${kills} random moments and resumed, a mailbox gives what an undisturbed one gives`, { timeout: 120_000 }, async () => {
  const calm = await haldenAndAda();
  await appendBatches(calm.database, calm.ada.actor, { sourceId: calm.ada.source.id, folder: 'INBOX', uidValidity: 1 }, madeUpBatches(0));
  const disturbed = await haldenAndAda();
  const { workspaceId, ada } = disturbed;
  for (let killed = 0, isDone = false; !isDone; ) {
    const run = [
      fileURLToPath(new URL('./crash/testing.ts', import.meta.url)),
      inject('engineDir'),
      workspaceId,
      ada.userId,
      ada.source.id,
    ];
    const child = spawn(process.execPath, run, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), exit]);
    if (killed < kills) {
      await Promise.race([sleep(20 + Math.random() * 150), exit]);
      if (child.kill('SIGKILL')) killed++;
    }
    const [code] = await exit;
    // Killed, it has no code; anything else is a fault of its own.
    if (code !== null && code !== 0) throw new Error(`reading ended with ${code}`);
    isDone = code === 0;
  }
  expect(await madeUpState(disturbed.database, ada.actor, ada.source.id)).toBe(1_200);
  const [wanted, found] = [await leftBy(calm), await leftBy(disturbed)];
  for (const table of tables) expect(found[table], table).toEqual(wanted[table]);
});
