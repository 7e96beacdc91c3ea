import { stat } from 'node:fs/promises';
import type { ImportRecord } from '@windshield/core';
import { inspect, openInputs, prepareReading, type ReadingDefaults, readRecords } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';

export type EvidenceFolder = {
  records: ImportRecord[];
  /** Rows that could not be read, with the file they are in. */
  rejected: { path: string; line: number; reason: string }[];
  /** Files that were not read at all, and why. */
  passedOver: { path: string; reason: string }[];
};

export type FolderReading = {
  /** ISO 8601 instant of reading; nothing that has happened lies after it. */
  now: string;
  onProgress?: (progress: { bytesRead: number; bytesTotal: number; path: string }) => void;
};

/**
 * Reads an exported company (a folder, ZIP or gzip files of CSV, Windshield's own export or another system's) into records, without a
 * workspace. Times without an offset are read as UTC. A record that stands in several files, as in exports of several weeks, counts once,
 * as the last of them has it.
 * @throws UsageError naming --dir and what is expected, when it cannot be read, or no file holds deals or none holds interactions
 */
export async function readEvidenceFolder(directory: string, { now, onProgress }: FolderReading): Promise<EvidenceFolder> {
  const found = await stat(directory).catch(() => undefined);
  if (found === undefined) throw new UsageError(`--dir: ${directory} does not exist; expected the folder that windshield export wrote.`);
  if (!found.isDirectory() && !found.isFile())
    throw new UsageError(`--dir: ${directory} is no folder; expected the folder that windshield export wrote.`);
  const opened = await openInputs([directory]).catch((error: unknown) => {
    throw unreadable(directory, error);
  });
  try {
    const look: ReadingDefaults = { timeZone: 'UTC', currency: 'USD', now };
    const inspection = await inspect(opened.inputs, look);
    requireKinds(directory, new Set(inspection.files.flatMap(({ kind }) => kind ?? [])), inspection.files);
    const defaults = { ...look, currency: inspection.currency ?? look.currency };
    const context = await prepareReading(opened.inputs, inspection.files, defaults);
    const bytesTotal = opened.inputs.reduce((sum, { bytes }) => sum + bytes, 0);
    const passedOver = [
      ...opened.skipped.map(({ path, reason }) => ({ path, reason })),
      ...inspection.files.flatMap(({ path, skipReason }) => (skipReason === undefined ? [] : [{ path, reason: skipReason }])),
    ];
    const rejected: EvidenceFolder['rejected'] = [];
    const records = new Map<string, ImportRecord>();
    let bytesBefore = 0;
    for (const plan of inspection.files) {
      const input = opened.inputs.find(({ path }) => path === plan.path);
      if (input === undefined) continue;
      for await (const batch of readRecords(input, plan, context)) {
        for (const { record, line } of batch.records) {
          const reason = noTime(record);
          if (reason === undefined) records.set(`${record.kind} ${record.key}`, record);
          else rejected.push({ path: plan.path, line, reason });
        }
        for (const { line, reason } of batch.rejected) rejected.push({ path: plan.path, line, reason });
        onProgress?.({ bytesRead: bytesBefore + batch.bytesRead, bytesTotal, path: plan.path });
      }
      bytesBefore += input.bytes;
    }
    return { records: [...records.values()], rejected, passedOver };
  } catch (error) {
    throw unreadable(directory, error);
  } finally {
    await opened.close();
  }
}

/** What the file system says in words for the caller; anything else as it is. */
function unreadable(directory: string, error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  return code === 'EACCES' || code === 'EPERM' ? new UsageError(`--dir: ${path ?? directory} may not be read by this user.`) : error;
}

/** Windshield's own files are believed as they stand, so that a time changed by hand is found here. */
function noTime(record: ImportRecord): string | undefined {
  const times = Object.entries(record).filter(([field, value]) => /At$/.test(field) && typeof value === 'string');
  const [field, value] = times.find(([, time]) => Number.isNaN(Date.parse(time))) ?? [];
  return field === undefined ? undefined : `${field} "${value}" is not a time; expected one such as 2026-11-21T09:30:00Z`;
}

function requireKinds(directory: string, kinds: ReadonlySet<string>, files: readonly { path: string; skipReason?: string }[]): void {
  const lacking = [
    ...(kinds.has('deals') ? [] : ['deals']),
    ...(kinds.has('interactions') ? [] : ['interactions (mails, calls, meetings)']),
  ];
  if (lacking.length === 0) return;
  const seen = files.map(({ path, skipReason }) => `  ${path}${skipReason === undefined ? '' : `: ${skipReason}`}`);
  throw new UsageError(
    `--dir: ${directory} holds no ${lacking.join(' and no ')}; expected the files that windshield export writes.\nFound:\n${seen.join('\n') || '  nothing'}`,
  );
}
