import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';

const isSignedOut = (error: unknown) => error instanceof ApiProblem && error.status === 401;

/** Problems that the server has explained are not asked again; a broken connection is. A session that ended leads to signing in and back. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      // Who is signed in is asked when entering a page, which then decides by itself where to go.
      if (!isSignedOut(error) || queryKey[0] === 'me' || location.pathname === '/sign-in') return;
      location.assign(`/sign-in?${new URLSearchParams({ to: location.pathname + location.search })}`);
    },
  }),
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500) },
    mutations: { retry: false },
  },
});
