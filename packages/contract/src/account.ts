import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { visitProblems, writeProblems } from './problem.ts';
import { body, ok } from './record-routes.ts';
import { MailAddress, NewPassword, passwordLength } from './values.ts';

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
