import type { WorkspaceTransaction } from '../engine/index.ts';
import { explainRefusal, NotFound } from '../records/index.ts';

export interface Erased {
  readonly erasedAt: string;
  /** Rows that held something of this person. */
  readonly records: number;
}

/**
 * Blanks a person everywhere, history included, for good. Only the role admin may; that it was done, by whom and why stays in the
 * history. What happened (that there was a meeting, when) stays as a fact without a name. Contacts that were merged are one person: all of
 * them are erased, and their merges cannot be taken back.
 *
 * @throws NotFound, Forbidden
 */
export async function eraseContact(tx: WorkspaceTransaction, id: string, reason: string): Promise<Erased> {
  try {
    const [row] = await tx.raw<Erased>(
      `select app.iso(max(erased.erased_at)) as "erasedAt", sum(erased.records)::int as records
       from app.merged_under('contacts', array[app.merged_target('contacts', $1)]) one (id) cross join lateral app.erase_contact(one.id, $2) erased`,
      [id, reason],
    );
    if (!row?.erasedAt) throw new NotFound('contact', id);
    return row;
  } catch (error) {
    throw explainRefusal(error, 'contact');
  }
}
