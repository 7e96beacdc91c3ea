import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery, pageOf } from './page.ts';
import { changeProblems, readProblems, writeProblems } from './problem.ts';
import { body, IdParam, IfMatch, ok } from './record-routes.ts';
import { Day, Id, Instant, Named, Text } from './values.ts';

/** Capture (IN2): mailboxes, calendars and files that fill the timelines by themselves. */
const tags = ['capture'];

export const CaptureKind = z.enum(['imap', 'caldav', 'calendarFeed', 'upload', 'watchedFolder']).meta({ id: 'CaptureKind' });

/** What colleagues see of what a source brought. Its owner always sees all that is kept. */
export const CaptureLevel = z.enum(['happened', 'subject', 'text']).meta({ id: 'CaptureLevel' });

export const CaptureFolder = z
  .object({
    path: z.string(),
    role: z
      .enum(['inbox', 'sent', 'archive', 'all', 'calendar', 'file', 'invitations', 'other'])
      .meta({ description: 'invitations: no folder on the server, but the meetings of invitations found in mail' }),
    isIncluded: z.boolean(),
    onServer: z
      .int()
      .nullable()
      .meta({ description: 'Messages that the server counts, since `since` if set; null: not counted, as in calendars' }),
    read: z.int().meta({ description: 'Of these, how many were read' }),
    unread: z.int().meta({ description: 'Read, but not understood: each with its reason' }),
    countedAt: Instant.nullable(),
  })
  .meta({ id: 'CaptureFolder' });

export const CaptureSource = z
  .object({
    id: Id,
    version: z.int(),
    kind: CaptureKind,
    name: z.string(),
    owner: Named,
    isOwn: z.boolean(),
    state: z.enum(['connecting', 'backfilling', 'active', 'waiting', 'needsAttention', 'paused']).meta({
      description: 'waiting: will be tried again by itself at `retryAt`; needsAttention: somebody has to do what `stateMessage` says',
    }),
    stateCode: z.string().nullable(),
    stateMessage: z.string().nullable().meta({ description: 'What is wrong and what to do, in words' }),
    retryAt: Instant.nullable(),
    lastReadAt: Instant.nullable(),
    progress: z
      .object({ done: z.int(), total: z.int().nullable(), secondsLeft: z.number().nullable() })
      .nullable()
      .meta({ description: 'While history is being read, newest first' }),
    counts: z.object({
      interactions: z.int(),
      waiting: z.int().meta({ description: 'Held back until somebody says who the people are' }),
      leftOut: z.int().meta({ description: 'Newsletters, automatic answers, internal mail and the like' }),
      unread: z.int(),
    }),
    leftOut: z
      .array(z.object({ reason: z.string(), count: z.int() }))
      .meta({ description: 'Why what was left out was, most frequent first; only to the owner' }),
    keepsText: z.boolean(),
    level: CaptureLevel,
    folders: z.array(CaptureFolder),
    /** Only to its owner. */
    settings: z
      .object({
        address: z.string().nullable(),
        aliases: z.array(z.string()),
        host: z.string().nullable(),
        port: z.int().nullable(),
        security: z.enum(['tls', 'starttls', 'none']).nullable(),
        userName: z.string().nullable(),
        url: z.string().nullable(),
        path: z.string().nullable(),
        authentication: z.enum(['password', 'token']).nullable(),
        since: Day.nullable().meta({ description: 'History is read and counted from this day on; null: all of it' }),
      })
      .nullable(),
  })
  .meta({ id: 'CaptureSource' });
export type CaptureSource = z.infer<typeof CaptureSource>;

const Secret = z.string().min(1).max(8_000).meta({ description: 'Kept sealed; never given back' });
const credentials = { userName: Text(320), password: Secret.optional(), accessToken: Secret.optional() };
const shared = {
  name: Text(200).optional(),
  aliases: z.array(z.email('takes a mail address such as ana@example.org')).max(50).default([]),
  keepsText: z.boolean().default(false),
  level: CaptureLevel.default('happened'),
  since: Day.optional().meta({ description: 'Day from which on history is read. If left out: all mail, and three years of calendars' }),
};

