import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery, pageOf } from '../page.ts';
import { readProblems } from '../problem.ts';
import { IdParam, ok } from '../record-routes.ts';
import { Instant } from '../values.ts';

const tags = ['capture'];

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
