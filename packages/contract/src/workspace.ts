import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readProblems, writeProblems } from './problem.ts';
import { body, IdParam, ok, patchOf } from './record-routes.ts';
import { Currency, Day, Id, Instant, MailAddress, Named, NewPassword, Role, Text, TimeZone } from './values.ts';

export const health = createRoute({
  method: 'get',
  path: '/api/health',
  operationId: 'health',
  tags: ['workspace'],
  security: [],
  responses: { 200: ok(z.object({ ok: z.literal(true), version: z.string() }), 'The server answers and its database too') },
});

/** What a visitor who is not signed in may know. */
export const welcome = createRoute({
  method: 'get',
  path: '/api/v1/welcome',
  operationId: 'welcome',
  tags: ['workspace'],
  security: [],
  responses: {
    200: ok(
      z.object({
        isFirstVisit: z.boolean().meta({ description: 'Nobody has an account yet: whoever sets up becomes admin' }),
        hasWorkspace: z.boolean().meta({ description: 'Data was imported by command line before anybody signed in' }),
        hasSession: z.boolean(),
      }),
      'Whether to set up, sign in or go on',
    ),
  },
});

export const setUp = createRoute({
  method: 'post',
  path: '/api/v1/setup',
  operationId: 'setUp',
  tags: ['workspace'],
  security: [],
  request: {
    body: body(
      z.object({
        workspaceName: Text(120),
        currency: Currency,
        timeZone: TimeZone,
        locale: z.string().min(2).max(35),
        name: Text(120),
        email: MailAddress,
        password: NewPassword,
      }),
    ),
  },
  responses: { 201: ok(z.object({ workspaceId: Id }), 'Created; you are signed in as its admin'), ...writeProblems },
});

export const Workspace = z
  .object({
    id: Id,
    version: z.int(),
    name: z.string(),
    currency: Currency,
    timeZone: TimeZone,
    locale: z.string(),
    exportDay: Day.nullable(),
    exportDayReason: z.string().nullable(),
    isSample: z.boolean(),
  })
  .meta({ id: 'Workspace' });

