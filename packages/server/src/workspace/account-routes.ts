import * as contract from '@windshield/contract';
import { listAccountEvents, noteAccountEvent } from '@windshield/store';
import type { App } from '../app/context.ts';
import { mount } from '../app/mount.ts';
import { invalid } from '../app/validate.ts';
import { AttemptLimit, beginAttempt } from '../auth/attempt-limit.ts';
import { personOf } from '../auth/person.ts';
import type { Services } from '../services.ts';

/** What people do about their own sign-in. */
export function mountAccount(app: App, services: Services): void {
  const { auth } = services.pools;
  const demandPassword = passwordDemand(services);

  mount(app, services, contract.getAccount, async ({ caller }) => {
    const events = await listAccountEvents(auth, personOf(caller).userId);
    return { events: events.map((event) => ({ ...event, at: event.at.toISOString() })) };
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
