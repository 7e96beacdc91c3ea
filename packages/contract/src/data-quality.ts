import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { DuplicateKind } from './duplicates.ts';
import { PageQuery, pageOf } from './page.ts';
import { readProblems, writeProblems } from './problem.ts';
import { body, IdParam, ok } from './record-routes.ts';
import { Day, Id, Instant, Money, Named, Text } from './values.ts';

/** Hygiene (IN3) beside duplicates: what is missing, has gone stale, cannot be, or contradicts itself. */
const tags = ['hygiene'];

const RecordKindOfFinding = z.enum(['accounts', 'contacts', 'leads', 'deals']);

export const FindingRule = z
  .enum(['missing', 'stale', 'invalid', 'contradiction'])
  .meta({ id: 'FindingRule', description: 'Completeness, freshness, validity, contradiction' });

/** One question about one record. */
export const Finding = z
  .object({
    id: Id,
    rule: FindingRule,
    key: z.string().meta({ description: 'Which check: "deal.closedWithOpenSteps"' }),
    record: z.object({ kind: RecordKindOfFinding, id: Id, name: z.string(), owner: Named.nullable() }),
    field: z.string().nullable(),
    now: z.string().nullable().meta({ description: 'The value as it stands' }),
    question: z.string().meta({ description: 'One sentence, as a person would ask' }),
    why: z.string(),
    chance: z.number().nullable().meta({ description: 'That it is wrong or stale, where that is estimated' }),
    atStake: Money.nullable(),
    answers: z
      .array(
        z.object({
          key: z.string(),
          text: z.string(),
          /** Present: what would be written. Absent with `needsValue`: the person types it. */
          value: z.string().nullable(),
          needsValue: z.boolean(),
        }),
      )
      .meta({ description: 'The likely one first; numbered keys answer it' }),
    recordedAt: Instant,
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;

const filter = {
  rule: FindingRule.optional(),
  key: z.string().max(100).optional(),
  kind: RecordKindOfFinding.optional(),
  ownerId: Id.optional(),
  accountId: Id.optional(),
};

export const listFindings = createRoute({
  method: 'get',
  path: '/api/v1/hygiene/findings',
  operationId: 'listFindings',
  tags,
  request: { query: PageQuery.extend(filter) },
  responses: {
    200: ok(
      pageOf(Finding).extend({
        total: z.int(),
        groups: z.array(z.object({ key: z.string(), text: z.string(), rule: FindingRule, count: z.int(), canBulk: z.boolean() })),
      }),
      'By value at stake',
    ),
    ...readProblems,
  },
});

export const answerFinding = createRoute({
  method: 'post',
  path: '/api/v1/hygiene/findings/{id}/answer',
  operationId: 'answerFinding',
  tags,
  request: { params: IdParam, body: body(z.object({ answer: Text(60), value: Text(2_000).optional() })) },
  responses: {
    201: ok(z.object({ cleaningId: Id, sentence: z.string() }), 'Done; it can be undone'),
    ...writeProblems,
  },
});

export const answerFindings = createRoute({
  method: 'post',
  path: '/api/v1/hygiene/findings/answer',
  operationId: 'answerFindings',
  tags,
  description: 'The same answer to many findings of one check (bulk), at most 1,000 at once; undone as a whole.',
  request: {
    body: body(
      z.object({
        key: Text(100),
        answer: Text(60),
        ids: z.array(Id).max(1_000).optional().meta({ description: 'If left out: all open ones, those with most at stake first' }),
      }),
    ),
  },
  responses: {
    201: ok(
      z.object({
        cleaningId: Id,
        records: z.int(),
        skipped: z.int(),
        left: z.int().meta({ description: 'Open ones that were beyond the 1,000 of this call; ask again for them' }),
        sentence: z.string(),
      }),
      'Done',
    ),
    ...writeProblems,
  },
});

export const undoCleaning = createRoute({
  method: 'post',
  path: '/api/v1/hygiene/cleanings/{id}/undo',
  operationId: 'undoCleaning',
  tags,
  request: { params: IdParam },
  responses: {
    200: ok(
      z.object({
        restored: z.int(),
        conflicts: z.array(z.object({ record: Named, field: z.string(), nowIs: z.unknown(), wouldBe: z.unknown() })),
      }),
      'Taken back, except what somebody changed since',
    ),
    ...writeProblems,
  },
});

export const scanQuality = createRoute({
  method: 'post',
  path: '/api/v1/hygiene/scan',
  operationId: 'scanQuality',
  tags,
  responses: { 202: ok(z.object({ isRunning: z.boolean() }), 'Asked for'), ...writeProblems },
});

/** How far the data can be trusted, with its history. */
export const DataTrust = z
  .object({
    asOf: Day,
    value: z
      .number()
      .nullable()
      .meta({ description: '0 to 1: share of what matters that is there, fresh, valid and consistent; null: no records yet' }),
    interval: z.tuple([z.number(), z.number()]).nullable(),
    parts: z.array(
      z.object({
        rule: z.enum(['missing', 'stale', 'invalid', 'contradiction', 'duplicate']),
        value: z.number(),
        records: z.int(),
        open: z.int(),
        sentence: z.string(),
      }),
    ),
    byOwner: z
      .array(z.object({ owner: Named.nullable(), open: z.int(), atStake: z.array(Money) }))
      .meta({ description: 'Whom to ask, in order of the alphabet; not a ranking' }),
    history: z.array(z.object({ day: Day, value: z.number() })),
    cleanedThisWeek: z.int(),
    isScanning: z.boolean(),
    sentence: z.string(),
  })
  .meta({ id: 'DataTrust' });
export type DataTrust = z.infer<typeof DataTrust>;

export const getDataTrust = createRoute({
  method: 'get',
  path: '/api/v1/hygiene/trust',
  operationId: 'getDataTrust',
  tags,
  responses: { 200: ok(DataTrust, 'Now and over time'), ...readProblems },
});

/** What a few spare minutes could settle. */
export const CleanUpAtHand = z
  .object({
    questions: z.int().meta({ description: 'That are open' }),
    secondsPerQuestion: z.number().meta({ description: 'At the pace of whoever asks, once that is known' }),
    duplicates: z.array(
      z.object({
        kind: DuplicateKind,
        pairs: z.int(),
        names: z.tuple([z.string(), z.string()]).meta({ description: 'Of the surest pair' }),
      }),
    ),
  })
  .meta({ id: 'CleanUpAtHand' });
export type CleanUpAtHand = z.infer<typeof CleanUpAtHand>;

export const getCleanUpAtHand = createRoute({
  method: 'get',
  path: '/api/v1/hygiene/at-hand',
  operationId: 'getCleanUpAtHand',
  tags,
  request: { query: z.object({ ownerId: Id.optional().meta({ description: 'Whose records; unsaid: everybody’s' }) }) },
  responses: { 200: ok(CleanUpAtHand, 'How much there is to clean up, without the questions themselves'), ...readProblems },
});
