import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../app/root-route.tsx';
import { readLeadsSearch } from './search.ts';

export const leadsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/leads',
  validateSearch: readLeadsSearch,
  component: lazyRouteComponent(() => import('./leads-room.tsx'), 'LeadsRoom'),
});

export const leadRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/leads/$id',
  component: lazyRouteComponent(() => import('./lead-page.tsx'), 'LeadPage'),
});
