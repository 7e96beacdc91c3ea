import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery, pageOf } from '../page.ts';
import { readProblems, writeProblems } from '../problem.ts';
import { body, IdParam, ok } from '../record-routes.ts';
import { Id, Instant, Named, Text } from '../values.ts';

const tags = ['capture'];

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