export const NewCaptureSource = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('imap'),
      address: z.email('takes a mail address such as ana@example.org'),
      host: Text(253),
      port: z.int().min(1).max(65_535).default(993),
      security: z.enum(['tls', 'starttls', 'none']).default('tls'),
      ...credentials,
      ...shared,
    }),
    z.object({ kind: z.literal('caldav'), url: z.url('takes the address of a calendar server, https://…'), ...credentials, ...shared }),
    z.object({
      kind: z.literal('calendarFeed'),
      url: z.string().regex(/^(https?|webcals?):\/\//, 'takes an address that begins with https:// or webcal://'),
      ...shared,
    }),
    z.object({
      kind: z.literal('watchedFolder'),
      path: Text(4_000).meta({ description: 'A folder on the server that its operator allowed' }),
      ...shared,
    }),
  ])
  .meta({ id: 'NewCaptureSource' });

export const suggestServer = createRoute({
  method: 'get',
  path: '/api/v1/capture/servers',
  operationId: 'suggestServer',
  tags,
  description: 'Servers of an address: from its domain, so that nobody has to know host and port.',
  request: { query: z.object({ address: z.email('takes a mail address such as ana@example.org') }) },
  responses: {
    200: ok(
      z.object({
        imap: z.object({ host: z.string(), port: z.int(), security: z.enum(['tls', 'starttls']) }).nullable(),
        caldav: z.object({ url: z.string() }).nullable(),
        advice: z.string().nullable().meta({ description: 'Such as: this provider wants an app password, and where it is made' }),
      }),
      'What is likely',
    ),
    ...readProblems,
  },
});

export const listCaptureSources = createRoute({
  method: 'get',
  path: '/api/v1/capture/sources',
  operationId: 'listCaptureSources',
  tags,
  responses: { 200: ok(z.object({ items: z.array(CaptureSource) }), 'Own ones first'), ...readProblems },
});

export const connectCaptureSource = createRoute({
  method: 'post',
  path: '/api/v1/capture/sources',
  operationId: 'connectCaptureSource',
  tags,
  description: 'Tries the connection before anything is kept: what does not work is refused with what to do.',
  request: { body: body(NewCaptureSource) },
  responses: { 201: ok(CaptureSource, 'Connected; history is being read'), ...writeProblems },
});

export const changeCaptureSource = createRoute({
  method: 'patch',
  path: '/api/v1/capture/sources/{id}',
  operationId: 'changeCaptureSource',
  tags,
  request: {
    params: IdParam,
    headers: IfMatch,
    body: body(
      z.object({
        name: Text(200).optional(),
        aliases: z.array(z.email('takes a mail address such as ana@example.org')).max(50).optional(),
        level: CaptureLevel.optional(),
        keepsText: z.boolean().optional().meta({ description: 'Off: texts kept so far are deleted' }),
        isPaused: z.boolean().optional(),
        password: Secret.optional(),
        accessToken: Secret.optional(),
        includedFolders: z.array(z.string()).max(2_000).optional(),
      }),
    ),
  },
  responses: { 200: ok(CaptureSource, 'Changed'), ...changeProblems },
});

export const removeCaptureSource = createRoute({
  method: 'delete',
  path: '/api/v1/capture/sources/{id}',
  operationId: 'removeCaptureSource',
  tags,
  request: {
    params: IdParam,
    query: z.object({ interactions: z.enum(['keep', 'remove']).default('keep') }),
  },
  responses: { 204: { description: 'Gone, and its credentials with it' }, ...writeProblems },
});

export const readNow = createRoute({
  method: 'post',
  path: '/api/v1/capture/sources/{id}/read',
  operationId: 'readNow',
  tags,
  request: { params: IdParam },
  responses: { 202: ok(CaptureSource, 'Asked for'), ...writeProblems },
});

export const uploadCapture = createRoute({
  method: 'post',
  path: '/api/v1/capture/files',
  operationId: 'uploadCapture',
  tags,
  description:
    'mbox, maildir as ZIP, .eml, a ZIP of these, or .ics. Read in the background. Address books (.vcf) and call logs (CSV) are imported.',
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': { schema: z.object({ files: z.union([z.any(), z.array(z.any())]) }).meta({ id: 'CaptureUpload' }) },
      },
    },
  },
  responses: { 201: ok(CaptureSource, 'Being read'), ...writeProblems },
});

