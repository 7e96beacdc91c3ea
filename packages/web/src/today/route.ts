import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from '../app/query-client.ts';
import { insideRoute } from '../app/root-route.tsx';
import { todayQuery } from './today-query.ts';

export interface TodaySearch {
  /** The key of the line that is open beside. */
  item?: string;
  scope?: 'own' | 'team';
}

export const todayRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): TodaySearch => ({
    ...(typeof search['item'] === 'string' && { item: search['item'] }),
    ...((search['scope'] === 'own' || search['scope'] === 'team') && { scope: search['scope'] }),
  }),
  loaderDeps: ({ search }) => ({ scope: search.scope }),
  loader: ({ context, deps }) => {
    if (context.me.hasData) void queryClient.prefetchQuery(todayQuery(deps.scope));
  },
  component: lazyRouteComponent(() => import('./today-room.tsx'), 'TodayRoom'),
});
