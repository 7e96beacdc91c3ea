import * as contract from '@windshield/contract';
import { decisions, type Json } from '@windshield/store';
import type { App } from '../app/context.ts';
import { mount } from '../app/mount.ts';
import type { Services } from '../services.ts';
import { readRoad } from './road.ts';
import { readToday } from './today.ts';

export function mountToday(app: App, services: Services): void {
  mount(app, services, contract.getToday, ({ query, caller, within }) => {
    const { workspaceId, userId, role } = caller.actor;
    const place = [workspaceId, userId, role, caller.person?.userId, query.scope].join(' ');
    const compose = async () => JSON.stringify(await within((tx) => readToday(services, tx, caller, query.scope))) as Json<contract.Today>;
    return services.mornings.of(place, String(services.writes.of(workspaceId)), performance.now(), compose);
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
