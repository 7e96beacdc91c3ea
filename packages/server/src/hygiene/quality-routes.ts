import * as contract from '@windshield/contract';
import { hygiene } from '@windshield/store';
import type { App } from '../app/context.ts';
import { mount } from '../app/mount.ts';
import type { Services } from '../services.ts';
import { readAtHand } from './at-hand.ts';
import { presentTrust } from './present-trust.ts';
import { askForScan, isScanning, isStale } from './quality-scan.ts';

const { quality } = hygiene;

/** Questions about records, their answers, and how far the data can be trusted. */
export function mountQuality(app: App, services: Services): void {
  mount(app, services, contract.listFindings, ({ query, within }) => within((tx) => quality.listFindings(tx, query)));

  mount(app, services, contract.answerFinding, ({ params, body, within, actor }) => {
    services.clocks.refreshSoon(actor.workspaceId);
    return within((tx) => quality.answerFinding(tx, params.id, body.answer, body.value, services.now()));
  });

  mount(app, services, contract.answerFindings, ({ body, within, actor }) => {
    services.clocks.refreshSoon(actor.workspaceId);
    return within((tx) => quality.answerFindings(tx, body.key, body.answer, body.ids, services.now()));
  });

  mount(app, services, contract.undoCleaning, ({ params, within, actor }) => {
    services.clocks.refreshSoon(actor.workspaceId);
    return within((tx) => quality.undoCleaning(tx, params.id, services.now()));
  });

  mount(app, services, contract.scanQuality, async ({ within }) => {
    await within(askForScan);
    return { isRunning: true };
  });

  mount(app, services, contract.getDataTrust, ({ within, actor }) =>
    within(async (tx) => {
      const trust = await quality.readTrust(tx);
      const isAsked = isStale(trust, services.now()) && actor.userId !== undefined;
      if (isAsked) await askForScan(tx);
      return presentTrust(trust, isAsked || isScanning(services, actor.workspaceId), services.now());
    }),
  );

  mount(
    app,
    services,
    contract.getCleanUpAtHand,
    ({ query, within, actor }) => within((tx) => readAtHand(tx, query.ownerId, actor.userId, services.now())),
    { holdMs: 30_000 },
  );
}
