import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery, pageOf } from './page.ts';
import { readProblems, writeProblems } from './problem.ts';
import { body, IdParam, ok } from './record-routes.ts';
import { Id, Instant, Named } from './values.ts';

/** Hygiene (IN3): records that are one and stand here twice; merging them and taking it back. */
const tags = ['hygiene'];

export const DuplicateKind = z.enum(['accounts', 'contacts', 'leads']).meta({ id: 'DuplicateKind' });
export type DuplicateKind = z.infer<typeof DuplicateKind>;

const Probability = z.number().min(0).max(1);

/** One bar of the waterfall: what agreement or difference in one field says. */
export const DuplicateTerm = z
  .object({
    field: z.string().meta({ description: 'What was compared: name, email, phone, …; "prior" for how likely any two are the same' }),
    weight: z.number().meta({ description: 'Bits (log2 odds): above 0 speaks for one and the same, below 0 against' }),
    text: z.string().meta({ description: 'In words: "Same mail address"' }),
  })
  .meta({ id: 'DuplicateTerm' });

/** Two records that may be one, with the reasons. */
export const DuplicatePair = z
  .object({
    aId: Id,
    bId: Id,
    probability: Probability,
    weight: z.number().meta({ description: 'Sum of the terms, in bits' }),
    terms: z.array(DuplicateTerm),
  })
  .meta({ id: 'DuplicatePair' });
export type DuplicatePair = z.infer<typeof DuplicatePair>;

/** One of the records, as much of it as helps to decide. */
export const DuplicateRecord = z
  .object({
    id: Id,
    name: z.string(),
    owner: Named.nullable(),
    account: Named.nullable(),
    createdAt: Instant.nullable(),
    recordedAt: Instant,
    lastInteractionAt: Instant.nullable(),
    points: z.array(z.object({ kind: z.string(), value: z.string() })).meta({ description: 'Contact points; all of them are kept' }),
    interactions: z.int().meta({ description: 'What would move with it' }),
    deals: z.int(),
    contacts: z.int(),
  })
  .meta({ id: 'DuplicateRecord' });
export type DuplicateRecord = z.infer<typeof DuplicateRecord>;

/** Records that are probably one: two, or more where each is tied to the others. */
export const DuplicateCluster = z
  .object({
    id: z.string().meta({ description: 'Stable while the same records are in it' }),
    kind: DuplicateKind,
    probability: Probability.meta({ description: 'Of its weakest tie' }),
    canMergeAlone: z.boolean().meta({ description: 'So sure that estimated precision is above 0.995' }),
    keepId: Id.meta({ description: 'Proposed to stay: the most complete, then the oldest' }),
    records: z.array(DuplicateRecord),
    fields: z
      .array(
        z.object({
          field: z.string().meta({ description: 'As the record has it: city, title, ownerId; custom fields as custom.NAME' }),
          values: z.array(z.unknown()).meta({ description: 'In the order of `records`; null: nothing stands there' }),
          shown: z.array(z.string().nullable()).meta({ description: 'The same, as a person reads it: names instead of ids' }),
          differs: z.boolean().meta({ description: 'Two of them say different things: choose which stays' }),
        }),
      )
      .meta({ description: 'Only fields in which at least one says something' }),
    pairs: z.array(DuplicatePair),
  })
  .meta({ id: 'DuplicateCluster' });
export type DuplicateCluster = z.infer<typeof DuplicateCluster>;

export const listDuplicates = createRoute({
  method: 'get',
  path: '/api/v1/duplicates',
  operationId: 'listDuplicates',
  tags,
  request: {
    query: PageQuery.extend({
      kind: DuplicateKind,
      minProbability: z.coerce.number().min(0).max(1).optional(),
      recordId: Id.optional().meta({ description: 'Only those with this record' }),
      ownerId: Id.optional().meta({ description: 'Only those with a record of this user' }),
    }),
  },
  responses: {
    200: ok(
      pageOf(DuplicateCluster).extend({
        counts: z.object({ accounts: z.int(), contacts: z.int(), leads: z.int() }).meta({ description: 'Pairs that wait, by kind' }),
      }),
      'The surest first',
    ),
    ...readProblems,
  },
});

