import { type RecordKind, recordKinds } from '@windshield/core';
import { type ImportOutcome, runImport } from '@windshield/server';
import { oneOf, readArguments, UsageError } from '../command-line.ts';
import { withServices } from '../services-from.ts';
import { count, table } from '../words.ts';
import type { Command } from './command.ts';

const usage = 'windshield import PATH… [--as KIND] [--dry-run] [--data DIR] [--json]';

/** Reads exports into the workspace; the same files again change nothing. */
export const importCommand: Command = {
  usage,
  summary: 'read exports (CSV, folders, ZIPs) into the workspace; --dry-run only looks',
  async run(args, { environment, terminal }) {
    const { values, positionals: paths } = readArguments(args, { as: { type: 'string' }, 'dry-run': { type: 'boolean' } }, usage);
    if (paths.length === 0) throw new UsageError(`Say what to import: files, folders or ZIPs.\nUsage: ${usage}`);
    const as: RecordKind | undefined = values.as === undefined ? undefined : oneOf('--as', values.as, recordKinds);
    const ending = new AbortController();
    const end = () => ending.abort();
    process.once('SIGINT', end).once('SIGTERM', end);
    const started = Date.now();
    const outcome = await withServices(environment, (services) =>
      runImport({
        services,
        paths,
        as,
        dryRun: values['dry-run'],
        signal: ending.signal,
        onProgress: ({ rowsDone, rowsTotal, path }) => terminal.progress(progressLine(rowsDone, rowsTotal, path, Date.now() - started)),
      }),
    );
    terminal.result(
      {
        importId: outcome.importId,
        files: outcome.files,
        exportDay: outcome.exportDay,
        exportDayReason: outcome.exportDayReason,
        findings: outcome.findings,
        ...(values['dry-run'] ? { dryRun: true } : { isDone: outcome.isDone }),
      },
      () => inWords(outcome, values['dry-run'] === true),
    );
    if (!outcome.isDone && !values['dry-run']) process.exitCode = 1;
  },
};

function progressLine(rowsDone: number, rowsTotal: number, path: string, elapsedMs: number): string {
  const left = rowsDone === 0 ? undefined : Math.ceil(((rowsTotal - rowsDone) * elapsedMs) / rowsDone / 1000);
  const share = rowsTotal === 0 ? 0 : Math.floor((100 * rowsDone) / rowsTotal);
  return `${share} %  ${path}  ${rowsDone.toLocaleString('en')} of ${count(rowsTotal, 'row')}${left === undefined ? '' : `, about ${left} s left`}`;
}

function inWords(outcome: ImportOutcome, isDryRun: boolean): string[] {
  const used = outcome.files.filter(({ kind }) => kind !== null);
  const lines = [
    outcome.summary,
    '',
    ...table([
      ['file', 'kind', 'rows', 'created', 'updated', 'unchanged', 'rejected'],
      ...used.map((file) => [file.path, file.kind ?? '', file.rows, file.created, file.updated, file.unchanged, file.rejected]),
    ]),
  ];
  for (const { path, skipReason } of outcome.files) if (skipReason) lines.push(`${path}: ${skipReason}`);
  if (outcome.findings.length > 0) lines.push('', 'Worth a look:', ...outcome.findings.map(({ path, message }) => `  ${path}: ${message}`));
  if (outcome.exportDay) lines.push('', `Ages are counted from ${outcome.exportDay}: ${outcome.exportDayReason}.`.replace(/\.+$/, '.'));
  lines.push('', closing(outcome, isDryRun));
  return lines;
}

function closing({ isDone, importId }: ImportOutcome, isDryRun: boolean): string {
  if (isDryRun) return 'Nothing was written.';
  if (!isDone) return 'Stopped before the end. The same command goes on where it stopped.';
  return `Done. To take it back: windshield import undo ${importId}`;
}
