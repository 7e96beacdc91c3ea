import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readProblems, writeProblems } from '../problem.ts';
import { body, IdParam, ok } from '../record-routes.ts';
import { Id, Instant, Text } from '../values.ts';

const tags = ['capture'];

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
