import type { ImportRecord, SourceSystem } from '@windshield/core';

/** A record and whose it is. */
export interface Exported {
  readonly system: SourceSystem;
  readonly record: ImportRecord;
}
