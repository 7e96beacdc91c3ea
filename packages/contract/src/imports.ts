import { createRoute } from '@hono/zod-openapi';
import { type Inspection as CoreInspection, recordKinds } from '@windshield/core';
import { z } from 'zod';
import { PageQuery, pageOf } from './page.ts';
import { readProblems, writeProblems } from './problem.ts';
import { body, IdParam, ok } from './record-routes.ts';
import { Currency, Day, Id, Instant } from './values.ts';

export const RecordKind = z.enum(recordKinds);

const ColumnMapping = z
  .object({
    header: z.string(),
    index: z.int(),
    field: z.string().optional().meta({ description: 'Our field; custom: kept as it is; absent: left out' }),
    samples: z.array(z.string()),
    why: z.string(),
    confidence: z.number(),
  })
  .meta({ id: 'ColumnMapping' });

const DealStatus = z.enum(['open', 'won', 'lost']);
const LeadStatus = z.enum(['open', 'working', 'accepted', 'returned', 'converted', 'disqualified']);

export const FilePlan = z
  .object({
    path: z.string(),
    sha256: z.string(),
    bytes: z.number(),
    system: z.enum(['salesforce', 'hubspot', 'pipedrive', 'zoho', 'dynamics', 'windshield', 'file']),
    kind: RecordKind.optional(),
    skipReason: z.string().optional(),
    shape: z.string(),
    dialect: z.object({ encoding: z.string(), delimiter: z.string(), quote: z.string(), escape: z.string(), headerLine: z.int() }),
    format: z.object({
      dateOrder: z.enum(['ymd', 'dmy', 'mdy']),
      decimal: z.enum(['.', ',']),
      currency: z.string().optional(),
      timeZone: z.string(),
    }),
    columns: z.array(ColumnMapping),
    stages: z.array(z.object({ name: z.string(), status: DealStatus, position: z.int(), rows: z.int(), why: z.string() })),
    leadStatuses: z.array(z.object({ name: z.string(), status: LeadStatus, rows: z.int() })),
    rows: z.int(),
  })
  .meta({ id: 'FilePlan' });

export const Inspection = z
  .object({
    files: z.array(FilePlan),
    findings: z.array(
      z.object({
        path: z.string(),
        column: z.string().optional(),
        value: z.string().optional(),
        suggestion: z.string().optional(),
        rows: z.int(),
        message: z.string(),
      }),
    ),
    exportDay: z.object({ day: Day, why: z.string() }).optional(),
    currency: z.string().optional(),
    summary: z.string(),
  })
  .meta({ id: 'Inspection' });

type Unchanging<T> = T extends (infer E)[]
  ? readonly Unchanging<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Unchanging<T[K]> }
    : T;
/** The wire carries what it names of the core's inspection as it is: this fails to compile when the two part ways. */
true satisfies CoreInspection extends Unchanging<z.infer<typeof Inspection>> ? true : never;

const Counts = z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int() });

export const ImportFile = Counts.extend({
  fileNo: z.int(),
  path: z.string(),
  kind: RecordKind.nullable(),
  rows: z.int(),
  isDone: z.boolean(),
}).meta({ id: 'ImportFile' });