export const listUnreadItems = createRoute({
  method: 'get',
  path: '/api/v1/capture/sources/{id}/unread',
  operationId: 'listUnreadItems',
  tags,
  description: 'What could not be understood, where it is, and why. Only to the owner.',
  request: { params: IdParam, query: PageQuery },
  responses: {
    200: ok(pageOf(z.object({ where: z.string(), reason: z.string(), recordedAt: Instant })), 'Newest first'),
    ...readProblems,
  },
});

/** Somebody who wrote or was written to and is in no record. */
export const UnknownPerson = z
  .object({
    address: z.string(),
    name: z.string().nullable(),
    otherNames: z.array(z.string()),
    messages: z.int(),
    meetings: z.int(),
    fromThem: z.int(),
    fromUs: z.int(),
    firstAt: Instant,
    lastAt: Instant,
    title: z.string().nullable().meta({ description: 'From the signature' }),
    phone: z.string().nullable(),
    subjects: z.array(z.string()).meta({ description: 'The last few, to remember who it is; only to the owner' }),
    proposal: z
      .discriminatedUnion('action', [
        z.object({ action: z.literal('link'), contact: Named, account: Named.nullable(), why: z.string() }),
        z.object({ action: z.literal('create'), account: Named.nullable(), accountName: z.string().nullable(), why: z.string() }),
        z.object({ action: z.literal('ignore'), why: z.string() }),
        z.object({ action: z.literal('private'), why: z.string() }),
      ])
      .meta({ description: 'What is likely right; nothing happens until somebody says so' }),
  })
  .meta({ id: 'UnknownPerson' });
export type UnknownPerson = z.infer<typeof UnknownPerson>;

export const listUnknownPeople = createRoute({
  method: 'get',
  path: '/api/v1/capture/unknown-people',
  operationId: 'listUnknownPeople',
  tags,
  request: { query: PageQuery },
  responses: {
    200: ok(pageOf(UnknownPerson).extend({ total: z.int() }), 'Most worth deciding first; only of own sources'),
    ...readProblems,
  },
});

export const decideUnknownPerson = createRoute({
  method: 'post',
  path: '/api/v1/capture/unknown-people/decide',
  operationId: 'decideUnknownPerson',
  tags,
  request: {
    body: body(
      z.discriminatedUnion('action', [
        z.object({ action: z.literal('link'), address: Text(320), contactId: Id }),
        z.object({
          action: z.literal('create'),
          address: Text(320),
          name: Text(300),
          title: Text(300).optional(),
          accountId: Id.optional(),
          newAccountName: Text(300).optional(),
        }),
        z.object({ action: z.enum(['ignore', 'private']), address: Text(320), scope: z.enum(['address', 'domain']).default('address') }),
      ]),
    ),
  },
  responses: {
    201: ok(
      z.object({ decisionId: Id, contact: Named.nullable(), interactions: z.int().meta({ description: 'How many found their place' }) }),
      'Decided',
    ),
    ...writeProblems,
  },
});

export const undoUnknownPerson = createRoute({
  method: 'post',
  path: '/api/v1/capture/decisions/{id}/undo',
  operationId: 'undoUnknownPerson',
  tags,
  request: { params: IdParam },
  responses: { 204: { description: 'Waiting again' }, ...writeProblems },
});

const Exclusion = z
  .object({
    id: Id,
    pattern: z.string(),
    kind: z.enum(['address', 'domain']),
    action: z.enum(['ignore', 'private']),
    isForEveryone: z.boolean(),
    recordedAt: Instant,
  })
  .meta({ id: 'Exclusion' });

export const listExclusions = createRoute({
  method: 'get',
  path: '/api/v1/capture/exclusions',
  operationId: 'listExclusions',
  tags,
  responses: { 200: ok(z.object({ items: z.array(Exclusion) }), 'Addresses and domains that are left out'), ...readProblems },
});

export const addExclusion = createRoute({
  method: 'post',
  path: '/api/v1/capture/exclusions',
  operationId: 'addExclusion',
  tags,
  request: {
    body: body(
      z.object({ pattern: Text(320), action: z.enum(['ignore', 'private']).default('private'), isForEveryone: z.boolean().default(false) }),
    ),
  },
  responses: { 201: ok(Exclusion, 'Left out from now on'), ...writeProblems },
});

export const removeExclusion = createRoute({
  method: 'delete',
  path: '/api/v1/capture/exclusions/{id}',
  operationId: 'removeExclusion',
  tags,
  request: { params: IdParam },
  responses: { 204: { description: 'Captured again from now on' }, ...writeProblems },
});

