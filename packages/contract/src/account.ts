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
    kind: z.enum(['passwordChanged', 'passwordLinkMade', 'passwordSetByLink', 'passwordSetByCommand']),
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
      z.object({ events: z.array(AccountEvent).meta({ description: 'What was done to your sign-in, the newest first' }) }),
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
