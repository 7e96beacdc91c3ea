import type { DuplicateCluster, Merge, MergeBatch } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { formatNumber } from '../ui/locale.ts';
import { say } from '../ui/toasts.ts';
import { kindWords } from './duplicate-words.ts';
import { refreshCleaned } from './hygiene-query.ts';
import { leave, stay } from './sitting.ts';
import { offerUndo } from './undo-stack.ts';

/** What is decided about a group: which record stays, and per field whose value. */
export interface MergeChoice {
  keepId: string;
  values: Record<string, string>;
}

/** Merges a group: it leaves at once, and can be taken back. */
export function mergeCluster(cluster: DuplicateCluster, { keepId, values }: MergeChoice, onBack: () => void): Promise<void> {
  const mergeIds = cluster.records.map(({ id }) => id).filter((id) => id !== keepId);
  const kept = cluster.records.find(({ id }) => id === keepId);
  return settle({
    id: cluster.id,
    done: `${kept?.name ?? 'It'} is one ${kindWords[cluster.kind].one} now.`,
    save: () => answer(api.hygiene.duplicates.merge.$post({ json: { kind: cluster.kind, keepId, mergeIds, values } })),
    takeBack: ({ id }) => takeMergeBack(id),
    onBack,
  });
}

/** Remembers that the records of a group are different. */
export function tellApart(cluster: DuplicateCluster, onBack: () => void): Promise<void> {
  return settle({
    id: cluster.id,
    done: 'Not the same. They are not proposed again.',
    save: () =>
      answer(api.hygiene.duplicates['not-same'].$post({ json: { kind: cluster.kind, ids: cluster.records.map(({ id }) => id) } })),
    takeBack: async ({ id }) => void (await answer(api.hygiene.duplicates['not-same'][':id'].$delete({ param: { id } }))),
    onBack,
  });
}

interface Settling<Saved> {
  id: string;
  done: string;
  save: () => Promise<Saved>;
  takeBack: (saved: Saved) => Promise<void>;
  onBack: () => void;
}

async function settle<Saved>({ id, done, save, takeBack, onBack }: Settling<Saved>): Promise<void> {
  leave(id);
  const saving = save();
  const withdraw = offerUndo(done, async () => {
    try {
      await takeBack(await saving);
    } catch (error) {
      say(`That could not be undone: ${messageOf(error)}`, { problem: true });
    }
    await refreshCleaned();
    stay(id);
    onBack();
  });
  try {
    await saving;
    await refreshCleaned();
    stay(id);
  } catch (error) {
    withdraw();
    stay(id);
    onBack();
    say(`Not done: ${messageOf(error)}`, { problem: true });
    await refreshCleaned();
  }
}

// What came apart is compared anew before it is proposed again.
const readAgainMs = [1_500, 4_000, 10_000];
function lookAgainSoon(): void {
  for (const pause of readAgainMs) setTimeout(() => void queryClient.invalidateQueries({ queryKey: ['hygiene', 'duplicates'] }), pause);
}

async function takeMergeBack(id: string): Promise<void> {
  const { conflicts, merged, kept } = await answer(api.hygiene.merges[':id'].undo.$post({ param: { id } }));
  lookAgainSoon();
  say(apartWords({ conflicts, merged, kept }));
}

function apartWords({ conflicts, merged, kept }: Pick<Merge, 'conflicts' | 'merged' | 'kept'>): string {
  const apart = `${kept.name} and ${merged.length === 1 ? (merged[0]?.name ?? 'the other') : `${merged.length} others`} are apart again`;
  if (conflicts.length === 0) return `${apart}.`;
  return `${apart}, except for ${conflicts.length} ${conflicts.length === 1 ? 'thing' : 'things'} changed since, listed under Merged lately.`;
}

/** Takes back a merge of the list. */
export async function undoMergeNow(id: string): Promise<void> {
  try {
    await takeMergeBack(id);
  } catch (error) {
    say(`That could not be undone: ${messageOf(error)}`, { problem: true });
  }
  await refreshCleaned();
}

/** Asks for a bulk merge; it goes on by itself and is told when done. @param minProbability unsaid: all that may be merged unasked */
export async function startMergeAll(kind: MergeBatch['kind'], minProbability: number | undefined): Promise<boolean> {
  const json = { kind, dryRun: false, ...(minProbability !== undefined && { minProbability }) };
  try {
    const { batch, clusters } = await answer(api.hygiene.duplicates['merge-all'].$post({ json }));
    if (batch) offerUndo(`Merging ${formatNumber(clusters)} ${clusters === 1 ? 'group' : 'groups'}.`, () => undoBatchOnceDone(batch.id));
    await refreshCleaned();
    return true;
  } catch (error) {
    say(`Not done: ${messageOf(error)}`, { problem: true });
    return false;
  }
}

const patienceMs = 500;

/** A bulk merge can be taken back once it is done: who asks earlier is waited for. */
async function undoBatchOnceDone(id: string): Promise<void> {
  for (;;) {
    const { items } = await answer(api.hygiene.duplicates['merge-all'].$get());
    const batch = items.find((one) => one.id === id);
    if (!batch || (batch.status !== 'waiting' && batch.status !== 'running')) break;
    await new Promise((resolve) => setTimeout(resolve, patienceMs));
  }
  await undoBatch(id);
}

/** Takes a bulk merge back as a whole. */
export async function undoBatch(id: string): Promise<void> {
  try {
    await answer(api.hygiene.duplicates['merge-all'][':id'].undo.$post({ param: { id } }));
    lookAgainSoon();
    say('The bulk merge is being taken back.');
  } catch (error) {
    say(`That could not be undone: ${messageOf(error)}`, { problem: true });
  }
  await refreshCleaned();
}
