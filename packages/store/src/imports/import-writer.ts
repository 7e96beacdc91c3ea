import type { FilePlan, RecordKind } from '@windshield/core';
import { type Database, inWorkspace, type WorkspaceTransaction } from '../engine/index.ts';
import { actingFor } from './acting-for.ts';
import { writeHalving } from './halve-batch.ts';
import { type ImportContext, importContext } from './import-context.ts';
import { isStored, storedKinds } from './stored-kinds.ts';
import type { ImportActor, ImportBatch, ImportCounts, ImportWriter } from './types.ts';
import { type ReadyBatch, readyBatch, sortBatch, writeBatch } from './write-batch.ts';

interface FileRow {
  plan: FilePlan;
  done_line: number;
  is_done: boolean;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

/**
 * Opens one file of an import for writing, at the place where an earlier run left it. The import must have been started.
 *
 * @throws RangeError when there is no such file in the import
 */
export async function openImportWriter(database: Database, actor: ImportActor, importId: string, fileNo: number): Promise<ImportWriter> {
  return inWorkspace(database, actingFor(actor), async (tx) => {
    const [file] = await tx.raw<FileRow>('select * from app.import_files where import_id = $1 and file_no = $2', [importId, fileNo]);
    if (!file) throw new RangeError(`import ${importId} has no file ${fileNo}`);
    return new FileWriter(database, actor, await importContext(tx, importId, { fileNo, plan: file.plan }), file);
  });
}

class FileWriter implements ImportWriter {
  readonly isDone: boolean;
  #fromLine: number | undefined;
  #mustStop = false;
  #writing: Promise<void> = Promise.resolve();
  #counts: ImportCounts;
  readonly #database: Database;
  readonly #actor: ImportActor;
  readonly #context: ImportContext;
  readonly #kind: RecordKind | undefined;

  constructor(database: Database, actor: ImportActor, context: ImportContext, file: FileRow) {
    this.#database = database;
    this.#actor = actor;
    this.#context = context;
    this.#kind = file.plan.kind;
    this.isDone = file.is_done;
    this.#fromLine = file.done_line === 0 ? undefined : file.done_line;
    const { rows, created, updated, unchanged, rejected } = file;
    this.#counts = { rows, created, updated, unchanged, rejected };
  }

  get fromLine(): number | undefined {
    return this.#fromLine;
  }

  get mustStop(): boolean {
    return this.#mustStop;
  }

  async write(batch: ImportBatch): Promise<void> {
    // While PostgreSQL has the batch before in hand, this one is made ready.
    const ready = await this.#makeReady(batch);
    await this.#writing;
    // Reading on before PostgreSQL has its work would keep it waiting.
    const loaded = Promise.withResolvers<void>();
    this.#writing = writeHalving(batch, this.#context.newcomers, (part) =>
      this.#writeOnce(part === batch ? ready : sortBatch(part), loaded.resolve),
    );
    // Its error is thrown by the next call; until then it is not unhandled.
    this.#writing.then(loaded.resolve, loaded.resolve);
    await loaded.promise;
  }

  async close({ isDone = true }: { readonly isDone?: boolean } = {}): Promise<ImportCounts> {
    await this.#writing;
    if (isDone && !this.#mustStop && !this.isDone) {
      await this.#inTransaction((tx) =>
        tx.raw('update app.import_files set is_done = true where import_id = $1 and file_no = $2', [
          this.#context.importId,
          this.#context.fileNo,
        ]),
      );
      if (this.#counts.created > 0)
        await this.#inTransaction((tx) => tx.raw('select app.refresh_table_statistics($1)', [tablesOf(this.#kind)]));
    }
    return this.#counts;
  }

  #inTransaction<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T> {
    return inWorkspace(this.#database, actingFor(this.#actor), work);
  }

  async #makeReady(batch: ImportBatch): Promise<ReadyBatch> {
    const sorted = sortBatch(batch);
    return sorted.rounds.has('interactions') ? this.#inTransaction((tx) => readyBatch(tx, this.#context, sorted)) : sorted;
  }

  async #writeOnce(batch: ReadyBatch, onLoaded: () => void): Promise<void> {
    const { importId, fileNo } = this.#context;
    const { counts, mustStop } = await this.#inTransaction(async (tx) => {
      // A batch that a crash of the machine loses is read again: its checkpoint is lost with it.
      await tx.raw(
        `set local synchronous_commit = off; set local work_mem = '64MB';
         select pg_advisory_xact_lock(hashtextextended('import ' || app.workspace()::text, 0))`,
      );
      const [file] = await tx.raw<{ status: string }>(
        `update app.import_files file set done_line = $4 from app.imports import
         where file.import_id = $1 and file.file_no = $2 and file.done_line = $3 and import.workspace_id = file.workspace_id and import.id = file.import_id
         returning import.status`,
        [importId, fileNo, this.#fromLine ?? 0, batch.nextLine],
      );
      if (!file) throw new Error(`file ${fileNo} of import ${importId} is being written by another process`);
      const written = await writeBatch(tx, this.#context, batch, onLoaded);
      await tx.raw(
        `with counted as (
           update app.import_files set created = created + $4, updated = updated + $5, unchanged = unchanged + $6, rejected = rejected + $7
           where import_id = $1 and file_no = $2)
         update app.imports set rows_done = rows_done + $3, updated_at = now() where id = $1`,
        [importId, fileNo, batch.rows, written.created, written.updated, written.unchanged, written.rejected],
      );
      return { counts: written, mustStop: file.status !== 'running' };
    }).catch((error: unknown) => {
      this.#context.links.forget();
      throw error;
    });
    this.#fromLine = batch.nextLine;
    this.#mustStop = mustStop;
    this.#counts = {
      rows: this.#counts.rows,
      created: this.#counts.created + counts.created,
      updated: this.#counts.updated + counts.updated,
      unchanged: this.#counts.unchanged + counts.unchanged,
      rejected: this.#counts.rejected + counts.rejected,
    };
  }
}

/** Tables whose statistics a file of this kind changes. */
function tablesOf(kind: RecordKind | undefined): string[] {
  const details: Partial<Record<RecordKind, string[]>> = {
    contacts: ['contact_points', 'employments'],
    deals: ['buying_group', 'deal_lines', 'next_steps', 'needs'],
    interactions: ['interaction_participants', 'next_steps'],
  };
  if (kind === undefined) return [];
  const own = isStored(kind) ? storedKinds[kind].table.slice('app.'.length) : kind;
  return [own, ...(details[kind] ?? []), 'external_keys', 'import_rows'];
}