export const User = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    role: Role,
    isActive: z.boolean(),
    team: Named.nullable(),
    region: z.string().nullable(),
    managerName: z.string().nullable(),
    signsIn: z.boolean(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

export const Me = z
  .object({
    user: User.nullable().meta({ description: 'null: not yet said which of the people here you are' }),
    name: z.string(),
    email: z.string(),
    role: Role,
    maySayWho: z
      .boolean()
      .meta({ description: 'Whether you may choose which of the people here you are; once it is settled an admin may' }),
    owesTwoFactor: z.boolean().meta({ description: 'The workspace asks for two-factor sign-in: set it up before anything else' }),
    workspace: Workspace,
    hasData: z.boolean(),
    preferences: z.object({
      theme: z.enum(['system', 'light', 'dark']),
      timeZone: z.string().nullable(),
      workingHours: z.object({ days: z.array(z.int().min(1).max(7)), from: z.string(), to: z.string() }),
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const me = createRoute({
  method: 'get',
  path: '/api/v1/me',
  operationId: 'me',
  tags: ['workspace'],
  responses: { 200: ok(Me, 'Who you are here'), ...readProblems },
});

export const setPreferences = createRoute({
  method: 'patch',
  path: '/api/v1/me/preferences',
  operationId: 'setPreferences',
  tags: ['workspace'],
  request: { body: body(Me.shape.preferences.partial()) },
  responses: { 200: ok(Me, 'Changed'), ...writeProblems },
});

export const Candidate = z
  .object({
    userId: Id.nullable().meta({ description: 'null: a manager known by name from a team' }),
    managerOfTeamId: Id.nullable(),
    name: z.string(),
    email: z.string().nullable(),
    teamName: z.string().nullable(),
    openDeals: z.int(),
    isLikely: z.boolean().meta({ description: 'Name or mail resembles yours' }),
  })
  .meta({ id: 'Candidate' });

export const listCandidates = createRoute({
  method: 'get',
  path: '/api/v1/me/candidates',
  operationId: 'listCandidates',
  tags: ['workspace'],
  responses: { 200: ok(z.object({ candidates: z.array(Candidate) }), 'Which of these people are you?'), ...readProblems },
});

export const claim = createRoute({
  method: 'post',
  path: '/api/v1/me/claim',
  operationId: 'claim',
  tags: ['workspace'],
  request: {
    body: body(
      z.union([
        z.object({ userId: Id }),
        z.object({ managerOfTeamId: Id }),
        z.object({ nobody: z.literal(true).meta({ description: 'None of these: a user of your own is made' }) }),
      ]),
    ),
  },
  responses: { 200: ok(Me, 'That is you'), ...writeProblems },
});

export const changeWorkspace = createRoute({
  method: 'patch',
  path: '/api/v1/workspace',
  operationId: 'changeWorkspace',
  tags: ['workspace'],
  request: {
    body: body(z.object({ name: Text(120), currency: Currency, timeZone: TimeZone, locale: z.string().min(2).max(35) }).partial()),
  },
  responses: { 200: ok(Workspace, 'Changed'), ...writeProblems },
});

export const Member = z
  .object({
    id: Id.meta({ description: 'Of the membership, not of a user' }),
    name: z.string(),
    email: z.string(),
    role: Role,
    isYou: z.boolean(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const listUsers = createRoute({
  method: 'get',
  path: '/api/v1/users',
  operationId: 'listUsers',
  tags: ['workspace'],
  responses: {
    200: ok(
      z.object({
        users: z.array(User),
        teams: z.array(Named.extend({ region: z.string().nullable() })),
        members: z
          .array(Member)
          .meta({ description: 'Who signs in but has not said which of the users they are; for admins alone, else empty' }),
      }),
      'Everyone here',
    ),
    ...readProblems,
  },
});

export const changeUser = createRoute({
  method: 'patch',
  path: '/api/v1/users/{id}',
  operationId: 'changeUser',
  tags: ['workspace'],
  request: {
    params: IdParam,
    body: body(
      patchOf(
        z.object({
          name: Text(300),
          role: Role,
          isActive: z.boolean(),
          teamId: Id.nullable(),
          signsIn: z.literal(false).meta({ description: 'Whoever signs in as this user is asked again who they are' }),
        }),
      ),
    ),
  },
  responses: { 200: ok(User, 'Changed'), ...writeProblems },
});

export const shutOutMember = createRoute({
  method: 'delete',
  path: '/api/v1/members/{id}',
  operationId: 'shutOutMember',
  tags: ['workspace'],
  description: 'Ends every session of a person who signs in and lets them in no more, until they are invited again.',
  request: { params: IdParam },
  responses: { 204: { description: 'Shut out' }, ...writeProblems },
});

export const loadSample = createRoute({
  method: 'post',
  path: '/api/v1/workspace/sample',
  operationId: 'loadSample',
  tags: ['workspace'],
  description: 'Fills an empty workspace with a made-up company to look around in. It can be undone like any import.',
  responses: { 202: ok(z.object({ importId: Id }), 'Started'), ...writeProblems },
});

export const Invitation = z
  .object({
    id: Id,
    email: z.string(),
    role: Role,
    expiresAt: Instant,
    link: z.string().optional().meta({ description: 'Shown once, when it is made' }),
  })
  .meta({ id: 'Invitation' });

export const listInvitations = createRoute({
  method: 'get',
  path: '/api/v1/invitations',
  operationId: 'listInvitations',
  tags: ['workspace'],
  responses: { 200: ok(z.object({ invitations: z.array(Invitation) }), 'Open invitations'), ...readProblems },
});
export const invite = createRoute({
  method: 'post',
  path: '/api/v1/invitations',
  operationId: 'invite',
  tags: ['workspace'],
  request: { body: body(z.object({ email: MailAddress, role: Role, userId: Id.optional() })) },
  responses: { 201: ok(Invitation, 'Pass the link on'), ...writeProblems },
});
export const withdrawInvitation = createRoute({
  method: 'delete',
  path: '/api/v1/invitations/{id}',
  operationId: 'withdrawInvitation',
  tags: ['workspace'],
  request: { params: IdParam },
  responses: { 204: { description: 'Withdrawn' }, ...writeProblems },
});
export const readInvitation = createRoute({
  method: 'get',
  path: '/api/v1/invitations/by-token/{token}',
  operationId: 'readInvitation',
  tags: ['workspace'],
  security: [],
  request: { params: z.object({ token: z.string().min(20).max(200) }) },
  responses: {
    200: ok(z.object({ email: z.string(), role: Role, workspaceName: z.string() }), 'What you are invited to'),
    ...readProblems,
  },
});
export const acceptInvitation = createRoute({
  method: 'post',
  path: '/api/v1/invitations/by-token/{token}/accept',
  operationId: 'acceptInvitation',
  tags: ['workspace'],
  security: [],
  request: {
    params: z.object({ token: z.string().min(20).max(200) }),
    body: body(z.object({ name: Text(120), password: NewPassword })),
  },
  responses: { 201: ok(z.object({ workspaceId: Id }), 'You are signed in'), ...writeProblems },
});

export const ApiKey = z
  .object({
    id: Id,
    name: z.string(),
    role: Role,
    start: z.string().nullable().meta({ description: 'Its first characters, to tell keys apart' }),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
    key: z.string().optional().meta({ description: 'Shown once, when it is made' }),
  })
  .meta({ id: 'ApiKey' });
export const listKeys = createRoute({
  method: 'get',
  path: '/api/v1/keys',
  operationId: 'listKeys',
  tags: ['workspace'],
  responses: { 200: ok(z.object({ keys: z.array(ApiKey) }), 'Keys of this workspace'), ...readProblems },
});
export const createKey = createRoute({
  method: 'post',
  path: '/api/v1/keys',
  operationId: 'createKey',
  tags: ['workspace'],
  request: { body: body(z.object({ name: Text(100), role: Role })) },
  responses: { 201: ok(ApiKey, 'Copy the key now; it is not shown again'), ...writeProblems },
});
export const revokeKey = createRoute({
  method: 'delete',
  path: '/api/v1/keys/{id}',
  operationId: 'revokeKey',
  tags: ['workspace'],
  request: { params: IdParam },
  responses: { 204: { description: 'Revoked' }, ...writeProblems },
});

export const Session = z
  .object({ id: Id, createdAt: Instant, expiresAt: Instant, userAgent: z.string().nullable(), isThisOne: z.boolean() })
  .meta({ id: 'Session' });
export const listSessions = createRoute({
  method: 'get',
  path: '/api/v1/sessions',
  operationId: 'listSessions',
  tags: ['workspace'],
  responses: { 200: ok(z.object({ sessions: z.array(Session) }), 'Where you are signed in'), ...readProblems },
});
export const revokeSession = createRoute({
  method: 'delete',
  path: '/api/v1/sessions/{id}',
  operationId: 'revokeSession',
  tags: ['workspace'],
  request: { params: IdParam },
  responses: { 204: { description: 'Signed out there' }, ...writeProblems },
});
