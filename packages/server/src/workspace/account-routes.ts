import * as contract from '@windshield/contract';
import {
  countBackupCodes,
  endSessions,
  isTwoFactorRequired,
  listAccountEvents,
  noteAccountEvent,
  readTwoFactor,
  removeTwoFactor,
  requireTwoFactor,
} from '@windshield/store';
import type { App } from '../app/context.ts';
import { demandRole, mount } from '../app/mount.ts';
import { ProblemError } from '../app/problem.ts';
import { invalid } from '../app/validate.ts';
import { AttemptLimit, beginAttempt } from '../auth/attempt-limit.ts';
import { personOf } from '../auth/person.ts';
import type { Services } from '../services.ts';
import { findColleague } from './colleague.ts';
import { confirmWithCode, makeBackupCodes, startTwoFactor } from './two-factor.ts';

/** What people do about their own sign-in. */
export function mountAccount(app: App, services: Services): void {
  const { auth } = services.pools;
  const demandPassword = passwordDemand(services);

  mount(app, services, contract.getAccount, async ({ caller, actor }) => {
    const { userId } = personOf(caller);
    const events = await listAccountEvents(auth, userId);
    const twoFactor = await readTwoFactor(auth, userId);
    return {
      twoFactor: {
        since: twoFactor?.confirmedAt?.toISOString() ?? null,
        backupCodesLeft: await countBackupCodes(auth, userId),
        isRequired: await isTwoFactorRequired(auth, actor.workspaceId),
      },
      events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
    };
  });

  mount(app, services, contract.changePassword, async ({ body, caller }) => {
    const { userId, sessionId } = personOf(caller);
    await demandPassword(userId, body.password);
    if (body.newPassword === body.password) throw invalid([{ field: 'newPassword', message: 'takes another one than the present one' }]);
    await services.signIn.setPassword(userId, body.newPassword, sessionId);
    services.sessions.forget();
    await noteAccountEvent(auth, { userId, kind: 'passwordChanged' });
    return undefined;
  });

  mount(app, services, contract.startTwoFactor, async ({ body, caller }) => {
    const person = personOf(caller);
    await demandPassword(person.userId, body.password);
    return startTwoFactor(services, person);
  });

  mount(app, services, contract.confirmTwoFactor, async ({ body, caller }) => ({
    backupCodes: await confirmWithCode(services, personOf(caller), body.code),
  }));

  mount(app, services, contract.renewBackupCodes, async ({ body, caller }) => {
    const { userId } = personOf(caller);
    await demandPassword(userId, body.password);
    if (!(await readTwoFactor(auth, userId))?.confirmedAt) throw isOff();
    const backupCodes = await makeBackupCodes(services, userId);
    await noteAccountEvent(auth, { userId, kind: 'backupCodesMade' });
    return { backupCodes };
  });

  mount(app, services, contract.turnTwoFactorOff, async ({ body, caller }) => {
    const { userId } = personOf(caller);
    await demandPassword(userId, body.password);
    if (!(await removeTwoFactor(auth, userId))) throw isOff();
    services.sessions.forget();
    await noteAccountEvent(auth, { userId, kind: 'twoFactorOff' });
    return undefined;
  });

  mount(app, services, contract.turnTwoFactorOffFor, async ({ body, caller, actor }) => {
    demandRole(actor, ['admin'], 'turn two-factor sign-in off for others');
    const by = personOf(caller);
    const { userId, name } = await findColleague(services, actor.workspaceId, by, body, 'Turn it off in Settings, Account');
    if (!(await removeTwoFactor(auth, userId))) throw new ProblemError('conflict', `${name} signs in without a second factor.`);
    await endSessions(auth, userId);
    services.sessions.forget();
    await noteAccountEvent(auth, { userId, kind: 'twoFactorOff', by });
    return undefined;
  });

  mount(app, services, contract.requireTwoFactor, async ({ body: { isRequired }, caller, actor }) => {
    demandRole(actor, ['admin'], 'ask everybody for two-factor sign-in');
    const { userId } = personOf(caller);
    if (isRequired && !(await readTwoFactor(auth, userId))?.confirmedAt)
      throw new ProblemError(
        'conflict',
        'Set two-factor sign-in up for yourself first, in Settings, Account; then you know that it works.',
      );
    await requireTwoFactor(auth, actor.workspaceId, isRequired);
    services.sessions.forget();
    return { isRequired };
  });
}

/** Lets pass who knows the password of the person that is signed in: whoever finds an open browser does not. */
function passwordDemand({ signIn, now }: Services) {
  const limit = new AttemptLimit({ most: 8, windowMs: 15 * 60_000 });
  return async (userId: string, password: string): Promise<void> => {
    beginAttempt([[limit, userId]], now());
    if (!(await signIn.isPasswordOf(userId, password))) throw invalid([{ field: 'password', message: 'is not your present password' }]);
    limit.forgive(userId);
  };
}

const isOff = () => new ProblemError('conflict', 'Two-factor sign-in is off.');
