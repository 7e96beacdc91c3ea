import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { writeProblems } from '../problem.ts';
import { body, IdParam } from '../record-routes.ts';

const tags = ['capture'];

export const hideThread = createRoute({
  method: 'post',
  path: '/api/v1/interactions/{id}/hide',
  operationId: 'hideThread',
  tags,
  description: 'Hides the whole thread from colleagues who took no part in it; or shows it again.',
  request: { params: IdParam, body: body(z.object({ isHidden: z.boolean() })) },
  responses: { 204: { description: 'Done' }, ...writeProblems },
});
