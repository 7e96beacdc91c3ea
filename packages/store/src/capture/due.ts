import type { WorkspaceTransaction } from '../engine/index.ts';
import type { SourceKind } from './sources.ts';

export interface DueSource {
  readonly id: string;
  readonly userId: string;
  readonly kind: SourceKind;
  /** Was never read to its end. */
  readonly isNew: boolean;
}

/**
 * Sources of anybody here that are to be read at an instant (ISO): new ones, those whose pause is over, and those whose kind is asked
 * again after so long (mailboxes 5, calendars 10 or 30 minutes, watched folders 1).
 */
export const dueSources = (tx: WorkspaceTransaction, at: string): Promise<DueSource[]> =>
  tx.raw<DueSource>(`select id, user_id as "userId", kind, is_new as "isNew" from app.sources_due($1)`, [at]);