export const Import = z
  .object({
    id: Id,
    version: z.int(),
    name: z.string(),
    status: z.enum(['inspecting', 'ready', 'running', 'paused', 'done', 'failed', 'undoing', 'undone']),
    system: z.string().nullable(),
    inspection: Inspection.nullable(),
    files: z.array(ImportFile),
    totals: Counts,
    exportDay: Day.nullable(),
    exportDayReason: z.string().nullable(),
    rowsTotal: z.int(),
    rowsDone: z.int(),
    secondsLeft: z.number().nullable(),
    error: z.string().nullable(),
    conflicts: z
      .array(
        z.object({
          recordKind: z.string(),
          recordId: Id,
          name: z.string().nullable(),
          field: z.string().nullable(),
          importWrote: z.unknown(),
          nowIs: z.unknown(),
          wouldBe: z.unknown(),
        }),
      )
      .meta({ description: 'After undo: what somebody changed since, and therefore stays' }),
    recordedAt: Instant,
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

/** How many records would be created, updated, left as they are; nothing is written. */
export const Preview = z
  .object({ files: z.array(Counts.extend({ path: z.string(), kind: RecordKind.nullable(), rows: z.int() })), totals: Counts })
  .meta({ id: 'Preview' });

const base = '/api/v1/imports';
const tags = ['imports'];

export const uploadImport = createRoute({
  method: 'post',
  path: base,
  operationId: 'uploadImport',
  tags,
  description: 'Files of an export (CSV, ZIP, gzip), any number. They are inspected in the background; nothing is written to records.',
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': { schema: z.object({ files: z.union([z.any(), z.array(z.any())]) }).meta({ id: 'ImportUpload' }) },
      },
    },
  },
  responses: { 201: ok(Import, 'Being looked at'), ...writeProblems },
});

export const listImports = createRoute({
  method: 'get',
  path: base,
  operationId: 'listImports',
  tags,
  request: { query: PageQuery },
  responses: { 200: ok(pageOf(Import.omit({ inspection: true, conflicts: true })), 'Newest first'), ...readProblems },
});

export const getImport = createRoute({
  method: 'get',
  path: `${base}/{id}`,
  operationId: 'getImport',
  tags,
  request: { params: IdParam },
  responses: { 200: ok(Import, 'The import'), ...readProblems },
});

export const changeImportPlan = createRoute({
  method: 'patch',
  path: `${base}/{id}/plan`,
  operationId: 'changeImportPlan',
  tags,
  description: 'Changes what was recognised; remembered for files of that shape.',
  request: {
    params: IdParam,
    body: body(
      z.object({
        exportDay: Day.optional(),
        currency: Currency.optional(),
        files: z
          .array(
            z.object({
              path: z.string(),
              kind: RecordKind.nullable().optional().meta({ description: 'null: leave this file out' }),
              dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
              decimal: z.enum(['.', ',']).optional(),
              currency: Currency.optional(),
              columns: z.array(z.object({ index: z.int(), field: z.string().nullable() })).optional(),
              stages: z.array(z.object({ name: z.string(), status: DealStatus })).optional(),
            }),
          )
          .optional(),
      }),
    ),
  },
  responses: { 200: ok(Import, 'Changed'), ...writeProblems },
});

export const previewImport = createRoute({
  method: 'post',
  path: `${base}/{id}/preview`,
  operationId: 'previewImport',
  tags,
  request: { params: IdParam },
  responses: { 200: ok(Preview, 'What would happen'), ...writeProblems },
});

const step = <const Verb extends string>(verb: Verb, description: string) =>
  createRoute({
    method: 'post',
    path: `${base}/{id}/${verb}` as `/api/v1/imports/{id}/${Verb}`,
    operationId: `${verb}Import`,
    tags,
    request: { params: IdParam },
    responses: { 200: ok(Import, description), ...writeProblems },
  });

export const startImport = step('start', 'Started, or resumed after a pause');
export const pauseImport = step('pause', 'Paused after the batch under way');
export const undoImport = step('undo', 'What it did is being taken back');

export const rejectedRows = createRoute({
  method: 'get',
  path: `${base}/{id}/rejected.csv`,
  operationId: 'rejectedRows',
  tags,
  description: 'Rows that could not be used, with the reason, to fix and import again. One file of the import at a time.',
  request: { params: IdParam, query: z.object({ fileNo: z.coerce.number().int().min(0) }) },
  responses: { 200: { description: 'CSV', content: { 'text/csv': { schema: z.string() } } }, ...readProblems },
});

export const importProgress = createRoute({
  method: 'get',
  path: `${base}/{id}/progress`,
  operationId: 'importProgress',
  tags,
  description: 'Server-sent events: the import without its inspection, whenever it moves on.',
  request: { params: IdParam },
  responses: { 200: { description: 'Events', content: { 'text/event-stream': { schema: z.string() } } }, ...readProblems },
});
