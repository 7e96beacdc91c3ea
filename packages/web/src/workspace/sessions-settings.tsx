import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { say } from '../ui/toasts.ts';
import { deviceName } from './device-name.ts';

const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await answer(api.workspace.sessions.$get())).sessions,
});

export function SessionsSettings() {
  const sessions = useQuery(sessionsQuery);
  const queryClient = useQueryClient();
  if (sessions.isPending) return <Skeleton />;
  if (sessions.isError) return <p className="text-md text-danger">{messageOf(sessions.error)}</p>;
  const revoke = async (id: string) => {
    try {
      await answer(api.workspace.sessions[':id'].$delete({ param: { id } }));
      say('Signed out there.');
    } catch (error) {
      say(messageOf(error), { problem: true });
    }
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  };
  return (
    <ul className="divide-y divide-line">
      {sessions.data.map((session) => (
        <li key={session.id} className="flex items-center justify-between gap-4 py-3 text-md">
          <span>
            {deviceName(session.userAgent)}
            {session.isThisOne && <span className="ml-2 rounded-full bg-accent-soft px-2 py-0.5 text-sm text-accent">here</span>}
            <span className="block text-sm text-quiet">
              since <RelativeDate when={session.createdAt} />
            </span>
          </span>
          {!session.isThisOne && (
            <Button size="small" onClick={() => revoke(session.id)}>
              Sign out there
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
