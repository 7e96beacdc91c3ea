import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readProblems, visitProblems, writeProblems } from './problem.ts';
import { body, ok } from './record-routes.ts';
import { Id, Instant, MailAddress, NewPassword, passwordLength } from './values.ts';

/** What one's own sign-in is about. Whoever is signed in may use these, whatever their role; a key never may. */
const tags = ['account'];

/** A password that somebody has already. */
const Password = z.string().min(1).max(passwordLength.most);

export const signIn = createRoute({
  method: 'post',
  path: '/api/auth/sign-in/email',
  operationId: 'signIn',
  tags,
  security: [],
  description: 'The session is a cookie that scripts cannot read. A wrong address and a wrong password get the same answer.',
  request: { body: body(z.object({ email: MailAddress, password: Password })) },
  responses: {
    200: ok(
      z.discriminatedUnion('isSignedIn', [
        z.object({ isSignedIn: z.literal(true) }),
        z.object({
          isSignedIn: z.literal(false),
          challenge: z.string().meta({ description: 'Send it with a code to /api/auth/sign-in/code' }),
          expiresAt: Instant,
        }),
      ]),
      'You are signed in, or are to give a code yet',
    ),
    ...visitProblems,
  },
});

/** Six digits of an app, or a backup code however it is spaced. */
const Code = z.string().trim().min(6, 'takes the six digits of your app, or a backup code').max(40);

export const signInWithCode = createRoute({
  method: 'post',
  path: '/api/auth/sign-in/code',
  operationId: 'signInWithCode',
  tags,
  security: [],
  description: 'The second step where two-factor sign-in is on. A code works once; five wrong ones and one has to wait.',
  request: {
    body: body(
      z.object({
        challenge: z.string().min(20).max(200),
        code: Code,
        trustsDevice: z.boolean().default(false).meta({ description: 'No code is asked for on this device for 30 days' }),
      }),
    ),
  },
  responses: { 200: ok(z.object({ isSignedIn: z.literal(true) }), 'You are signed in'), ...visitProblems },
});

export const signOut = createRoute({
  method: 'post',
  path: '/api/auth/sign-out',
  operationId: 'signOut',
  tags,
  security: [],
  description: 'Ends the session of the cookie; without one nothing happens.',
  responses: { 200: ok(z.object({ isSignedIn: z.literal(false) }), 'You are signed out') },
});

export const changePassword = createRoute({
  method: 'post',
  path: '/api/v1/me/password',
  operationId: 'changePassword',
  tags,
  description: 'Ends every other session of yours.',
  request: { body: body(z.object({ password: Password.meta({ description: 'The present one' }), newPassword: NewPassword })) },
  responses: { 204: { description: 'Changed' }, ...writeProblems, 429: visitProblems[429] },
});

export const AccountEvent = z
  .object({
    id: Id,
    kind: z.enum([
      ...(['passwordChanged', 'passwordLinkMade', 'passwordSetByLink', 'passwordSetByCommand'] as const),
      ...(['twoFactorOn', 'twoFactorOff', 'twoFactorOffByCommand', 'backupCodesMade', 'backupCodeUsed'] as const),
    ]),
    byName: z.string().nullable().meta({ description: 'Who did it, where that was another person' }),
    at: Instant,
  })
  .meta({ id: 'AccountEvent' });
export type AccountEvent = z.infer<typeof AccountEvent>;

export const getAccount = createRoute({
  method: 'get',
  path: '/api/v1/me/account',
  operationId: 'getAccount',
  tags,
  responses: {
    200: ok(
      z.object({
        twoFactor: z.object({
          since: Instant.nullable().meta({ description: 'null: it is off' }),
          backupCodesLeft: z.int(),
          isRequired: z.boolean().meta({ description: 'The workspace asks it of everybody' }),
        }),
        events: z.array(AccountEvent).meta({ description: 'What was done to your sign-in, the newest first' }),
      }),
      'How you sign in',
    ),
    ...readProblems,
  },
});

/** Somebody who signs in here: as the user that they are or, where they have not said that yet, by their membership. */
const Somebody = z.union([z.object({ userId: Id }), z.object({ memberId: Id })]);

