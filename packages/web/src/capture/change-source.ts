import type { CaptureSource } from '@windshield/contract';
import { answer, api, ifMatch } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { say } from '../ui/toasts.ts';
import { sourcesQuery } from './capture-query.ts';

export type SourceChange = Parameters<(typeof api.capture.capture.sources)[':id']['$patch']>[0]['json'];

/** Everything that is shown of conversations may look different after it. */
const aroundConversations = [['capture'], ['timeline'], ['people'], ['accounts'], ['deals'], ['today'], ['interactions'], ['ties']];

export const refreshCaptured = (): Promise<unknown> =>
  Promise.all(aroundConversations.map((queryKey) => queryClient.invalidateQueries({ queryKey })));

function show(source: CaptureSource): void {
  queryClient.setQueryData<CaptureSource[]>(sourcesQuery.queryKey, (before) => before?.map((one) => (one.id === source.id ? source : one)));
}

/** Changes a source and shows it as it is then. What the server refuses is thrown, for forms that show it at the field. */
export async function saveSource(source: CaptureSource, change: SourceChange): Promise<void> {
  show(
    await answer(api.capture.capture.sources[':id'].$patch({ param: { id: source.id }, header: ifMatch(source.version), json: change })),
  );
  await queryClient.invalidateQueries({ queryKey: sourcesQuery.queryKey });
}

/** Changes a source and says what was done, or why it was not. */
export async function changeSource(source: CaptureSource, change: SourceChange, done: string): Promise<void> {
  try {
    await saveSource(source, change);
    say(done);
  } catch (error) {
    say(`Not changed: ${messageOf(error)}`, { problem: true });
    await queryClient.invalidateQueries({ queryKey: sourcesQuery.queryKey });
  }
}

/** Reading begins a moment after it was asked for, and mostly takes a few seconds. */
const lookAgainMs = [1_000, 3_000, 6_000, 12_000, 25_000, 45_000];

export async function readNow(source: CaptureSource): Promise<void> {
  try {
    show(await answer(api.capture.capture.sources[':id'].read.$post({ param: { id: source.id } })));
    say(`${source.name} is read now.`);
    for (const pause of lookAgainMs) setTimeout(() => void queryClient.invalidateQueries({ queryKey: sourcesQuery.queryKey }), pause);
  } catch (error) {
    say(`Not read: ${messageOf(error)}`, { problem: true });
  }
}

export async function removeSource(source: CaptureSource, interactions: 'keep' | 'remove'): Promise<void> {
  try {
    await answer(api.capture.capture.sources[':id'].$delete({ param: { id: source.id }, query: { interactions } }));
    say(
      interactions === 'keep'
        ? `${source.name} is disconnected. What it brought stays.`
        : `${source.name} is disconnected, and what it alone brought is gone.`,
    );
  } catch (error) {
    say(`Not removed: ${messageOf(error)}`, { problem: true });
  }
  await refreshCaptured();
}
