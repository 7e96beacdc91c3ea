import type { QueryKey } from '@tanstack/react-query';
import { dismissToast, say } from '../ui/toasts.ts';
import { queryClient } from './query-client.ts';

interface OptimisticChange<Cached, Saved> {
  /** The cached answer that shows the change at once. */
  queryKey: QueryKey;
  apply: (before: Cached) => Cached;
  save: () => Promise<Saved>;
  /** Takes it back on the server; given what `save` returned. */
  takeBack?: (saved: Saved) => Promise<unknown>;
  /** What was done, in a few words: "Put off until Tuesday." */
  done: string;
  /** Other answers that the change makes stale. */
  alsoStale?: QueryKey[];
}

/**
 * Shows a change before the server has it, offers undo, and puts everything back with the server's own words when it is refused.
 * Undo waits for the save, so that the two can never overtake each other.
 */
export async function changeAtOnce<Cached, Saved>(change: OptimisticChange<Cached, Saved>): Promise<void> {
  const { queryKey, apply, save, takeBack, done, alsoStale = [] } = change;
  const refresh = () => Promise.all([queryKey, ...alsoStale].map((key) => queryClient.invalidateQueries({ queryKey: key })));
  await queryClient.cancelQueries({ queryKey });
  const before = queryClient.getQueryData<Cached>(queryKey);
  if (before !== undefined) queryClient.setQueryData<Cached>(queryKey, apply(before));
  const putBack = () => before !== undefined && queryClient.setQueryData(queryKey, before);

  const saving = save();
  const said = say(done, {
    ...(takeBack && {
      undo: async () => {
        putBack();
        try {
          await takeBack(await saving);
        } catch (error) {
          say(`That could not be undone: ${messageOf(error)}`, { problem: true });
        }
        await refresh();
      },
    }),
  });
  try {
    await saving;
  } catch (error) {
    putBack();
    dismissToast(said);
    say(`Not saved: ${messageOf(error)}`, { problem: true });
  }
  await refresh();
}

/** The words of a problem for a person. */
export function messageOf(error: unknown): string {
  // A TypeError is how `fetch` says that nobody answered; its own words help nobody.
  if (error instanceof Error && error.message && !(error instanceof TypeError)) return error.message;
  return 'the server did not answer. Check the connection and try again.';
}
