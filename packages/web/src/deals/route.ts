import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../app/root-route.tsx';
import { readDealsSearch } from './search.ts';

export const dealsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/deals',
  validateSearch: readDealsSearch,
  component: lazyRouteComponent(() => import('./deals-room.tsx'), 'DealsRoom'),
});

export const dealRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/deals/$id',
  component: lazyRouteComponent(() => import('./deal-page.tsx'), 'DealPage'),
});
