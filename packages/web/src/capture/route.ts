import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../app/root-route.tsx';

const kinds = ['mailbox', 'calendar', 'feed', 'files'] as const;
export type ConnectKind = (typeof kinds)[number];

/** Where a mailbox, a calendar or files are connected. */
export const connectRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/connect',
  validateSearch: (search: Record<string, unknown>): { kind?: ConnectKind; address?: string } => {
    const kind = kinds.find((known) => known === search['kind']);
    const address = search['address'];
    return { ...(kind && { kind }), ...(typeof address === 'string' && address !== '' && { address }) };
  },
  component: lazyRouteComponent(() => import('./connect-room.tsx'), 'ConnectRoom'),
});

/** Where somebody says who the people are that are in no record. */
export const unknownPeopleRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/unknown-people',
  component: lazyRouteComponent(() => import('./unknown-people-room.tsx'), 'UnknownPeopleRoom'),
});
