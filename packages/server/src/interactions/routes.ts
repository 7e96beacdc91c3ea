import * as contract from '@windshield/contract';
import { interactions } from '@windshield/store';
import type { App } from '../app/context.ts';
import { createOnce } from '../app/create-once.ts';
import { mount } from '../app/mount.ts';
import type { Services } from '../services.ts';

/** "We spoke", what was said before, and what happened around a record. */
export function mountInteractions(app: App, services: Services): void {
  mount(app, services, contract.createInteraction, (call) =>
    call.within(async (tx) =>
      JSON.parse(
        await createOnce(call, tx, contract.createInteraction.path, async () =>
          JSON.stringify(await interactions.appendInteraction(tx, call.body)),
        ),
      ),
    ),
  );

  mount(app, services, contract.removeInteraction, async ({ params, within }) => {
    await within((tx) => interactions.takeBackInteraction(tx, params.id));
    return undefined;
  });

  mount(app, services, contract.listInteractions, ({ query, within }) => within((tx) => interactions.listInteractions(tx, query)));

  mount(app, services, contract.timeline, ({ params, query, within }) =>
    within((tx) => interactions.timeline(tx, params.kind, params.id, query)),
  );
}
