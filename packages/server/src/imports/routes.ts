import fs from 'node:fs';
import path from 'node:path';
import * as contract from '@windshield/contract';
import type { RecordKind } from '@windshield/core';
import { type Actor, enqueue, imports, NotFound, type WorkspaceTransaction, workspace as workspaces } from '@windshield/store';
import type { App } from '../app/context.ts';
import { demandRole, mount } from '../app/mount.ts';
import { ProblemError } from '../app/problem.ts';
import { invalid } from '../app/validate.ts';
import type { Services } from '../services.ts';
import { inspectAs } from './inspect.ts';
import { presentState, readImport } from './present.ts';
import { previewImport } from './preview.ts';
import { streamProgress } from './progress.ts';
import { rejectedCsv } from './rejected.ts';
import { usualSeed } from './sample.ts';
import { settlePlan } from './settle-plan.ts';
import { arrivalFolder, keepSource, uploadFolder } from './source.ts';
import { receiveFiles } from './upload.ts';

const demandImporter = (actor: Actor) => demandRole(actor, ['manager', 'admin'], 'import data');

export function mountImports(app: App, services: Services): void {
  mount(app, services, contract.uploadImport, async ({ actor, context, within }) => {
    demandImporter(actor);
    const arriving = arrivalFolder(services);
    const names = (await receiveFiles(context.req.raw, arriving)).map((file) => path.basename(file));
    const id = await within((tx) => imports.createImport(tx, { name: nameOf(names) }));
    const folder = uploadFolder(services, id);
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    fs.renameSync(arriving, folder);
    keepSource(services, id, { kind: 'files', paths: names.map((name) => path.join(folder, name)) });
    return within(async (tx) => {
      await enqueue(tx, 'inspect_import', { importId: id }, `inspect ${id}`);
      return readImport(tx, id);
    });
  });

  mount(app, services, contract.loadSample, async ({ actor, within }) => {
    demandImporter(actor);
    const { id, currency } = await within(async (tx) => {
      if (await workspaces.hasData(tx))
        throw new ProblemError('conflict', 'The sample company fills an empty workspace; this one has data already.');
      const home = await workspaces.readWorkspace(tx);
      return { id: await imports.createImport(tx, { name: 'Sample company' }), currency: home.currency };
    });
    keepSource(services, id, { kind: 'sample', seed: usualSeed, asOf: new Date(services.now()).toISOString().slice(0, 10), currency });
    await within((tx) => enqueue(tx, 'load_sample', { importId: id }, `write ${id}`));
    return { importId: id };
  });

  mount(app, services, contract.listImports, ({ query, within }) =>
    within(async (tx) => {
      const rows = await imports.listImports(tx, {
        limit: query.limit + 1,
        ...(query.cursor !== undefined && { before: cursorId(query.cursor) }),
      });
      const items = rows.slice(0, query.limit).map(presentState);
      return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
    }),
  );

  mount(app, services, contract.getImport, ({ params, within }) => within((tx) => readImport(tx, params.id)));

  mount(app, services, contract.changeImportPlan, async ({ params, body, actor, within }) => {
    demandImporter(actor);
    const inspection = await within(async (tx) => {
      const { status } = await demandImport(tx, params.id);
      const found = await imports.importInspection(tx, params.id);
      if (status === 'ready' && found) return found;
      throw new ProblemError('conflict', `What was recognised can be changed before the import starts; this one is ${status}.`);
    });
    const kinds = new Map<string, RecordKind>();
    for (const { path: file, kind } of body.files ?? [])
      if (kind && inspection.files.find((plan) => plan.path === file)?.kind !== kind) kinds.set(file, kind);
    const { inspection: settled, corrected } = settlePlan(await inspectAs(services, actor, params.id, inspection, kinds), body);
    return within(async (tx) => {
      await imports.saveInspection(tx, params.id, settled);
      if (corrected.length > 0) await imports.rememberShapes(tx, corrected);
      return readImport(tx, params.id);
    });
  });

  mount(app, services, contract.previewImport, async ({ params, actor, within }) => {
    demandImporter(actor);
    const { status } = await within((tx) => demandImport(tx, params.id));
    if (status !== 'ready') throw new ProblemError('conflict', `A preview is made before the import starts; this one is ${status}.`);
    return previewImport(services, actor, params.id);
  });

  mount(app, services, contract.startImport, async ({ params, actor, within }) => {
    demandImporter(actor);
    return within(async (tx) => {
      const { status } = await demandImport(tx, params.id);
      if (!(await imports.startImport(tx, params.id)))
        throw new ProblemError('conflict', `This import cannot be started: it is ${status}.`);
      await enqueue(tx, 'write_import', { importId: params.id, userId: actor.userId }, `write ${params.id}`);
      return readImport(tx, params.id);
    });
  });

  mount(app, services, contract.pauseImport, async ({ params, actor, within }) => {
    demandImporter(actor);
    return within(async (tx) => {
      const { status } = await demandImport(tx, params.id);
      if (!(await imports.pauseImport(tx, params.id)))
        throw new ProblemError('conflict', `Only a running import can be paused; this one is ${status}.`);
      return readImport(tx, params.id);
    });
  });

  mount(app, services, contract.undoImport, async ({ params, actor, within }) => {
    demandImporter(actor);
    return within(async (tx) => {
      const { status } = await demandImport(tx, params.id);
      if (!['done', 'failed', 'paused', 'undoing'].includes(status))
        throw new ProblemError('conflict', `Only an import that is done, paused or failed can be taken back; this one is ${status}.`);
      await enqueue(tx, 'undo_import', { importId: params.id, userId: actor.userId }, `undo ${params.id}`);
      return readImport(tx, params.id);
    });
  });

  mount(app, services, contract.rejectedRows, ({ params, query, actor }) => rejectedCsv(services, actor, params.id, query.fileNo));
  mount(app, services, contract.importProgress, ({ params, actor, context }) => streamProgress(services, actor, context, params.id));
}

async function demandImport(tx: WorkspaceTransaction, id: string): Promise<imports.ImportState> {
  const state = await imports.importState(tx, id);
  if (!state) throw new NotFound('import', id);
  return state;
}

function cursorId(cursor: string): string {
  if (!/^[0-9a-f-]{36}$/.test(cursor)) throw invalid([{ field: 'cursor', message: 'takes nextCursor of the page before' }]);
  return cursor;
}

function nameOf(names: readonly string[]): string {
  const [first = 'Import'] = names;
  return names.length === 1 ? first : `${first} and ${names.length - 1} more`;
}
