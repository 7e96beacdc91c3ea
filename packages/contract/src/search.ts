import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readProblems } from './problem.ts';
import { ok } from './record-routes.ts';
import { Id } from './values.ts';

export const Hit = z
  .object({ kind: z.enum(['account', 'contact', 'deal', 'lead']), id: Id, title: z.string(), subtitle: z.string().nullable() })
  .meta({ id: 'Hit' });
export type Hit = z.infer<typeof Hit>;

export const search = createRoute({
  method: 'get',
  path: '/api/v1/search',
  operationId: 'search',
  tags: ['search'],
  request: { query: z.object({ q: z.string().trim().min(1).max(200), limit: z.coerce.number().int().min(1).max(50).default(12) }) },
  responses: { 200: ok(z.object({ hits: z.array(Hit) }), 'Best first; spelling may be off'), ...readProblems },
});
