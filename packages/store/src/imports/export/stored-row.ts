import type { SourceSystem } from '@windshield/core';

/** A row of a table with whose it is and its key there. */
export interface StoredRow extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly export_system: SourceSystem;
  readonly export_key: string;
  readonly export_external_id: string | null;
}
