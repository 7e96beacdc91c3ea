import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../app/root-route.tsx';

export const importsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/imports',
  component: lazyRouteComponent(() => import('./imports-room.tsx'), 'ImportsRoom'),
});

export const importRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/imports/$id',
  component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
});