export const createPasswordLink = createRoute({
  method: 'post',
  path: '/api/v1/password-links',
  operationId: 'createPasswordLink',
  tags: ['workspace'],
  description:
    'For somebody who forgot their password; admins only. The link works once and for a day, and a newer one takes its place. The person sees who made it.',
  request: { body: body(Somebody) },
  responses: {
    201: ok(z.object({ name: z.string(), link: z.string().meta({ description: 'Shown once' }), expiresAt: Instant }), 'Pass the link on'),
    ...writeProblems,
  },
});

const LinkToken = z.object({ token: z.string().min(20).max(200) });

export const readPasswordLink = createRoute({
  method: 'get',
  path: '/api/v1/password-links/by-token/{token}',
  operationId: 'readPasswordLink',
  tags,
  security: [],
  request: { params: LinkToken },
  responses: { 200: ok(z.object({ name: z.string(), email: z.string() }), 'Whose password the link sets'), ...readProblems },
});

export const setPasswordByLink = createRoute({
  method: 'post',
  path: '/api/v1/password-links/by-token/{token}',
  operationId: 'setPasswordByLink',
  tags,
  security: [],
  description: 'Uses the link up and ends every session of the person, who then signs in.',
  request: { params: LinkToken, body: body(z.object({ password: NewPassword })) },
  responses: { 204: { description: 'Set; sign in with it' }, ...writeProblems },
});

const WithPassword = z.object({ password: Password });
const BackupCodes = z.object({ backupCodes: z.array(z.string()).meta({ description: 'Shown once; each works once' }) });

export const startTwoFactor = createRoute({
  method: 'post',
  path: '/api/v1/me/two-factor',
  operationId: 'startTwoFactor',
  tags,
  description: 'Nothing is asked for until a code was given to /confirm; begun again, the secret is another.',
  request: { body: body(WithPassword) },
  responses: {
    201: ok(
      z.object({
        secret: z.string().meta({ description: 'Base32, for an authenticator app (RFC 6238, SHA-1, six digits, 30 s); shown once' }),
        link: z.string().meta({ description: 'otpauth://…, which opens such an app' }),
      }),
      'Put it into your app, then confirm with a code',
    ),
    ...writeProblems,
    429: visitProblems[429],
  },
});

export const confirmTwoFactor = createRoute({
  method: 'post',
  path: '/api/v1/me/two-factor/confirm',
  operationId: 'confirmTwoFactor',
  tags,
  description: 'Turns two-factor sign-in on and ends every other session of yours.',
  request: { body: body(z.object({ code: Code })) },
  responses: { 200: ok(BackupCodes, 'On'), ...writeProblems, 429: visitProblems[429] },
});

export const renewBackupCodes = createRoute({
  method: 'post',
  path: '/api/v1/me/two-factor/backup-codes',
  operationId: 'renewBackupCodes',
  tags,
  request: { body: body(WithPassword) },
  responses: { 200: ok(BackupCodes, 'The codes before work no more'), ...writeProblems, 429: visitProblems[429] },
});

export const turnTwoFactorOff = createRoute({
  method: 'post',
  path: '/api/v1/me/two-factor/off',
  operationId: 'turnTwoFactorOff',
  tags,
  request: { body: body(WithPassword) },
  responses: { 204: { description: 'Off' }, ...writeProblems, 429: visitProblems[429] },
});

export const turnTwoFactorOffFor = createRoute({
  method: 'post',
  path: '/api/v1/two-factor/off',
  operationId: 'turnTwoFactorOffFor',
  tags: ['workspace'],
  description: 'For somebody who lost their app and their backup codes; admins only. The person sees who did it, and their sessions end.',
  request: { body: body(Somebody) },
  responses: { 204: { description: 'Off' }, ...writeProblems },
});

export const requireTwoFactor = createRoute({
  method: 'put',
  path: '/api/v1/workspace/two-factor',
  operationId: 'requireTwoFactor',
  tags: ['workspace'],
  description:
    'Whether everybody here is to sign in with a second factor; an admin who does it says so. Whoever has none sets it up before anything else.',
  request: { body: body(z.object({ isRequired: z.boolean() })) },
  responses: { 200: ok(z.object({ isRequired: z.boolean() }), 'Changed'), ...writeProblems },
});
