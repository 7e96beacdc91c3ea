import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { DuplicateKind } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { queryClient } from '../app/query-client.ts';
import type { Rule } from './route.ts';

export interface FindingFilter {
  /** Undefined: everyone's. */
  ownerId?: string | undefined;
  rule?: Rule | undefined;
  key?: string | undefined;
}

const queryOf = ({ ownerId, rule, key }: FindingFilter) => ({ ...(ownerId && { ownerId }), ...(rule && { rule }), ...(key && { key }) });

/** Open questions, the most money at stake first. */
export const findingsQuery = (filter: FindingFilter) =>
  infiniteQueryOptions({
    queryKey: ['hygiene', 'findings', filter],
    queryFn: ({ pageParam }) =>
      answer(api.hygiene.hygiene.findings.$get({ query: { limit: '30', ...queryOf(filter), ...(pageParam && { cursor: pageParam }) } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });

/** All questions of one kind, for answering them alike; read page by page, to the end, and as they were then until they are answered. */
export const alikeQuery = (filter: FindingFilter & { key: string }) =>
  infiniteQueryOptions({
    queryKey: ['questions-alike', filter],
    queryFn: ({ pageParam }) =>
      answer(api.hygiene.hygiene.findings.$get({ query: { limit: '200', ...queryOf(filter), ...(pageParam && { cursor: pageParam }) } })),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** How much there is to clean up, counted without its questions. @param ownerId whose records; undefined: everybody's */
export const atHandQuery = (ownerId: string | undefined) =>
  queryOptions({
    queryKey: ['hygiene', 'at-hand', ownerId],
    queryFn: () => answer(api.hygiene.hygiene['at-hand'].$get({ query: { ...(ownerId && { ownerId }) } })),
    staleTime: 60_000,
  });

const pollMs = 1_500;

export const trustQuery = queryOptions({
  queryKey: ['hygiene', 'trust'],
  queryFn: () => answer(api.hygiene.hygiene.trust.$get()),
  refetchInterval: ({ state }) => (state.data?.isScanning ? pollMs : false),
});

/** Groups of records that may be one, the surest first. */
export const duplicatesQuery = (
  kind: DuplicateKind,
  { recordId, ownerId }: { recordId?: string | undefined; ownerId?: string | undefined },
) =>
  infiniteQueryOptions({
    queryKey: ['hygiene', 'duplicates', kind, recordId, ownerId],
    queryFn: ({ pageParam }) =>
      answer(
        api.hygiene.duplicates.$get({
          query: { kind, limit: '20', ...(recordId && { recordId }), ...(ownerId && { ownerId }), ...(pageParam && { cursor: pageParam }) },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });

export const mergesQuery = queryOptions({
  queryKey: ['hygiene', 'merges'],
  queryFn: async () => (await answer(api.hygiene.merges.$get({ query: { limit: '12' } }))).items,
});

const isUnderWay = ({ status }: { status: string }) => status === 'waiting' || status === 'running' || status === 'undoing';

export const batchesQuery = queryOptions({
  queryKey: ['hygiene', 'batches'],
  queryFn: async () => (await answer(api.hygiene.duplicates['merge-all'].$get())).items,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? pollMs : false),
});

export const scanQuery = queryOptions({
  queryKey: ['hygiene', 'scan'],
  queryFn: async () => (await answer(api.hygiene.duplicates.scan.$get())).items,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? pollMs : false),
});

/** What shows records or counts them: all of it may say something else after cleaning. */
const shown = [['hygiene'], ['deals'], ['people'], ['accounts'], ['leads'], ['timeline'], ['next-steps'], ['today']];

export async function refreshCleaned(): Promise<void> {
  await Promise.all(shown.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
