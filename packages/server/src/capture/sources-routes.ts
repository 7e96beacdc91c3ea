import * as contract from '@windshield/contract';
import { type Actor, capture, inWorkspace, type WorkspaceTransaction } from '@windshield/store';
import type { App } from '../app/context.ts';
import { mount } from '../app/mount.ts';
import { versionSeen } from '../app/mount-records.ts';
import { ProblemError } from '../app/problem.ts';
import type { Services } from '../services.ts';
import { connectSource, tryOut, wantedOf } from './connect.ts';
import { forgetFiles } from './files.ts';
import { paceOf } from './pace.ts';
import { presentOwn, presentSeen } from './present-source.ts';
import { keepCredentials } from './reading.ts';
import { suggestServers } from './suggest-server.ts';
import { uploadFiles } from './upload.ts';
import { askForReading } from './watch.ts';

type Owner = Actor & { readonly userId: string };

/** Sources are somebody's own: a key without a person has none. @throws ProblemError `forbidden` */
export function demandOwner(actor: Actor): Owner {
  if (actor.userId === undefined)
    throw new ProblemError('forbidden', 'A mailbox or calendar belongs to a person: sign in as one of the people here.');
  return actor as Owner;
}

/** Connecting, changing and removing mailboxes, calendars and files. */
export function mountSources(app: App, services: Services): void {
  const asOwner = <T>(actor: Owner, work: (tx: WorkspaceTransaction) => Promise<T>) =>
    inWorkspace(services.pools.app, capture.capturing(actor.workspaceId, actor.userId), work);
  const own = async (tx: WorkspaceTransaction, id: string) => presentOwn(await capture.sourceState(tx, id), paceOf(id));

  mount(app, services, contract.suggestServer, ({ query }) => suggestServers(query.address));

  mount(app, services, contract.listCaptureSources, ({ within }) =>
    within(async (tx) => {
      const items = [];
      for (const source of await capture.listSources(tx)) items.push(source.isOwn ? await own(tx, source.id) : presentSeen(source));
      return { items };
    }),
  );

  mount(app, services, contract.connectCaptureSource, async ({ body, actor }) => {
    const source = await connectSource(services, demandOwner(actor), body);
    return presentOwn(source, undefined);
  });

  mount(app, services, contract.changeCaptureSource, async ({ params, body, actor, context }) => {
    const owner = demandOwner(actor);
    const version = versionSeen(context);
    const { password, accessToken, isPaused, includedFolders, ...change } = body;
    const credentials = password !== undefined ? { password } : accessToken !== undefined ? { accessToken } : undefined;
    if (credentials) {
      const source = await asOwner(owner, (tx) => capture.getSource(tx, params.id));
      await tryOut(services, wantedOf(source, credentials), credentials);
    }
    return asOwner(owner, async (tx) => {
      await capture.changeSource(tx, params.id, version, change);
      if (credentials) await keepCredentials(services, tx, params.id, credentials);
      if (includedFolders) await capture.includeFolders(tx, params.id, includedFolders);
      if (isPaused) await capture.setSourceState(tx, params.id, { state: 'paused' });
      else if (isPaused === false || credentials || includedFolders) {
        await capture.setSourceState(tx, params.id, { state: 'backfilling' });
        await askForReading(tx, params.id, owner.userId);
      }
      return own(tx, params.id);
    });
  });

  mount(app, services, contract.removeCaptureSource, async ({ params, query, actor }) => {
    const owner = demandOwner(actor);
    await asOwner(owner, (tx) => capture.removeSource(tx, params.id, query.interactions));
    forgetFiles(services, params.id);
    services.clocks.refreshSoon(owner.workspaceId);
    return undefined;
  });

  mount(app, services, contract.readNow, ({ params, actor }) => {
    const owner = demandOwner(actor);
    return asOwner(owner, async (tx) => {
      const source = await own(tx, params.id);
      await askForReading(tx, params.id, owner.userId);
      return source;
    });
  });

  mount(app, services, contract.uploadCapture, async ({ actor, context }) =>
    presentOwn(await uploadFiles(services, demandOwner(actor), context.req.raw), undefined),
  );

  mount(app, services, contract.listUnreadItems, ({ params, query, within }) => within((tx) => capture.listUnread(tx, params.id, query)));
}
