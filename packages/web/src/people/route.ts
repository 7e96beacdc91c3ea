import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../app/root-route.tsx';
import { readPeopleSearch } from './search.ts';

export const peopleRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/people',
  validateSearch: readPeopleSearch,
  component: lazyRouteComponent(() => import('./people-room.tsx'), 'PeopleRoom'),
});

export const contactRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('./contact-page.tsx'), 'ContactPage'),
});