/** A next step or a field of a contact that reading suggests. */
export const Proposal = z
  .object({
    id: Id,
    kind: z.enum(['nextStep', 'contactField']),
    contact: Named.nullable(),
    deal: Named.nullable(),
    field: z.string().nullable(),
    value: z.string(),
    now: z.string().nullable(),
    promisedBy: z.enum(['us', 'them']).nullable(),
    dueOn: Day.nullable(),
    evidence: z.string().meta({ description: 'Where it was read: "signature of 12 May"' }),
    interactionId: Id.nullable(),
    recordedAt: Instant,
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;

export const listProposals = createRoute({
  method: 'get',
  path: '/api/v1/capture/proposals',
  operationId: 'listProposals',
  tags,
  request: { query: PageQuery.extend({ contactId: Id.optional(), accountId: Id.optional(), dealId: Id.optional() }) },
  responses: { 200: ok(pageOf(Proposal), 'Newest first'), ...readProblems },
});

export const decideProposal = createRoute({
  method: 'post',
  path: '/api/v1/capture/proposals/{id}/decide',
  operationId: 'decideProposal',
  tags,
  request: { params: IdParam, body: body(z.object({ choice: z.enum(['accept', 'dismiss']) })) },
  responses: { 204: { description: 'Done' }, ...writeProblems },
});

export const undoProposal = createRoute({
  method: 'post',
  path: '/api/v1/capture/proposals/{id}/undo',
  operationId: 'undoProposal',
  tags,
  description: 'Takes a decision back: what accepting wrote goes, except where somebody changed it since.',
  request: { params: IdParam },
  responses: { 204: { description: 'Open again' }, ...writeProblems },
});

export const hideThread = createRoute({
  method: 'post',
  path: '/api/v1/interactions/{id}/hide',
  operationId: 'hideThread',
  tags,
  description: 'Hides the whole thread from colleagues who took no part in it; or shows it again.',
  request: { params: IdParam, body: body(z.object({ isHidden: z.boolean() })) },
  responses: { 204: { description: 'Done' }, ...writeProblems },
});

/** How much of a person's work the data show. */
export const Seen = z
  .object({
    user: Named,
    channels: z.array(
      z.object({
        channel: z.enum(['mail', 'calendar', 'phone', 'inPerson']),
        isCovered: z.boolean(),
        since: Day.nullable().meta({ description: 'Of the oldest that its sources brought; null before their history was read' }),
        share: z.number().nullable().meta({ description: 'Working days of the last 90 with at least one record of this channel, 0 to 1' }),
      }),
    ),
    sentence: z.string(),
  })
  .meta({ id: 'Seen' });
export type Seen = z.infer<typeof Seen>;

export const getSeen = createRoute({
  method: 'get',
  path: '/api/v1/capture/seen',
  operationId: 'getSeen',
  tags,
  request: { query: z.object({ userId: Id.optional() }) },
  responses: { 200: ok(Seen, 'What is seen of one person, oneself if left out'), ...readProblems },
});

/** Who here knows whom there. */
export const WhoKnowsWhom = z
  .object({
    people: z.array(
      z.object({
        contact: Named.extend({ title: z.string().nullable() }),
        ties: z.array(
          z.object({
            user: Named,
            fromThem: z.int(),
            fromUs: z.int(),
            meetings: z.int(),
            firstAt: Instant,
            lastAt: Instant,
            lastFromThemAt: Instant.nullable(),
          }),
        ),
      }),
    ),
    restsOnOne: z
      .array(z.object({ user: Named, contacts: z.array(Named), share: z.number(), sentence: z.string() }))
      .meta({ description: 'What would be lost if that colleague were away' }),
    sentence: z.string(),
  })
  .meta({ id: 'WhoKnowsWhom' });
export type WhoKnowsWhom = z.infer<typeof WhoKnowsWhom>;

export const whoKnowsWhom = createRoute({
  method: 'get',
  path: '/api/v1/accounts/{id}/ties',
  operationId: 'whoKnowsWhom',
  tags: ['accounts'],
  request: { params: IdParam },
  responses: { 200: ok(WhoKnowsWhom, 'By contact, most recent first'), ...readProblems },
});
