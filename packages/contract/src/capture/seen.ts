import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readProblems } from '../problem.ts';
import { ok } from '../record-routes.ts';
import { Day, Id, Named } from '../values.ts';

const tags = ['capture'];

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
