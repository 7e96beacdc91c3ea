import type { WorkspaceTransaction } from '../engine/index.ts';
import { explainRefusal, NotFound } from '../records/index.ts';

export interface Erased {
  readonly erasedAt: string;
  /** Rows that held something of this person. */
  readonly records: number;
}

/**
 * Blanks a person everywhere, history included, for good. Only the role admin may; that it was done, by whom and why stays in the
 * history. What happened (that there was a meeting, when) stays as a fact without a name.
 *
 * @throws NotFound, Forbidden
 */
export async function eraseContact(tx: WorkspaceTransaction, id: string, reason: string): Promise<Erased> {
  try {
    const [row] = await tx.raw<Erased>(`select app.iso(erased_at) as "erasedAt", records from app.erase_contact($1, $2)`, [id, reason]);
    if (!row) throw new NotFound('contact', id);
    return row;
  } catch (error) {
    throw explainRefusal(error, 'contact');
  }
}
