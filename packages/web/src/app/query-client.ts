import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';

/** Problems that the server has explained are not asked again; a broken connection is. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500) },
    mutations: { retry: false },
  },
});
