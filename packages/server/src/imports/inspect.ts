import type { FilePlan, Inspection, RecordKind } from '@windshield/core';
import { type InspectOptions, inspect, type OpenedInputs, type ReadingDefaults } from '@windshield/ingest';
import { type Actor, imports, inWorkspace, NotFound, workspace as workspaces } from '@windshield/store';
import type { Services } from '../services.ts';
import { inspectSample } from './sample.ts';
import { demandSource, openFiles, readSource } from './source.ts';

/** Looks at the files of an import and keeps what was found; nothing is written to records. */
export async function inspectImport(services: Services, actor: Actor, importId: string): Promise<void> {
  const source = demandSource(services, importId);
  const options = await readingOptions(services, actor);
  const inspection =
    source.kind === 'sample' ? inspectSample(source) : await openFiles(source).then((opened) => inspectOpened(opened, options));
  await inWorkspace(services.pools.app, actor, (tx) => imports.saveInspection(tx, importId, inspection));
}

/** What the workspace settles for cells that do not say, and what people confirmed for files of the same shape. */
export function readingOptions(services: Services, actor: Actor): Promise<InspectOptions> {
  return inWorkspace(services.pools.app, actor, async (tx) => {
    const { timeZone, currency } = await workspaces.readWorkspace(tx);
    return { timeZone, currency, now: new Date(services.now()).toISOString(), remembered: await imports.rememberedShapes(tx) };
  });
}

/** The same for reading, where the workspace may not be there yet. */
export async function readingDefaults(services: Services, actor: Actor, plans: readonly FilePlan[]): Promise<ReadingDefaults> {
  const now = new Date(services.now()).toISOString();
  const known = await readingOptions(services, actor).catch((error) => {
    if (error instanceof NotFound) return undefined;
    throw error;
  });
  return known ?? { timeZone: 'UTC', currency: plans.find(({ format }) => format.currency !== undefined)?.format.currency ?? 'USD', now };
}

/** Inspects and closes what was opened; files that were left out are named among the findings. */
export async function inspectOpened(opened: OpenedInputs, options: InspectOptions): Promise<Inspection> {
  try {
    const inspection = await inspect(opened.inputs, options);
    const skipped = opened.skipped.map(({ path, reason }) => ({ path, rows: 0, message: reason }));
    return { ...inspection, findings: [...inspection.findings, ...skipped] };
  } finally {
    await opened.close();
  }
}

/** The inspection with some files looked at again as what a person says they are: other columns mean something then. */
export async function inspectAs(
  services: Services,
  actor: Actor,
  importId: string,
  inspection: Inspection,
  kinds: ReadonlyMap<string, RecordKind>,
): Promise<Inspection> {
  const source = readSource(services, importId);
  if (kinds.size === 0 || source?.kind !== 'files') return inspection;
  const opened = await openFiles(source);
  const chosen = { ...opened, inputs: opened.inputs.filter(({ path }) => kinds.has(path)), skipped: [] };
  const options = { ...(await readingOptions(services, actor)), kindOf: (path: string) => kinds.get(path) };
  const again = await inspectOpened(chosen, options);
  return { ...inspection, files: inspection.files.map((file) => again.files.find(({ path }) => path === file.path) ?? file) };
}
