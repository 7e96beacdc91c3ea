import * as contract from '@windshield/contract';
import { deals, listPipelines, listProducts, setBuyingGroup } from '@windshield/store';
import type { App } from '../app/context.ts';
import { mount } from '../app/mount.ts';
import { mountRecords } from '../app/mount-records.ts';
import type { Services } from '../services.ts';
import { forgetRoads } from '../today/index.ts';
import { judgeDeal, judgePage } from './judge.ts';

export function mountDeals(app: App, services: Services): void {
  mountRecords(app, services, contract.dealRoutes, deals, {
    toPage: (tx, page) => judgePage(services, tx, page),
    toRecord: (tx, deal) => judgeDeal(services, tx, deal),
    afterWrite: ({ actor }) => {
      services.clocks.refreshSoon(actor.workspaceId);
      forgetRoads(services, actor.workspaceId);
    },
  });
  mount(app, services, contract.setBuyingGroup, ({ params, body, within }) =>
    within(async (tx) => judgeDeal(services, tx, await setBuyingGroup(tx, params.id, body.contacts))),
  );
  mount(app, services, contract.listPipelines, ({ within }) => within(listPipelines));
  mount(app, services, contract.listProducts, ({ within }) => within(listProducts));
}
