import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery, pageOf } from '../page.ts';
import { readProblems, writeProblems } from '../problem.ts';
import { body, IdParam, ok } from '../record-routes.ts';
import { Day, Id, Instant, Named } from '../values.ts';

const tags = ['capture'];

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
