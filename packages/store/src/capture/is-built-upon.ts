import type { WorkspaceTransaction } from '../engine/index.ts';

const parts = ['needs', 'notes', 'next_steps', 'outcomes', 'costs'] as const;
const pointers: Readonly<Record<'contact_id' | 'account_id', readonly string[]>> = {
  contact_id: ['leads', ...parts],
  account_id: ['contacts', 'deals', 'leads', ...parts],
};

/**
 * Whether somebody built upon a record: a deal, a person, a note, a step, a talk that was noted. What capture brought by itself does not count:
 * it is judged by its own rules.
 */
export async function isBuiltUpon(tx: WorkspaceTransaction, kind: 'contacts' | 'accounts', id: string): Promise<boolean> {
  const column = kind === 'contacts' ? 'contact_id' : 'account_id';
  const records = pointers[column].map(
    (table) =>
      `exists (select from app.${table} t where t.workspace_id = (select app.workspace()) and t.${column} = $1 and t.deleted_at is null)`,
  );
  const byHand = `i.workspace_id = (select app.workspace()) and not (i.source = 'windshield' and i.key ~ '^(mail|meeting):')`;
  const [row] = await tx.raw<{ built: boolean }>(
    `select ${records.join(' or ')}
       or exists (select from app.interactions i where i.${column} = $1 and ${byHand})
       ${
         kind === 'contacts'
           ? `or exists (select from app.buying_group g where g.workspace_id = (select app.workspace()) and g.contact_id = $1)
       or exists (select from app.interaction_participants p join app.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
         where p.workspace_id = (select app.workspace()) and p.contact_id = $1 and ${byHand})`
           : ''
       } as built`,
    [id],
  );
  return row?.built === true;
}
