import * as contract from '@windshield/contract';
import type { App } from '../app/context.ts';
import { demandRole, mount, mountPublic } from '../app/mount.ts';
import { personOf } from '../auth/person.ts';
import type { Services } from '../services.ts';
import { findColleague } from './colleague.ts';
import { originOf } from './origin.ts';
import { makePasswordLink, readPasswordLink, setPasswordByLink } from './password-links.ts';

export function mountPasswordLinks(app: App, services: Services): void {
  mount(app, services, contract.createPasswordLink, async ({ actor, caller, body, context }) => {
    demandRole(actor, ['admin'], 'make links for new passwords');
    const by = personOf(caller);
    const member = await findColleague(services, actor.workspaceId, by, body, 'Change your password in Settings, Account');
    const { link, expiresAt } = await makePasswordLink(
      services,
      { member, by, workspaceId: actor.workspaceId },
      originOf(services.baseUrl, context),
    );
    return { name: member.name, link, expiresAt: expiresAt.toISOString() };
  });

  mountPublic(app, contract.readPasswordLink, async ({ params }) => {
    const { name, email } = await readPasswordLink(services, params.token);
    return { name, email };
  });

  mountPublic(app, contract.setPasswordByLink, async ({ params, body }) => {
    await setPasswordByLink(services, params.token, body.password);
    return undefined;
  });
}
