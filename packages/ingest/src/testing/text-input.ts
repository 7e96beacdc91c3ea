import { Readable } from 'node:stream';
import type { FilePlan, ImportRecord, Inspection, RecordOf, RejectedRow } from '@windshield/core';
import { inspect, prepareReading, readRecords } from '../index.ts';
import type { Input } from '../input/input.ts';
import type { InspectOptions } from '../reading.ts';

/** A file that exists only in a test. */
export function textInput(name: string, content: string | Buffer): Input {
  const bytes = Buffer.from(content as string);
  return { path: name, name, bytes: bytes.length, open: async () => Readable.from([bytes]) };
}

export const defaults: InspectOptions = { timeZone: 'UTC', currency: 'USD', now: '2026-11-21T12:00:00.000Z' };

export interface ReadAll {
  readonly inspection: Inspection;
  readonly records: readonly ImportRecord[];
  readonly rejected: readonly RejectedRow[];
  of<K extends ImportRecord['kind']>(kind: K): RecordOf<K>[];
  plan(name: string): FilePlan;
}

/** Inspects and reads files as an import does, without a store. */
export async function readAll(inputs: readonly Input[], options: Partial<InspectOptions> = {}): Promise<ReadAll> {
  const all = { ...defaults, ...options };
  const inspection = await inspect(inputs, all);
  const context = await prepareReading(inputs, inspection.files, all);
  const records: ImportRecord[] = [];
  const rejected: RejectedRow[] = [];
  for (const plan of inspection.files) {
    const input = inputs.find((one) => one.path === plan.path);
    if (!input) continue;
    for await (const batch of readRecords(input, plan, context)) {
      for (const { record } of batch.records) records.push(record);
      rejected.push(...batch.rejected);
    }
  }
  return {
    inspection,
    records,
    rejected,
    of: (kind) => records.filter((record) => record.kind === kind) as never,
    plan: (name) => {
      const plan = inspection.files.find((file) => file.path.endsWith(name));
      if (!plan) throw new Error(`no file ${name}`);
      return plan;
    },
  };
}
