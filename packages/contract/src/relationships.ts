import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readProblems } from './problem.ts';
import { IdParam, ok } from './record-routes.ts';
import { Instant, Named } from './values.ts';

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