export const LikelySame = z
  .object({ record: DuplicateRecord, probability: Probability, weight: z.number(), terms: z.array(DuplicateTerm) })
  .meta({ id: 'LikelySame' });

export const checkDuplicates = createRoute({
  method: 'post',
  path: '/api/v1/duplicates/check',
  operationId: 'checkDuplicates',
  tags,
  description: 'Whether a record that is being typed stands here already. Writes nothing.',
  request: {
    body: body(
      z.object({
        kind: DuplicateKind,
        values: z.record(z.string().max(100), z.unknown()).meta({
          description: 'Fields as they would be created: name, firstName, lastName, points, company, email, phone, domain, city, …',
        }),
        exceptId: Id.optional().meta({ description: 'The record itself, when it is being changed' }),
      }),
    ),
  },
  responses: { 200: ok(z.object({ items: z.array(LikelySame) }), 'Above 0.65, the likeliest first; at most 10'), ...writeProblems },
});

/** What undo could not take back, because somebody changed it since. */
export const MergeConflict = z
  .object({
    recordKind: z.string(),
    recordId: Id,
    name: z.string().nullable(),
    field: z.string(),
    mergeWrote: z.unknown(),
    nowIs: z.unknown(),
    wouldBe: z.unknown(),
    why: z.string().meta({ description: 'One sentence' }),
  })
  .meta({ id: 'MergeConflict' });

export const Merge = z
  .object({
    id: Id,
    kind: DuplicateKind,
    kept: Named,
    merged: z.array(Named),
    mergedAt: Instant,
    mergedBy: Named.nullable(),
    moved: z.int().meta({ description: 'Rows that point at the kept record now' }),
    filled: z.array(z.string()).meta({ description: 'Fields of the kept record that it took from the others' }),
    batchId: Id.nullable().meta({ description: 'Of a merge-all' }),
    undoneAt: Instant.nullable(),
    canUndo: z.boolean(),
    conflicts: z.array(MergeConflict),
  })
  .meta({ id: 'Merge' });
export type Merge = z.infer<typeof Merge>;

export const mergeDuplicates = createRoute({
  method: 'post',
  path: '/api/v1/duplicates/merge',
  operationId: 'mergeDuplicates',
  tags,
  description:
    'Everything of the merged records moves to the kept one; its empty fields are filled from them. They are put aside and say where they went. Undo gives all of it back.',
  request: {
    body: body(
      z.object({
        kind: DuplicateKind,
        keepId: Id,
        mergeIds: z.array(Id).min(1).max(50),
        values: z
          .record(z.string().max(200), Id)
          .optional()
          .meta({ description: 'Per field the record whose value stays; unsaid: the kept one’s, or the first that has any' }),
      }),
    ),
  },
  responses: { 201: ok(Merge, 'Merged; it can be undone'), ...writeProblems },
});

export const listMerges = createRoute({
  method: 'get',
  path: '/api/v1/merges',
  operationId: 'listMerges',
  tags,
  request: { query: PageQuery.extend({ kind: DuplicateKind.optional(), recordId: Id.optional(), batchId: Id.optional() }) },
  responses: { 200: ok(pageOf(Merge), 'The newest first'), ...readProblems },
});

export const undoMerge = createRoute({
  method: 'post',
  path: '/api/v1/merges/{id}/undo',
  operationId: 'undoMerge',
  tags,
  description: 'Takes back what the merge did. What somebody changed since stays and is listed.',
  request: { params: IdParam },
  responses: { 200: ok(Merge, 'Taken back'), ...writeProblems },
});

export const notTheSame = createRoute({
  method: 'post',
  path: '/api/v1/duplicates/not-same',
  operationId: 'notTheSame',
  tags,
  description: 'These are different: none of their pairs is proposed again.',
  request: { body: body(z.object({ kind: DuplicateKind, ids: z.array(Id).min(2).max(50) })) },
  responses: { 201: ok(z.object({ id: Id, pairs: z.int() }), 'Remembered'), ...writeProblems },
});

