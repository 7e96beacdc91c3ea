import type { hygiene } from '@windshield/store';

/** What the thread that looks through all records is started with. */
export interface ScanWork {
  readonly kind: hygiene.merging.MergeKind;
  /** So many pairs are handed back at the most. */
  readonly mostPairs: number;
}

/** Records as JSON text of compact rows, one page after the other; then the word to begin. */
export type ToScan = { readonly rows: string } | { readonly find: true };

export type FromScan =
  | { readonly keyed: readonly hygiene.duplicates.KeyedRecord[] }
  | { readonly doing: string; readonly share: number | undefined }
  | { readonly pairs: readonly hygiene.duplicates.FoundPair[] }
  | { readonly done: FoundInScan };

export interface FoundInScan {
  /** JSON text of the model. */
  readonly model: string;
  /** False: there were too few records to learn from. */
  readonly isFitted: boolean;
  readonly mergeAt: number;
  readonly pairs: number;
  readonly notes: readonly string[];
}
