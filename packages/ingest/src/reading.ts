import type { FilePlan, ImportRecord, RecordKind, RejectedRow, SourceSystem } from '@windshield/core';

/** What is known before reading where cells do not say. */
export interface ReadingDefaults {
  /** IANA zone for times without an offset, where the file gives no better one. */
  readonly timeZone: string;
  /** ISO 4217 code for amounts without one. */
  readonly currency: string;
  /** ISO 8601 instant; nothing that has happened lies after it. */
  readonly now: string;
}

export interface InspectOptions extends ReadingDefaults {
  /** Plans that a person confirmed earlier: a file of the same `shape` gets the same kind, columns, stages, and formats. */
  readonly remembered?: readonly FilePlan[];
  /** What a person says that a file holds, by its path; it counts more than anything recognised or remembered. */
  readonly kindOf?: (path: string) => RecordKind | undefined;
}

/** A record, the line where it starts, and whose id its `key` is. */
export interface SourcedRecord {
  /** 1-based line in the decoded file. */
  readonly line: number;
  readonly system: SourceSystem;
  readonly record: ImportRecord;
}

/** Records of one stretch of a file, in the order of its lines. One file can hold several kinds (tasks done are interactions, open ones next steps). */
export interface Batch {
  readonly records: readonly SourcedRecord[];
  readonly rejected: readonly RejectedRow[];
  /** Rows of the file that this batch covers, those left out on purpose (deleted in the source, totals) included. */
  readonly rows: number;
  /** Pass as `fromLine` to go on after this batch. */
  readonly nextLine: number;
  /** Bytes of the file that were read up to here, for progress. */
  readonly bytesRead: number;
}

export interface ReadOptions {
  /** Skips rows that start before this line. */
  readonly fromLine?: number;
  /** Rows in one batch; 5,000 unless told. */
  readonly batchRows?: number;
}
