import * as contract from '@windshield/contract';
import { type Actor, accounts, contacts, costs, leads, needs, nextSteps, notes, outcomes, search, targets } from '@windshield/store';
import type { App } from './app/context.ts';
import { mount } from './app/mount.ts';
import { mountRecords } from './app/mount-records.ts';
import { mountPeople, mountSources } from './capture/index.ts';
import { mountDeals } from './deals/index.ts';
import { checkSoon, mountDuplicates, mountQuality } from './hygiene/index.ts';
import { mountImports } from './imports/index.ts';
import { mountInteractions } from './interactions/index.ts';
import { mountPersonData } from './people/index.ts';
import { mountRelationships } from './relationships/index.ts';
import type { Services } from './services.ts';
import { forgetRoads, mountToday } from './today/index.ts';

/** Every room of the contract, in the order in which the API describes them. */
export function mountRooms(app: App, services: Services): void {
  mountToday(app, services);
  mount(app, services, contract.search, ({ query, within }) => within(async (tx) => ({ hits: await search(tx, query.q, query.limit) })), {
    holdMs: 5_000,
  });
  const compared = { afterWrite: ({ actor }: { actor: Actor }) => checkSoon(services, actor.workspaceId) };
  mountRecords(app, services, contract.accountRoutes, accounts, compared);
  mountRecords(app, services, contract.contactRoutes, contacts, compared);
  mountPersonData(app, services);
  mountDeals(app, services);
  mountRecords(app, services, contract.leadRoutes, leads, compared);
  mountInteractions(app, services);
  mountRecords(app, services, contract.nextStepRoutes, nextSteps);
  mountRecords(app, services, contract.needRoutes, needs);
  mountRecords(app, services, contract.noteRoutes, notes);
  mountRecords(app, services, contract.outcomeRoutes, outcomes);
  mountRecords(app, services, contract.costRoutes, costs);
  mountRecords(app, services, contract.targetRoutes, targets, { afterWrite: ({ actor }) => forgetRoads(services, actor.workspaceId) });
  mountImports(app, services);
  mountSources(app, services);
  mountPeople(app, services);
  mountRelationships(app, services);
  mountDuplicates(app, services);
  mountQuality(app, services);
}
