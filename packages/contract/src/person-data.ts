import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readProblems, writeProblems } from './problem.ts';
import { body, IdParam, ok } from './record-routes.ts';
import { Instant, Text } from './values.ts';

export const PersonData = z
  .object({
    name: z.string(),
    gatheredAt: Instant,
    parts: z.array(
      z.object({
        kind: z.string().meta({ description: 'contacts, leads, contactPoints, interactions, notes, changes …' }),
        rows: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
  })
  .meta({ id: 'PersonData' });
export type PersonData = z.infer<typeof PersonData>;

const description =
  'Everything that is stored of this person, as it is stored: what erasing them would blank, and what they may ask for. Admins only. Texts of mails that a colleague keeps for themselves are not in it.';
const responses = { 200: ok(PersonData, 'All of it'), ...readProblems, 403: writeProblems[403] };

export const everythingAboutContact = createRoute({
  method: 'get',
  path: '/api/v1/contacts/{id}/everything',
  operationId: 'everythingAboutContact',
  tags: ['contacts'],
  description,
  request: { params: IdParam },
  responses,
});

export const everythingAboutLead = createRoute({
  method: 'get',
  path: '/api/v1/leads/{id}/everything',
  operationId: 'everythingAboutLead',
  tags: ['leads'],
  description,
  request: { params: IdParam },
  responses,
});

export const eraseLead = createRoute({
  method: 'post',
  path: '/api/v1/leads/{id}/erase',
  operationId: 'eraseLead',
  tags: ['leads'],
  description: 'Blanks this person everywhere, history included, also as the contact that they became. Cannot be undone; admins only.',
  request: { params: IdParam, body: body(z.object({ reason: Text(500) })) },
  responses: { 200: ok(z.object({ erasedAt: Instant, records: z.int() }), 'Erased'), ...writeProblems },
});
