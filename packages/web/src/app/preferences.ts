import type { Me } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { changeAtOnce } from './optimistic.ts';
import { meQuery } from './session.ts';

type Preferences = Me['preferences'];

/** Shows a changed preference at once, keeps it on the server, offers undo. */
export function changePreferences(me: Me, change: Partial<Preferences>, done: string): Promise<void> {
  const before = Object.fromEntries(Object.keys(change).map((key) => [key, me.preferences[key as keyof Preferences]]));
  const save = (preferences: Partial<Preferences>) => answer(api.workspace.me.preferences.$patch({ json: preferences }));
  return changeAtOnce<Me, Me>({
    queryKey: meQuery.queryKey,
    apply: (now) => ({ ...now, preferences: { ...now.preferences, ...change } }),
    save: () => save(change),
    takeBack: () => save(before),
    done,
    alsoStale: [['today']],
  });
}
