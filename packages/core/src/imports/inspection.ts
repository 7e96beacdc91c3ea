import type { DealStatus, LeadStatus, RecordKind } from './records.ts';

export const sourceSystems = ['salesforce', 'hubspot', 'pipedrive', 'zoho', 'dynamics', 'windshield', 'file'] as const;
/** Whose export it is; `file` is a system that we do not know. External ids are scoped by it. */
export type SourceSystem = (typeof sourceSystems)[number];

export interface Dialect {
  readonly encoding: string;
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  /** 1-based line of the header; 0 where the file has none. */
  readonly headerLine: number;
}

/** How the cells of one file are to be read. */
export interface CellFormat {
  readonly dateOrder: 'ymd' | 'dmy' | 'mdy';
  readonly decimal: '.' | ',';
  /** For amounts without a sign or code of their own; absent: the workspace's. */
  readonly currency?: string;
  /** IANA zone for times without an offset. */
  readonly timeZone: string;
}

/** One column of theirs, and the field of ours that it fills. */
export interface ColumnMapping {
  readonly header: string;
  /** 0-based position in the row. */
  readonly index: number;
  /** A field name of the file's kind as `fieldsOf(kind)` lists them, `custom`, or undefined: left out. */
  readonly field?: string;
  readonly samples: readonly string[];
  /** Numbers of the column count in this many (`1000000`: "in millions"). */
  readonly scale?: number;
  /** One short sentence: why we think so. */
  readonly why: string;
  /** 0..1 */
  readonly confidence: number;
}

export interface StageMapping {
  readonly name: string;
  readonly status: DealStatus;
  readonly position: number;
  readonly rows: number;
  readonly why: string;
}

export interface LeadStatusMapping {
  readonly name: string;
  readonly status: LeadStatus;
  readonly rows: number;
}

/** What a file adds to records of other files; it is read before them. */
export type SideTable =
  | 'dealLines'
  | 'dealContacts'
  | 'dealAccounts'
  | 'dealStages'
  | 'dealPipelines'
  | 'userRoles'
  | 'teams'
  | 'teamMembers'
  | 'engagementContacts'
  | 'engagementAccounts'
  | 'engagementDeals'
  | 'dictionary';

/** Everything needed to read one file; shown before anything is written, changeable, remembered by `shape`. */
export interface FilePlan {
  readonly path: string;
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
  readonly bytes: number;
  readonly system: SourceSystem;
  /** Absent: not a file of records; `side` or `skipReason` says why. */
  readonly kind?: RecordKind;
  readonly side?: SideTable;
  readonly skipReason?: string;
  /** Hash of kind-independent header names: the same export next week has the same shape. */
  readonly shape: string;
  readonly dialect: Dialect;
  readonly format: CellFormat;
  readonly columns: readonly ColumnMapping[];
  readonly stages: readonly StageMapping[];
  readonly leadStatuses: readonly LeadStatusMapping[];
  readonly rows: number;
}

/** Something a person should look at; nothing is changed silently. */
export interface Finding {
  readonly path: string;
  readonly column?: string;
  readonly value?: string;
  readonly suggestion?: string;
  readonly rows: number;
  readonly message: string;
}

export interface ExportDay {
  readonly day: string;
  /** One sentence: what it was read from. */
  readonly why: string;
}

export interface Inspection {
  readonly files: readonly FilePlan[];
  readonly findings: readonly Finding[];
  readonly exportDay?: ExportDay;
  /** The currency most amounts carry, where any does. */
  readonly currency?: string;
  /** One sentence for a person: "This looks like HubSpot: 14 companies, 36 contacts, 60 deals." */
  readonly summary: string;
}

/** A row that could not be used, kept to be downloaded, fixed and imported again. */
export interface RejectedRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly column?: string;
  readonly reason: string;
}
