import type { CaptureSource } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { queryClient } from '../app/query-client.ts';
import { sourcesQuery } from './capture-query.ts';

type NewSource = Parameters<typeof api.capture.capture.sources.$post>[0]['json'];

/** Tries a source and keeps it when it answers. @throws ApiProblem that names the field to look at */
export async function connect(source: NewSource): Promise<CaptureSource> {
  const made = await answer(api.capture.capture.sources.$post({ json: source }));
  await queryClient.invalidateQueries({ queryKey: ['capture'] });
  queryClient.setQueryData<CaptureSource[]>(sourcesQuery.queryKey, (before) =>
    before?.some(({ id }) => id === made.id) ? before : [made, ...(before ?? [])],
  );
  return made;
}
