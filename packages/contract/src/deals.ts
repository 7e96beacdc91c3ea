import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Gauge, Reason, RecordRef } from './gauge.ts';
import { Flag } from './page.ts';
import { readProblems, writeProblems } from './problem.ts';
import { body, IdParam, ok, patchOf, recordRoutes } from './record-routes.ts';
import { AmountMinor, Currency, Custom, Day, Id, Instant, Named, Stored, Text } from './values.ts';

export const DealStatus = z.enum(['open', 'won', 'lost']);

const editable = z.object({
  name: Text(300),
  accountId: Id.nullable(),
  ownerId: Id.nullable(),
  stageId: Id.meta({ description: 'The stage says which pipeline, and whether the deal is open, won or lost' }),
  status: DealStatus,
  amountMinor: AmountMinor.nonnegative().nullable(),
  currency: Currency.nullable(),
  openedAt: Instant.nullable(),
  expectedCloseOn: Day.nullable(),
  closedAt: Instant.nullable(),
  lossReason: Text(500).nullable(),
  competitor: Text(300).nullable(),
  leadSource: Text(200).nullable(),
  type: Text(100).nullable(),
  description: Text(20_000).nullable(),
});

export const AdviceKind = z.enum(['work', 'decide', 'letGo']);

export const Deal = Stored.extend(editable.shape)
  .extend({
    statedProbability: z.number().nullable().meta({ description: 'What the source system stated; shown as theirs' }),
    custom: Custom,
    account: Named.nullable(),
    owner: Named.nullable(),
    pipeline: Named,
    stage: Named,
    product: Named.nullable(),
    pushes: z.int().meta({ description: 'How often the expected close moved to a later month' }),
    lastInteractionAt: Instant.nullable(),
    nextStep: z.object({ id: Id, what: z.string(), promisedBy: z.enum(['us', 'them']), dueOn: Day.nullable() }).nullable(),
    ageDays: z.int().nullable().meta({ description: 'From opening to the as-of day, or to closing' }),
    chance: z.number().nullable().meta({ description: 'To be won; null: cannot be told, or closed' }),
    advice: AdviceKind.nullable(),
  })
  .meta({ id: 'Deal' });
export type Deal = z.infer<typeof Deal>;

const Who = z.object({ kind: z.enum(['contact', 'account', 'deal', 'user', 'lead']), id: z.string(), name: z.string() });

export const DealAdvice = z
  .object({
    kind: AdviceKind,
    reasons: z.array(Reason),
    whatWouldChangeThis: z.array(z.string()),
    whoCanSee: z.array(Who),
    suggestion: z.string(),
  })
  .meta({ id: 'DealAdvice' });

export const Missing = z
  .object({ key: z.string(), text: z.string(), records: z.array(RecordRef) })
  .meta({ id: 'Missing', description: 'What is missing for the next step, most important first' });

export const DealOutlook = z
  .object({
    asOf: Day,
    ageDays: z.number().nullable(),
    chance: Gauge,
    chanceInPeriod: Gauge,
    closing: Gauge.meta({ description: 'The day it would be won: value median, interval 80 %' }),
    longerThan: z.number().nullable().meta({ description: 'Share of won deals of its kind that were won at a younger age' }),
    olderThanAnyWon: z.boolean().nullable(),
    kindLabel: z.string(),
    wonOfKind: z.number(),
    curve: z
      .object({ ages: z.array(z.number()), shareWon: z.array(z.number()), low: z.array(z.number()), high: z.array(z.number()) })
      .nullable()
      .meta({ description: 'Share of deals of this kind won by that age in days' }),
    sentence: z.string(),
  })
  .meta({ id: 'DealOutlook' });

export const DealFull = Deal.extend({
  contacts: z.array(
    z.object({
      id: Id,
      name: z.string(),
      title: z.string().nullable(),
      role: z.string().nullable(),
      isPrimary: z.boolean(),
      email: z.string().nullable(),
      lastInteractionAt: Instant.nullable(),
    }),
  ),
  lines: z.array(
    z.object({
      product: Named,
      quantity: z.number().nullable(),
      unitPriceMinor: AmountMinor.nullable(),
      amountMinor: AmountMinor.nullable(),
    }),
  ),
  outlook: DealOutlook.nullable(),
  missing: z.array(Missing),
  adviceFull: DealAdvice.nullable(),
}).meta({ id: 'DealFull' });
export type DealFull = z.infer<typeof DealFull>;

export const NewDeal = editable
  .partial()
  .extend({ name: Text(300), stageId: Id.optional() })
  .meta({ id: 'NewDeal' });
export const DealPatch = patchOf(editable).meta({ id: 'DealPatch' });

export const dealRoutes = recordRoutes({
  path: 'deals',
  one: 'Deal',
  Item: Deal,
  Full: DealFull,
  New: NewDeal,
  Patch: DealPatch,
  filters: {
    q: z.string().trim().max(200).optional(),
    status: z
      .enum([...DealStatus.options, 'closed'])
      .optional()
      .meta({ description: 'closed: won or lost' }),
    ownerId: Id.optional(),
    teamId: Id.optional(),
    accountId: Id.optional(),
    contactId: Id.optional(),
    stageId: Id.optional(),
    pipelineId: Id.optional(),
    productId: Id.optional(),
    pipeline: Text(300).optional().meta({ description: 'By name, as gauges name a kind of deal; so are product, segment and source' }),
    product: Text(300).optional(),
    segment: Text(300).optional().meta({ description: 'Industry of the account' }),
    source: Text(300).optional(),
    closeFrom: Day.optional(),
    closeTo: Day.optional(),
    pastDate: Flag.optional(),
    withoutNextStep: Flag.optional().meta({ description: 'true: open deals that nobody has promised anything about' }),
    deleted: Flag.optional(),
    sort: z
      .enum(['expectedCloseOn', 'name', 'amountMinor', 'openedAt', 'closedAt', 'lastInteractionAt', 'recordedAt'])
      .default('expectedCloseOn'),
    order: z.enum(['asc', 'desc']).default('asc'),
  },
});

export const setBuyingGroup = createRoute({
  method: 'put',
  path: '/api/v1/deals/{id}/contacts',
  operationId: 'setBuyingGroup',
  tags: ['deals'],
  request: {
    params: IdParam,
    body: body(z.object({ contacts: z.array(z.object({ contactId: Id, role: Text(100).nullable(), isPrimary: z.boolean() })).max(200) })),
  },
  responses: { 200: ok(DealFull, 'Changed'), ...writeProblems },
});

export const listPipelines = createRoute({
  method: 'get',
  path: '/api/v1/pipelines',
  operationId: 'listPipelines',
  tags: ['deals'],
  responses: {
    200: ok(
      z.object({
        pipelines: z.array(
          z.object({
            id: Id,
            name: z.string(),
            stages: z.array(z.object({ id: Id, name: z.string(), status: DealStatus, position: z.int() })),
          }),
        ),
      }),
      'Pipelines with their stages in order',
    ),
    ...readProblems,
  },
});

export const listProducts = createRoute({
  method: 'get',
  path: '/api/v1/products',
  operationId: 'listProducts',
  tags: ['deals'],
  responses: {
    200: ok(
      z.object({
        products: z.array(
          z.object({
            id: Id,
            name: z.string(),
            code: z.string().nullable(),
            family: z.string().nullable(),
            priceMinor: AmountMinor.nullable(),
            priceCurrency: Currency.nullable(),
            isActive: z.boolean(),
          }),
        ),
      }),
      'Products by name',
    ),
    ...readProblems,
  },
});
