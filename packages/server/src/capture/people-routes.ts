import * as contract from '@windshield/contract';
import { askedAgain, type FolderState } from '@windshield/ingest';
import { type Actor, capture, inWorkspace, type WorkspaceTransaction, workspace as workspaces } from '@windshield/store';
import type { App } from '../app/context.ts';
import { mount } from '../app/mount.ts';
import type { Services } from '../services.ts';
import { seenInWords } from './seen-in-words.ts';
import { demandOwner } from './sources-routes.ts';
import { askForReading } from './watch.ts';

/** Whose unknown addresses are, what is left out, what reading suggests, and how much of somebody's work is seen. */
export function mountPeople(app: App, services: Services): void {
  mount(app, services, contract.listUnknownPeople, ({ query, within }) => within((tx) => capture.listUnknownPeople(tx, query)));

  mount(app, services, contract.decideUnknownPerson, async ({ body, actor, within }) => {
    demandOwner(actor);
    const decided = await within((tx) => capture.decideUnknownPerson(tx, body));
    services.clocks.refreshSoon(actor.workspaceId);
    return decided;
  });

  mount(app, services, contract.undoUnknownPerson, async ({ params, actor }) => {
    await readAgain(services, demandOwner(actor), (tx) => capture.undoDecision(tx, params.id));
    return undefined;
  });

  mount(app, services, contract.listExclusions, ({ within }) => within(async (tx) => ({ items: await capture.listExclusions(tx) })));

  mount(app, services, contract.addExclusion, ({ body, actor, within }) => {
    demandOwner(actor);
    return within((tx) => capture.addExclusion(tx, body));
  });

  mount(app, services, contract.removeExclusion, async ({ params, within }) => {
    await within((tx) => capture.removeExclusion(tx, params.id));
    return undefined;
  });

  mount(app, services, contract.listProposals, ({ query, within }) => within((tx) => capture.listProposals(tx, query)));

  mount(app, services, contract.decideProposal, async ({ params, body, within }) => {
    await within((tx) => capture.decideProposal(tx, params.id, body.choice));
    return undefined;
  });

  mount(app, services, contract.undoProposal, async ({ params, within }) => {
    await within((tx) => capture.undoProposal(tx, params.id));
    return undefined;
  });

  mount(app, services, contract.hideThread, async ({ params, body, within }) => {
    await within((tx) => capture.hideThread(tx, params.id, body.isHidden));
    return undefined;
  });

  mount(app, services, contract.getSeen, ({ query, actor, within }) =>
    within(async (tx) => {
      const { timeZone, exportDay } = await workspaces.readWorkspace(tx);
      const { today } = workspaces.asOfDays(exportDay, timeZone, services.now());
      return seenInWords(await capture.seenOf(tx, query.userId ?? demandOwner(actor).userId, today));
    }),
  );
}

/** What a decision deleted is asked for again: the places in its folders are forgotten, and the sources read. */
async function readAgain(
  services: Services,
  actor: Actor & { readonly userId: string },
  undo: (tx: WorkspaceTransaction) => Promise<capture.ToReadAgain[]>,
): Promise<void> {
  await inWorkspace(services.pools.app, capture.capturing(actor.workspaceId, actor.userId), async (tx) => {
    const again = await undo(tx);
    for (const [sourceId, of] of Map.groupBy(again, (one) => one.sourceId)) {
      const folders = new Map((await capture.listFolders(tx, sourceId)).map((folder) => [folder.path, folder]));
      for (const { folder, uids } of of) {
        const known = folders.get(folder)?.syncState ?? {};
        const state = known['uidValidity'] === undefined ? {} : askedAgain(known as unknown as FolderState, uids);
        await capture.keepFolderState(tx, { sourceId, folder, state });
      }
      await askForReading(tx, sourceId, actor.userId);
    }
  });
}
