import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api.ts';
import { isReading } from './source-words.ts';

const pollMs = 1_500;
const pollIdleMs = 60_000;

/** Own sources and those of colleagues; asked again often while one of them reads its history. */
export const sourcesQuery = queryOptions({
  queryKey: ['capture', 'sources'],
  queryFn: async () => (await answer(api.capture.capture.sources.$get())).items,
  refetchInterval: ({ state }) => (state.data?.some((source) => source.isOwn && isReading(source)) ? pollMs : pollIdleMs),
});

export const seenQuery = queryOptions({
  queryKey: ['capture', 'seen'],
  queryFn: () => answer(api.capture.capture.seen.$get({ query: {} })),
});

export const exclusionsQuery = queryOptions({
  queryKey: ['capture', 'exclusions'],
  queryFn: async () => (await answer(api.capture.capture.exclusions.$get())).items,
});

export const unreadQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['capture', 'unread', id],
    queryFn: ({ pageParam }) =>
      answer(
        api.capture.capture.sources[':id'].unread.$get({ param: { id }, query: { limit: '50', ...(pageParam && { cursor: pageParam }) } }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });

/** Those who are in no record, most worth deciding first. */
export const unknownPeopleQuery = infiniteQueryOptions({
  queryKey: ['capture', 'unknown-people', 'queue'],
  queryFn: ({ pageParam }) =>
    answer(api.capture.capture['unknown-people'].$get({ query: { limit: '50', ...(pageParam && { cursor: pageParam }) } })),
  initialPageParam: '',
  getNextPageParam: (last) => last.nextCursor,
});

export const unknownPeopleCountQuery = queryOptions({
  queryKey: ['capture', 'unknown-people', 'count'],
  queryFn: async () => (await answer(api.capture.capture['unknown-people'].$get({ query: { limit: '1' } }))).total,
});
