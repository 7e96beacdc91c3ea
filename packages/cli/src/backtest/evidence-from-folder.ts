import { stat } from 'node:fs/promises';
import type { ImportRecord } from '@windshield/core';
import { inspect, openInputs, prepareReading, type ReadingDefaults, readRecords } from '@windshield/ingest';

export type EvidenceFolder = {
  records: ImportRecord[];
  /** Rows that could not be read, with the file they are in. */
  rejected: { path: string; line: number; reason: string }[];
};

export type FolderReading = {
  /** ISO 8601 instant of reading; nothing that has happened lies after it. */
  now: string;
  onProgress?: (progress: { bytesRead: number; bytesTotal: number; path: string }) => void;
};

/**
 * Reads an exported company (a folder, ZIP or gzip files of CSV, Windshield's own export or another system's) into records, without a
 * workspace. Times without an offset are read as UTC.
 * @throws Error naming the folder when it does not exist, and naming what was found where no file holds deals or none holds interactions
 */
export async function readEvidenceFolder(directory: string, { now, onProgress }: FolderReading): Promise<EvidenceFolder> {
  if ((await stat(directory).catch(() => undefined)) === undefined)
    throw new Error(`--dir: ${directory} does not exist; expected the folder that windshield export wrote.`);
  const opened = await openInputs([directory]);
  try {
    const look: ReadingDefaults = { timeZone: 'UTC', currency: 'USD', now };
    const inspection = await inspect(opened.inputs, look);
    requireKinds(directory, new Set(inspection.files.flatMap(({ kind }) => kind ?? [])), inspection.files);
    const defaults = { ...look, currency: inspection.currency ?? look.currency };
    const context = await prepareReading(opened.inputs, inspection.files, defaults);
    const bytesTotal = opened.inputs.reduce((sum, { bytes }) => sum + bytes, 0);
    const found: EvidenceFolder = { records: [], rejected: [] };
    let bytesBefore = 0;
    for (const plan of inspection.files) {
      const input = opened.inputs.find(({ path }) => path === plan.path);
      if (input === undefined) continue;
      for await (const batch of readRecords(input, plan, context)) {
        for (const { record } of batch.records) found.records.push(record);
        for (const { line, reason } of batch.rejected) found.rejected.push({ path: plan.path, line, reason });
        onProgress?.({ bytesRead: bytesBefore + batch.bytesRead, bytesTotal, path: plan.path });
      }
      bytesBefore += input.bytes;
    }
    return found;
  } finally {
    await opened.close();
  }
}

function requireKinds(directory: string, kinds: ReadonlySet<string>, files: readonly { path: string; skipReason?: string }[]): void {
  const lacking = [
    ...(kinds.has('deals') ? [] : ['deals']),
    ...(kinds.has('interactions') ? [] : ['interactions (mails, calls, meetings)']),
  ];
  if (lacking.length === 0) return;
  const seen = files.map(({ path, skipReason }) => `  ${path}${skipReason === undefined ? '' : `: ${skipReason}`}`);
  throw new Error(
    `--dir: ${directory} holds no ${lacking.join(' and no ')}; expected the files that windshield export writes.\nFound:\n${seen.join('\n') || '  nothing'}`,
  );
}
