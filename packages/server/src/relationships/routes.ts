import * as contract from '@windshield/contract';
import { accounts, relationships } from '@windshield/store';
import type { App } from '../app/context.ts';
import { mount } from '../app/mount.ts';
import type { Services } from '../services.ts';
import { presentTies } from './present-ties.ts';

/** Who here knows whom there. */
export function mountRelationships(app: App, services: Services): void {
  mount(app, services, contract.whoKnowsWhom, ({ params, within }) =>
    within(async (tx) => {
      await accounts.get(tx, params.id);
      return presentTies(await relationships.whoKnowsWhom(tx, params.id));
    }),
  );
}
