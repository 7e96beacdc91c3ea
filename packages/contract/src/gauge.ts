import type { Gauge as CoreGauge } from '@windshield/core';
import { z } from 'zod';

export const RecordRef = z
  .object({
    kind: z.enum(['account', 'contact', 'lead', 'deal', 'interaction', 'change', 'nextStep', 'need', 'note', 'user']),
    id: z.string(),
  })
  .meta({ id: 'RecordRef' });

const RecordQuery = z
  .object({ room: z.enum(['deals', 'people', 'accounts', 'interactions']), filter: z.record(z.string(), z.string()) })
  .meta({ id: 'RecordQuery', description: 'Records too many to list: the filter of a list that shows them' });

export const Reason = z
  .object({
    key: z.string(),
    text: z.string(),
    effect: z.number().meta({ description: "In the gauge's unit: start and reasons add up to the value" }),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    records: z.array(RecordRef),
    query: RecordQuery.optional(),
  })
  .meta({ id: 'Reason' });

const unit = z.enum(['probability', 'days', 'dayNumber', 'minor']);

const TrackRecord = z
  .object({ saidFrom: z.number(), saidTo: z.number(), happened: z.number(), n: z.number(), brierSkill: z.number(), text: z.string() })
  .meta({ id: 'TrackRecord', description: 'How the same method did on this past' });

const KnownGauge = z
  .object({
    kind: z.literal('known'),
    unit,
    currency: z.string().optional(),
    value: z.number(),
    interval: z.tuple([z.number(), z.number()]),
    level: z.literal(0.8),
    n: z.number(),
    method: z.string(),
    asOf: z.string(),
    start: Reason,
    reasons: z.array(Reason),
    seen: z.string(),
    trackRecord: TrackRecord.optional(),
    drift: z.string().optional(),
  })
  .meta({ id: 'KnownGauge' });

const InsufficientGauge = z
  .object({
    kind: z.literal('insufficient'),
    unit,
    currency: z.string().optional(),
    missing: z.string(),
    missingKey: z.string(),
    needed: z.number().optional(),
    n: z.number(),
    method: z.string(),
    asOf: z.string(),
    seen: z.string(),
  })
  .meta({ id: 'InsufficientGauge' });

/** A derived number with its interval, reasons and records; or what is missing to tell it. */
export const Gauge = z.discriminatedUnion('kind', [KnownGauge, InsufficientGauge]).meta({ id: 'Gauge' });
export type Gauge = z.infer<typeof Gauge>;

/** The wire carries the core's gauge as it is: this fails to compile when the two part ways. */
true satisfies CoreGauge extends Gauge ? true : never;
