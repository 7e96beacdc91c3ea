import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery, pageOf } from './page.ts';
import { readProblems, writeProblems } from './problem.ts';
import { body, ok } from './record-routes.ts';
import { Id, Instant, Named, Text } from './values.ts';

export const InteractionType = z.enum(['mail', 'meeting', 'call', 'chat', 'visit', 'task', 'other']);
export const Direction = z.enum(['in', 'out', 'both']);

export const Interaction = z
  .object({
    id: Id,
    type: InteractionType,
    direction: Direction,
    state: z.enum(['done', 'planned', 'cancelled']),
    occurredAt: Instant,
    recordedAt: Instant,
    durationMinutes: z.int().nullable(),
    way: z.enum(['inPerson', 'remote', 'hybrid']).nullable().meta({
      description: 'Of a captured meeting, where its calendar says. hybrid: it has a place and a link, and who sat where is not known',
    }),
    subject: z.string().nullable(),
    body: z.string().nullable(),
    user: Named.nullable(),
    contact: Named.nullable(),
    account: Named.nullable(),
    deal: Named.nullable(),
    newTextLength: z
      .int()
      .nullable()
      .meta({ description: 'Characters that the writer of a captured mail added: without quotes and signature' }),
    asksQuestion: z.boolean().nullable(),
    isHidden: z.boolean().meta({ description: 'Its thread is hidden from colleagues who took no part in it' }),
    answers: z
      .object({ id: Id, afterMinutes: z.int() })
      .nullable()
      .meta({ description: 'The interaction of the other side that this one answers' }),
    thread: z
      .object({ id: Id, begunBy: z.enum(['us', 'them']).nullable() })
      .nullable()
      .meta({ description: 'Of captured mail and meetings: what belongs together' }),
    participants: z.array(
      z.object({
        role: z.enum(['from', 'to', 'cc', 'organiser', 'attendee']),
        user: Named.nullable(),
        contact: Named.nullable(),
        address: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Interaction' });
export type Interaction = z.infer<typeof Interaction>;

export const NewInteraction = z
  .object({
    type: InteractionType,
    direction: Direction.default('both'),
    occurredAt: Instant.optional().meta({ description: 'Now, if left out' }),
    durationMinutes: z.int().min(0).max(1440).optional(),
    subject: Text(500).optional(),
    body: Text(20_000).optional(),
    contactIds: z.array(Id).max(50).default([]),
    accountId: Id.optional(),
    dealId: Id.optional(),
    leadId: Id.optional(),
  })
  .meta({ id: 'NewInteraction', description: '"We spoke": one tap. At least one of contact, account, deal, lead is given.' });

export const createInteraction = createRoute({
  method: 'post',
  path: '/api/v1/interactions',
  operationId: 'createInteraction',
  tags: ['interactions'],
  request: { body: body(NewInteraction) },
  responses: { 201: ok(Interaction, 'Recorded'), ...writeProblems },
});

export const removeInteraction = createRoute({
  method: 'delete',
  path: '/api/v1/interactions/{id}',
  operationId: 'removeInteraction',
  tags: ['interactions'],
  description: 'Takes back an interaction that you entered here by hand within the last day.',
  request: { params: z.object({ id: Id }) },
  responses: { 204: { description: 'Taken back' }, ...writeProblems },
});

const about = z.object({
  accountId: Id.optional(),
  contactId: Id.optional(),
  dealId: Id.optional(),
  leadId: Id.optional(),
});

export const listInteractions = createRoute({
  method: 'get',
  path: '/api/v1/interactions',
  operationId: 'listInteractions',
  tags: ['interactions'],
  request: {
    query: PageQuery.extend(about.shape).extend({
      userId: Id.optional(),
      type: InteractionType.optional(),
      from: Instant.optional(),
      to: Instant.optional(),
    }),
  },
  responses: { 200: ok(pageOf(Interaction), 'Newest first'), ...readProblems },
});

export const Change = z
  .object({
    id: Id,
    recordKind: z.enum(['accounts', 'contacts', 'leads', 'deals']),
    recordId: Id,
    field: z.string(),
    from: z.unknown(),
    to: z.unknown(),
    occurredAt: Instant,
    recordedAt: Instant,
    user: Named.nullable(),
    source: z.enum(['user', 'api', 'import', 'undo', 'system']),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof Change>;

const entry = <K extends string, T extends z.ZodRawShape>(kind: K, shape: T) =>
  z.object({ kind: z.literal(kind), id: Id, at: Instant, ...shape });

export const TimelineEntry = z
  .discriminatedUnion('kind', [
    entry('interaction', { interaction: Interaction }),
    entry('change', { change: Change }),
    entry('note', { note: z.object({ id: Id, body: z.string(), author: Named.nullable() }) }),
    entry('nextStep', {
      nextStep: z.object({
        id: Id,
        what: z.string(),
        promisedBy: z.enum(['us', 'them']),
        status: z.enum(['open', 'kept', 'broken', 'dropped']),
      }),
    }),
  ])
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const timeline = createRoute({
  method: 'get',
  path: '/api/v1/timeline/{kind}/{id}',
  operationId: 'timeline',
  tags: ['interactions'],
  request: { params: z.object({ kind: z.enum(['accounts', 'contacts', 'deals', 'leads']), id: Id }), query: PageQuery },
  responses: { 200: ok(pageOf(TimelineEntry), 'Newest first: interactions, changes, notes, settled next steps'), ...readProblems },
});
