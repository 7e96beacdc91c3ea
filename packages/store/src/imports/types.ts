import type { ExportDay, FilePlan, Finding, ImportRecord, RecordKind, RejectedRow, SourceSystem } from '@windshield/core';

export type ImportStatus = 'inspecting' | 'ready' | 'running' | 'paused' | 'done' | 'failed' | 'undoing' | 'undone';

/** For whom an import works. Whether this person may import is settled before; the writing itself acts as `admin`, source `import`. */
export interface ImportActor {
  /** UUID */
  readonly workspaceId: string;
  /** UUID of the workspace's user who started it; absent on the command line before anybody signed in. */
  readonly userId?: string | undefined;
}

export interface ImportCounts {
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface ImportFileState extends ImportCounts {
  readonly fileNo: number;
  readonly path: string;
  readonly kind?: RecordKind | undefined;
  readonly isDone: boolean;
  /** 1-based line from which to go on; undefined before the first batch. */
  readonly fromLine?: number | undefined;
}

/** One import as a person follows it. Days are `YYYY-MM-DD`, instants ISO 8601. */
export interface ImportState {
  readonly id: string;
  readonly name: string;
  readonly status: ImportStatus;
  readonly system?: SourceSystem | undefined;
  readonly exportDay?: ExportDay | undefined;
  readonly rowsTotal: number;
  readonly rowsDone: number;
  readonly files: readonly ImportFileState[];
  /** What a person should look at: from the inspection, and what writing found (records made because something pointed at them). */
  readonly findings: readonly Finding[];
  readonly conflicts: readonly ImportConflict[];
  readonly error?: string | undefined;
  readonly createdBy?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly finishedAt?: string | undefined;
  readonly undoneAt?: string | undefined;
  readonly recordedAt: string;
  readonly version: number;
}

/** Somebody changed after the import what undo would have taken back; it stays as it is now. */
export interface ImportConflict {
  readonly kind: RecordKind;
  readonly id: string;
  readonly name?: string | undefined;
  /** A field as the API names it; `deletedAt` where the whole record would have gone. */
  readonly field: string;
  readonly importWrote: unknown;
  readonly nowIs: unknown;
  readonly wouldBe: unknown;
}

/** Records of one stretch of a file as the readers of `ingest` give it. */
export interface ImportBatch {
  readonly records: readonly {
    readonly line: number;
    readonly system: SourceSystem;
    readonly record: ImportRecord;
    readonly cells?: readonly string[];
  }[];
  readonly rejected: readonly RejectedRow[];
  /** Rows of the file that this batch covers. */
  readonly rows: number;
  /** Line from which to go on after this batch. */
  readonly nextLine: number;
}

/** Writes one file of an import: `for await (const batch of read({ fromLine: writer.fromLine })) await writer.write(batch); await writer.close()`. */
export interface ImportWriter {
  /** Where to go on after a crash or a pause; undefined: from the start. */
  readonly fromLine: number | undefined;
  /** True when an earlier run finished this file: nothing is left to read. */
  readonly isDone: boolean;
  /** The job was asked to pause or the import was undone elsewhere: stop reading, call `close({ isDone: false })`. */
  readonly mustStop: boolean;
  /**
   * Takes the batch and returns as soon as the one before is committed, so that the next can be read meanwhile. Each batch is one
   * transaction with its checkpoint. An error of an earlier batch is thrown by the next call.
   */
  write(batch: ImportBatch): Promise<void>;
  /** Waits for the last batch and, unless told otherwise, marks the file as done. */
  close(options?: { readonly isDone?: boolean }): Promise<ImportCounts>;
}

export interface NewImport {
  readonly name: string;
  readonly createdBy?: string | undefined;
}

export interface SavedPlan {
  readonly fileNo: number;
  readonly plan: FilePlan;
}

/** What undo did. Records and fields in `conflicts` were changed since the import and stay as they are. */
export interface UndoResult {
  readonly removed: number;
  readonly restoredFields: number;
  readonly conflicts: readonly ImportConflict[];
}
