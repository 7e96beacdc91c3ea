import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answer, api } from '../api.ts';
import type { Choice } from '../ui/select.tsx';

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: () => answer(api.workspace.users.$get()),
  staleTime: 5 * 60_000,
});

/** Everyone here as choices of an owner, the team as a note. Those who left come last and say so. */
export function useOwnerChoices(): Choice[] {
  const { data } = useQuery(usersQuery);
  const users = data?.users.toSorted((a, b) => Number(b.isActive) - Number(a.isActive) || a.name.localeCompare(b.name)) ?? [];
  return users.map((user) => ({ value: user.id, label: user.name, note: user.isActive ? user.team?.name : 'no longer here' }));
}

export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: () => answer(api.deals.pipelines.$get()),
  staleTime: 5 * 60_000,
});

/** Names of users and stages by id, for sentences about changes; undefined while or where they are not known. */
export function useKnownNames(): (id: string) => string | undefined {
  const { data: people } = useQuery(usersQuery);
  const { data: pipelines } = useQuery(pipelinesQuery);
  return useCallback(
    (id: string) =>
      people?.users.find((user) => user.id === id)?.name ??
      pipelines?.pipelines.flatMap((pipeline) => pipeline.stages).find((stage) => stage.id === id)?.name,
    [people, pipelines],
  );
}
