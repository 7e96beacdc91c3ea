import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { insideRoute } from '../app/root-route.tsx';
import { choiceParam, known, textParam } from '../records/search-params.ts';

export const rules = ['missing', 'stale', 'invalid', 'contradiction'] as const;
export type Rule = (typeof rules)[number];

/** Which questions are asked: without an owner, one's own. */
export interface CleanUpSearch {
  ownerId?: string;
  rule?: Rule;
  key?: string;
}

/** One question about a record at a time. */
export const cleanUpRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/clean-up',
  validateSearch: (search: Record<string, unknown>): CleanUpSearch =>
    known({ ownerId: textParam(search, 'ownerId'), rule: choiceParam(search, 'rule', rules), key: textParam(search, 'key') }),
  component: lazyRouteComponent(() => import('./clean-up-room.tsx'), 'CleanUpRoom'),
});

export const duplicateKinds = ['contacts', 'accounts', 'leads'] as const;

/** Records that may be one, side by side; with `recordId`, those that one may be; with `ownerId`, those with a record of that user. */
export const duplicatesRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/duplicates',
  validateSearch: (search: Record<string, unknown>): { kind?: (typeof duplicateKinds)[number]; recordId?: string; ownerId?: string } =>
    known({
      kind: choiceParam(search, 'kind', duplicateKinds),
      recordId: textParam(search, 'recordId'),
      ownerId: textParam(search, 'ownerId'),
    }),
  component: lazyRouteComponent(() => import('./duplicates-room.tsx'), 'DuplicatesRoom'),
});

/** How far the data can be relied on. */
export const dataTrustRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/data-trust',
  component: lazyRouteComponent(() => import('./data-trust-room.tsx'), 'DataTrustRoom'),
});
