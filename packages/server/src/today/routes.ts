import * as contract from '@windshield/contract';
import { decisions } from '@windshield/store';
import type { App } from '../app/context.ts';
import { mount } from '../app/mount.ts';
import type { Services } from '../services.ts';
import { readRoad } from './road.ts';
import { readToday } from './today.ts';

export function mountToday(app: App, services: Services): void {
  mount(app, services, contract.getToday, ({ query, caller, within }) => within((tx) => readToday(services, tx, caller, query.scope)), {
    holdMs: 30_000,
  });

  mount(app, services, contract.getRoad, ({ query, caller, within }) => within((tx) => readRoad(services, tx, caller, query)));

  mount(app, services, contract.decide, ({ body, within }) =>
    within(async (tx) => ({ ...(await decisions.appendDecision(tx, body)), itemKind: body.itemKind })),
  );

  mount(app, services, contract.undoDecision, async ({ params, within }) => {
    await within((tx) => decisions.undoDecision(tx, params.id));
    return undefined;
  });
}
