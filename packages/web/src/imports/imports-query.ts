import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Import } from '@windshield/contract';
import { useEffect, useState } from 'react';
import { answer, api } from '../api.ts';
import { onItsWay } from './asked-steps.ts';

export type ImportPlanPatch = Parameters<(typeof api.imports.imports)[':id']['plan']['$patch']>[0]['json'];

export const importsQuery = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: () => answer(api.imports.imports.$get({ query: { limit: '100' } })).then((page) => page.items),
});

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: async (): Promise<Import> => onItsWay(await answer(api.imports.imports[':id'].$get({ param: { id } }))),
  });

/** Changes with every change of the plan, so that a preview is never that of another plan. */
export const previewQuery = ({ id, version }: Import) =>
  queryOptions({
    queryKey: ['imports', 'preview', id, version],
    queryFn: () => answer(api.imports.imports[':id'].preview.$post({ param: { id } })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const isMoving = (status: Import['status'] | undefined) => status === 'inspecting' || status === 'running' || status === 'undoing';

const pollMs = 1500;

/** An import that moves by itself: the server tells each step; where that does not get through, it is asked. */
export function useImport(id: string) {
  const client = useQueryClient();
  const [isTold, setIsTold] = useState(false);
  const query = useQuery({
    ...importQuery(id),
    refetchInterval: ({ state }) => (isMoving(state.data?.status) && !isTold ? pollMs : false),
  });
  const status = query.data?.status;
  const moves = isMoving(status);
  useEffect(() => {
    if (!moves) return;
    const events = new EventSource(`/api/v1/imports/${id}/progress`);
    const take = (event: MessageEvent<string>) => {
      const step = onItsWay(JSON.parse(event.data) as Partial<Import> & Pick<Import, 'id' | 'status'>);
      setIsTold(true);
      client.setQueryData<Import>(importQuery(id).queryKey, (before) => before && { ...before, ...step, inspection: before.inspection });
      if (!isMoving(step.status)) void client.invalidateQueries();
    };
    events.addEventListener('import', take);
    events.addEventListener('error', () => setIsTold(false));
    return () => {
      events.close();
      setIsTold(false);
    };
  }, [client, id, moves]);
  // What an import wrote or took back shows everywhere.
  useEffect(() => {
    if (status === 'done' || status === 'undone') void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'imports' });
  }, [client, status]);
  return query;
}
