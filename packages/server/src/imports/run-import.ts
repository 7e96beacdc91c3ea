import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Inspection, RecordKind } from '@windshield/core';
import { type InspectOptions, openInputs } from '@windshield/ingest';
import { type Actor, imports, inWorkspace, type workspace as workspaces } from '@windshield/store';
import { refreshClock } from '../deals/index.ts';
import type { Services } from '../services.ts';
import { findHome, makeWorkspace } from '../workspace/index.ts';
import { inspectOpened, readingOptions } from './inspect.ts';
import { previewFiles } from './preview.ts';
import { keepSource, readSource } from './source.ts';
import { writeImport } from './write.ts';

export interface RunImport {
  readonly services: Services;
  /** Files, folders, ZIPs. */
  readonly paths: readonly string[];
  /** What the files hold, where they do not say it well enough themselves. */
  readonly as?: RecordKind | undefined;
  /** Counts what would happen and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** The oldest workspace unless told; made where there is none. */
  readonly workspaceId?: string | undefined;
  readonly onProgress?: ((progress: { rowsDone: number; rowsTotal: number; path: string }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ImportOutcome {
  /** null: only a look was taken. */
  readonly importId: string | null;
  readonly files: readonly {
    readonly path: string;
    readonly kind: RecordKind | null;
    readonly rows: number;
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly rejected: number;
    readonly skipReason?: string;
  }[];
  readonly exportDay: string | null;
  readonly exportDayReason: string | null;
  readonly findings: Inspection['findings'];
  readonly summary: string;
  /** False: paused, or interrupted on the way. */
  readonly isDone: boolean;
}

/**
 * Imports from the command line, beside a running server or without one. What an earlier run of the same files left unfinished goes on
 * where it stopped.
 *
 * @throws Error when a path does not exist or nothing in it can be read
 */
export async function runImport(options: RunImport): Promise<ImportOutcome> {
  const { services } = options;
  const paths = options.paths.map((one) => path.resolve(one));
  const missing = paths.find((one) => !fs.existsSync(one));
  if (missing !== undefined) throw new Error(`${missing} does not exist. Give files, folders or ZIPs that do.`);
  const existing = options.workspaceId ?? (await findHome(services));
  const inspection = await look(options, existing, paths);
  const newWorkspace =
    existing === undefined ? { name: nameOf(paths), currency: inspection.currency ?? 'USD', timeZone: 'UTC' } : undefined;
  if (options.dryRun) return dryRun(services, existing, paths, inspection, newWorkspace);
  const actor = actorOf(existing ?? (await makeWorkspace(services, newWorkspace ?? { name: nameOf(paths) })));
  const importId = (await findUnfinished(services, actor, paths, inspection)) ?? (await open(services, actor, paths, inspection));
  return finishOf(services, actor, importId, options);
}

/** Writes an inspected import to its end, and says what came of it. */
export async function finishOf(
  services: Services,
  actor: Actor,
  importId: string,
  { signal, onProgress }: Pick<RunImport, 'signal' | 'onProgress'> = {},
): Promise<ImportOutcome> {
  await inWorkspace(services.pools.app, actor, (tx) => imports.startImport(tx, importId));
  try {
    const isDone = await writeImport(services, actor, importId, { signal, onBatch: onProgress });
    if (isDone) await refreshClock(services, actor.workspaceId);
    return await outcome(services, actor, importId, isDone);
  } catch (error) {
    await inWorkspace(services.pools.app, actor, (tx) => imports.failImport(tx, importId, (error as Error).message));
    throw error;
  }
}

/** Looks at the files first, so that a workspace made for them starts with their currency. */
async function look({ services, as }: RunImport, existing: string | undefined, paths: readonly string[]): Promise<Inspection> {
  const first: InspectOptions = { timeZone: 'UTC', currency: 'USD', now: new Date(services.now()).toISOString() };
  const reading = existing === undefined ? first : await readingOptions(services, actorOf(existing));
  const inspection = await inspectOpened(await openInputs(paths), { ...reading, ...(as !== undefined && { kindOf: () => as }) });
  if (inspection.files.some(({ kind }) => kind !== undefined)) return inspection;
  const reasons = inspection.files.map(({ path: file, skipReason }) => `  ${file}: ${skipReason ?? 'not recognised'}`);
  throw new Error(`Nothing here can be imported:\n${reasons.join('\n') || '  there are no files'}\nSay what a file holds with --as KIND.`);
}

const actorOf = (workspaceId: string): Actor => ({ workspaceId, role: 'admin', source: 'import' });

async function open(services: Services, actor: Actor, paths: readonly string[], inspection: Inspection): Promise<string> {
  const importId = await inWorkspace(services.pools.app, actor, async (tx) => {
    const id = await imports.createImport(tx, { name: nameOf(paths) });
    await imports.saveInspection(tx, id, inspection);
    return id;
  });
  keepSource(services, importId, { kind: 'files', paths });
  return importId;
}

/** The import of the very same bytes that a crash, a pause or a failure cut off. */
async function findUnfinished(
  services: Services,
  actor: Actor,
  paths: readonly string[],
  inspection: Inspection,
): Promise<string | undefined> {
  const { recent, plansOf } = await inWorkspace(services.pools.app, actor, async (tx) => {
    const states = (await imports.listImports(tx, { limit: 20 })).filter(({ status }) =>
      ['ready', 'running', 'paused', 'failed'].includes(status),
    );
    const plans = new Map<string, imports.SavedPlan[]>();
    for (const { id } of states) plans.set(id, await imports.importPlans(tx, id));
    return { recent: states, plansOf: plans };
  });
  const wanted = hashes(inspection.files);
  return recent.find(({ id }) => {
    const source = readSource(services, id);
    const isSamePlace = source?.kind === 'files' && source.paths.join('\0') === paths.join('\0');
    return isSamePlace && hashes((plansOf.get(id) ?? []).map(({ plan }) => plan)) === wanted;
  })?.id;
}

const hashes = (files: readonly { path: string; sha256: string; kind?: RecordKind }[]) =>
  files
    .map(({ path: file, sha256, kind }) => `${file} ${sha256} ${kind ?? ''}`)
    .sort()
    .join('\n');

async function dryRun(
  services: Services,
  existing: string | undefined,
  paths: readonly string[],
  inspection: Inspection,
  newWorkspace: workspaces.NewWorkspace | undefined,
): Promise<ImportOutcome> {
  const actor = actorOf(existing ?? randomUUIDv7());
  const { files } = await previewFiles(services, actor, { kind: 'files', paths }, inspection, newWorkspace);
  return {
    importId: null,
    files: files.map((file) => ({ ...file, ...skipOf(inspection, file.path) })),
    ...inWords(inspection),
    isDone: false,
  };
}

async function outcome(services: Services, actor: Actor, importId: string, isDone: boolean): Promise<ImportOutcome> {
  const { state, inspection } = await inWorkspace(services.pools.app, actor, async (tx) => ({
    state: await imports.importState(tx, importId),
    inspection: (await imports.importInspection(tx, importId)) ?? { files: [], findings: [], summary: '' },
  }));
  const files = (state?.files ?? []).map(({ path: file, kind, rows, created, updated, unchanged, rejected }) => ({
    ...{ path: file, kind: kind ?? null, rows, created, updated, unchanged, rejected },
    ...skipOf(inspection, file),
  }));
  return { importId, files, ...inWords(inspection), findings: state?.findings ?? [], isDone };
}

function skipOf({ files }: Inspection, file: string): { skipReason?: string } {
  const reason = files.find(({ path: one }) => one === file)?.skipReason;
  return reason === undefined ? {} : { skipReason: reason };
}

const inWords = ({ exportDay, findings, summary }: Inspection) => ({
  ...{ exportDay: exportDay?.day ?? null, exportDayReason: exportDay?.why ?? null, findings, summary },
});

/** Named after what was given: the folder, or the file without its ending. */
function nameOf([first = 'Import']: readonly string[]): string {
  const name = path.basename(first);
  return (
    (fs.existsSync(first) && fs.statSync(first).isDirectory() ? name : name.replace(/(\.(csv|zip|gz|tsv|txt))+$/i, '')).replaceAll(
      /[_-]+/g,
      ' ',
    ) || 'Import'
  );
}
