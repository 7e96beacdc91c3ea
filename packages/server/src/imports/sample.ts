import { createHash } from 'node:crypto';
import { type ImportRecord, type Inspection, type RecordKind, recordKinds } from '@windshield/core';
import { type SimulatedCompany, simulateCompany } from '@windshield/sim';
import type { imports } from '@windshield/store';
import type { ImportSource } from './source.ts';

type Sample = Extract<ImportSource, { kind: 'sample' }>;
const batchRows = 5_000;
/** Whoever asks for no other company meets the same one, on a page and in a terminal. */
export const usualSeed = 7;

let last: { of: string; company: SimulatedCompany } | undefined;

/** The company is lived once for all kinds of its records. */
function companyOf({ kind: _, ...input }: Sample): SimulatedCompany {
  const of = JSON.stringify(input);
  if (last?.of !== of) last = { of, company: simulateCompany(input) };
  return last.company;
}

/** The made-up company, as if it had come in files: one of each kind. */
export function inspectSample(sample: Sample): Inspection {
  const company = companyOf(sample);
  const counts = countByKind(company.records);
  const files = [...counts].map(([kind, rows]) => ({
    path: `sample/${kind}`,
    sha256: createHash('sha256')
      .update(`${JSON.stringify(sample)} ${kind}`)
      .digest('hex'),
    bytes: 0,
    system: 'windshield' as const,
    kind,
    shape: `sample ${kind}`,
    dialect: { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', headerLine: 1 },
    format: { dateOrder: 'ymd' as const, decimal: '.' as const, currency: company.homeCurrency, timeZone: company.timeZone },
    columns: [],
    stages: [],
    leadStatuses: [],
    rows,
  }));
  return {
    files,
    findings: [],
    exportDay: { day: company.asOf, why: 'the made-up company is looked at on this day' },
    currency: company.homeCurrency,
    summary: `${company.name}, a made-up company to look around in: ${counts.get('accounts') ?? 0} accounts, ${counts.get('contacts') ?? 0} contacts, ${counts.get('deals') ?? 0} deals.`,
  };
}

/** Records of one kind in batches, from a line on; the line of a record is its number. */
export function* readSample(sample: Sample, kind: RecordKind, fromLine = 1): Generator<imports.ImportBatch> {
  const records = companyOf(sample).records.filter((record) => record.kind === kind);
  for (let at = fromLine - 1; at < records.length; at += batchRows) {
    const some = records.slice(at, at + batchRows);
    yield {
      records: some.map((record, i) => ({ line: at + i + 1, system: 'windshield' as const, record })),
      rejected: [],
      rows: some.length,
      nextLine: at + some.length + 1,
    };
  }
}

function countByKind(records: readonly ImportRecord[]): Map<RecordKind, number> {
  const counts = new Map<RecordKind, number>();
  for (const kind of recordKinds) {
    const rows = records.reduce((n, record) => n + (record.kind === kind ? 1 : 0), 0);
    if (rows > 0) counts.set(kind, rows);
  }
  return counts;
}
