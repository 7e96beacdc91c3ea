import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../app/root-route.tsx';
import { readAccountsSearch } from './search.ts';

export const accountsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/accounts',
  validateSearch: readAccountsSearch,
  component: lazyRouteComponent(() => import('./accounts-room.tsx'), 'AccountsRoom'),
});

export const accountRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/accounts/$id',
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
});
