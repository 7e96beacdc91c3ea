import type { WorkspaceTransaction } from '../engine/index.ts';
import { explainRefusal, NotFound } from '../records/index.ts';
import { contactsOf } from './contacts-of-lead.ts';

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

/**
 * The same for somebody known as a lead: the contacts that they became or whose mail address is theirs, and all their leads.
 *
 * @throws NotFound, Forbidden
 */
export async function eraseLead(tx: WorkspaceTransaction, id: string, reason: string): Promise<Erased> {
  const [lead] = await tx.raw<{ id: string; contactIds: string[] }>(
    `select l.id, array(select ${contactsOf('l')}) as "contactIds" from app.leads l where l.id = app.merged_target('leads', $1)`,
    [id],
  );
  if (!lead) throw new NotFound('lead', id);
  const done: Erased[] = [];
  for (const contactId of lead.contactIds) done.push(await eraseContact(tx, contactId, reason));
  try {
    // Those reached it already, unless its address is nobody else's.
    const rest = await tx.raw<Erased>(
      `select app.iso(erased.erased_at) as "erasedAt", erased.records from app.leads l cross join lateral app.erase_lead(l.id, $2) erased
       where l.id = $1 and l.erased_at is null`,
      [lead.id, reason],
    );
    done.push(...rest);
  } catch (error) {
    throw explainRefusal(error, 'lead');
  }
  const erasedAt = done.at(-1)?.erasedAt;
  if (erasedAt === undefined) throw new NotFound('lead', id);
  return { erasedAt, records: done.reduce((sum, { records }) => sum + records, 0) };
}