export const undoNotTheSame = createRoute({
  method: 'delete',
  path: '/api/v1/duplicates/not-same/{id}',
  operationId: 'undoNotTheSame',
  tags,
  request: { params: IdParam },
  responses: { 204: { description: 'They may be proposed again' }, ...writeProblems },
});

/** Merging all that is surer than a chosen certainty; undone as a whole. */
export const MergeBatch = z
  .object({
    id: Id,
    kind: DuplicateKind,
    minProbability: Probability,
    status: z.enum(['waiting', 'running', 'done', 'failed', 'undoing', 'undone']),
    clusters: z.int(),
    done: z.int(),
    merged: z.int().meta({ description: 'Records that went into others' }),
    error: z.string().nullable(),
    conflicts: z.array(MergeConflict),
    startedAt: Instant,
    finishedAt: Instant.nullable(),
    undoneAt: Instant.nullable(),
  })
  .meta({ id: 'MergeBatch' });
export type MergeBatch = z.infer<typeof MergeBatch>;

export const mergeAll = createRoute({
  method: 'post',
  path: '/api/v1/duplicates/merge-all',
  operationId: 'mergeAll',
  tags,
  description: 'For managers and admins: nobody looks at each group here, so only what may be merged unasked is taken.',
  request: {
    body: body(
      z.object({
        kind: DuplicateKind,
        minProbability: Probability.optional().meta({
          description: 'At least `leastProbability` of the answer, from which on estimated precision is above 0.995; unsaid: just that',
        }),
        dryRun: z.boolean().default(true).meta({ description: 'Only count; unsaid: yes' }),
      }),
    ),
  },
  responses: {
    202: ok(
      z.object({
        clusters: z.int(),
        records: z.int().meta({ description: 'That would go into others' }),
        leastProbability: Probability.meta({
          description: 'Less sure than this nothing is merged in bulk',
        }),
        batch: MergeBatch.nullable().meta({ description: 'null: it was only counted' }),
      }),
      'Counted, or asked for',
    ),
    ...writeProblems,
  },
});

export const listMergeBatches = createRoute({
  method: 'get',
  path: '/api/v1/duplicates/merge-all',
  operationId: 'listMergeBatches',
  tags,
  responses: { 200: ok(z.object({ items: z.array(MergeBatch) }), 'The newest first; at most 20'), ...readProblems },
});

export const undoMergeBatch = createRoute({
  method: 'post',
  path: '/api/v1/duplicates/merge-all/{id}/undo',
  operationId: 'undoMergeBatch',
  tags,
  request: { params: IdParam },
  responses: { 202: ok(MergeBatch, 'Asked for'), ...writeProblems },
});

/** Looking through the whole base. */
export const DuplicateScan = z
  .object({
    kind: DuplicateKind,
    status: z.enum(['never', 'waiting', 'running', 'done', 'failed']),
    phase: z.string().nullable().meta({ description: 'What it does now: "Reading 40,000 contacts"' }),
    progress: z.number().min(0).max(1),
    records: z.int(),
    pairs: z.int(),
    notes: z.array(z.string()).meta({ description: 'Such as what was left out because too many share it' }),
    error: z.string().nullable(),
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
    autoMergeFrom: Probability.nullable().meta({ description: 'Above it, estimated precision is above 0.995' }),
  })
  .meta({ id: 'DuplicateScan' });
export type DuplicateScan = z.infer<typeof DuplicateScan>;

const scans = ok(z.object({ items: z.array(DuplicateScan) }), 'One of each kind');

export const getDuplicateScan = createRoute({
  method: 'get',
  path: '/api/v1/duplicates/scan',
  operationId: 'getDuplicateScan',
  tags,
  responses: { 200: scans, ...readProblems },
});

export const scanDuplicates = createRoute({
  method: 'post',
  path: '/api/v1/duplicates/scan',
  operationId: 'scanDuplicates',
  tags,
  request: { body: body(z.object({ kind: DuplicateKind.optional().meta({ description: 'Unsaid: all' }) })) },
  responses: { 202: scans, ...writeProblems },
});
