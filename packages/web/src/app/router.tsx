import { createRouter } from '@tanstack/react-router';
import { accountRoute, accountsRoute } from '../accounts/route.ts';
import { connectRoute, unknownPeopleRoute } from '../capture/route.ts';
import { dealRoute, dealsRoute } from '../deals/route.ts';
import { cleanUpRoute, dataTrustRoute, duplicatesRoute } from '../hygiene/route.ts';
import { importRoute, importsRoute } from '../imports/route.ts';
import { leadRoute, leadsRoute } from '../leads/route.ts';
import { contactRoute, peopleRoute } from '../people/route.ts';
import { todayRoute } from '../today/route.ts';
import { settingsRoute } from '../workspace/route.ts';
import {
  insideRoute,
  invitationRoute,
  newPasswordRoute,
  rootRoute,
  setupRoute,
  signInRoute,
  twoFactorRoute,
  whoRoute,
} from './root-route.tsx';

/**
 * Every address of the app. A room declares its addresses in its own `route.ts`, as children of `insideRoute`, with a component that
 * loads when first visited; here they are only put together. What a page shows (filters, tab, open record) stands in its address.
 */
const routeTree = rootRoute.addChildren([
  insideRoute.addChildren([
    todayRoute,
    dealsRoute,
    dealRoute,
    peopleRoute,
    contactRoute,
    accountsRoute,
    accountRoute,
    leadsRoute,
    leadRoute,
    importsRoute,
    importRoute,
    connectRoute,
    unknownPeopleRoute,
    cleanUpRoute,
    duplicatesRoute,
    dataTrustRoute,
    settingsRoute,
  ]),
  setupRoute,
  signInRoute,
  invitationRoute,
  newPasswordRoute,
  twoFactorRoute,
  whoRoute,
]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
