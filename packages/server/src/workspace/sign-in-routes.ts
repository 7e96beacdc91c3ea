import * as contract from '@windshield/contract';
import { isMember } from '@windshield/store';
import type { App } from '../app/context.ts';
import { mountPublic } from '../app/mount.ts';
import { ProblemError } from '../app/problem.ts';
import { addressOf, networkOf } from '../auth/address.ts';
import { AttemptLimit, beginAttempt } from '../auth/attempt-limit.ts';
import { signedIn } from '../auth/signed-in.ts';
import type { Services } from '../services.ts';
import { notInWorkspace } from './not-in-workspace.ts';
import { isAskedForCode, makeChallenge, signInWithCode } from './two-factor.ts';

const windowMs = 15 * 60_000;

export function mountSignIn(app: App, services: Services): void {
  const perPerson = new AttemptLimit({ most: 8, windowMs });
  const perAddress = new AttemptLimit({ most: 60, windowMs });

  mountPublic(app, contract.signIn, async ({ body: { email, password }, context }) => {
    const address = networkOf(addressOf(context));
    const person = `${address} ${email.toLowerCase()}`;
    beginAttempt(
      [
        [perPerson, person],
        [perAddress, address],
      ],
      services.now(),
    );
    const found = await services.signIn.find(email, password);
    if (found === undefined)
      throw new ProblemError('unauthenticated', 'This mail address and password do not go together. Check both and try again.');
    perAddress.succeed(address);
    perPerson.forgive(person);
    const { userId } = found;
    const isAsked = () => isAskedForCode(services, userId, context.req.header('cookie'));
    if (!(await isMember(services.pools.auth, userId))) throw notInWorkspace();
    if (await isAsked()) return { isSignedIn: false as const, ...(await makeChallenge(services, userId)) };
    const isStillSo = async () => (await found.isStillPassword()) && !(await isAsked());
    const { cookies } = await services.signIn.open(userId, context.req.header('user-agent'), isStillSo);
    return signedIn(context, cookies, { isSignedIn: true as const });
  });

  mountPublic(app, contract.signInWithCode, async ({ body, context }) => {
    const address = networkOf(addressOf(context));
    beginAttempt([[perAddress, address]], services.now());
    const { cookies } = await signInWithCode(services, body, context.req.header('user-agent'));
    perAddress.succeed(address);
    return signedIn(context, cookies, { isSignedIn: true as const });
  });

  mountPublic(app, contract.signOut, async ({ context }) => {
    const { cookies } = await services.signIn.signOut(context.req.header('cookie'));
    services.sessions.forget();
    return signedIn(context, cookies, { isSignedIn: false as const });
  });
}
