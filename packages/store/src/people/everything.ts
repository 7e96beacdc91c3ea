import type { WorkspaceTransaction } from '../engine/index.ts';
import { NotFound } from '../records/index.ts';
import { contactsOf } from './contacts-of-lead.ts';

export interface PersonData {
  readonly name: string;
  /** What is stored, by the kind of record; kinds without any are left out. */
  readonly parts: readonly { readonly kind: string; readonly rows: readonly Record<string, unknown>[] }[];
}

/** Where what is stored of a person stands. $1 are their contacts, $2 their leads, $3 the interactions they took part in, $4 their addresses. */
const places: readonly (readonly [kind: string, table: string, condition: string])[] = [
  ['contacts', 'contacts', 't.id = any ($1)'],
  ['contactPoints', 'contact_points', 't.contact_id = any ($1)'],
  ['employments', 'employments', 't.contact_id = any ($1)'],
  ['leads', 'leads', 't.id = any ($2)'],
  ['buyingGroups', 'buying_group', 't.contact_id = any ($1)'],
  ['interactions', 'interactions', 't.id = any ($3)'],
  ['interactionTexts', 'interaction_contents', 't.interaction_id = any ($3)'],
  [
    'participations',
    'interaction_participants',
    't.interaction_id = any ($3) and (t.contact_id = any ($1) or lower(t.address) = any ($4))',
  ],
  ['needs', 'needs', 't.contact_id = any ($1) or t.lead_id = any ($2)'],
  ['nextSteps', 'next_steps', 't.contact_id = any ($1) or t.lead_id = any ($2)'],
  ['notes', 'notes', 't.contact_id = any ($1) or t.lead_id = any ($2)'],
  ['outcomes', 'outcomes', 't.contact_id = any ($1) or t.lead_id = any ($2)'],
  ['costs', 'costs', 't.contact_id = any ($1) or t.lead_id = any ($2)'],
  ['proposals', 'proposals', 't.contact_id = any ($1)'],
  ['absences', 'contact_absences', 't.contact_id = any ($1)'],
  ['addressDecisions', 'address_decisions', 't.contact_id = any ($1)'],
  ['findings', 'findings', 't.record_id = any ($1 || $2)'],
  ['importedAs', 'external_keys', 't.record_id = any ($1 || $2)'],
  ['importRows', 'import_rows', 't.record_id = any ($1 || $2)'],
  ['changes', 'changes', 't.record_id = any ($1 || $2)'],
];

/** Of no meaning to anybody but the database. */
const inward = `'{workspace_id,search_text,name_key,value_key,fingerprint}'::text[]`;

/**
 * Everything that is stored of a person, as it is stored: all contacts and leads that are theirs, merged ones too, and what refers to those. What its reader
 * may not see stays out, such as texts of mails that a colleague keeps for themselves.
 *
 * @throws NotFound
 */
export async function everythingAbout(tx: WorkspaceTransaction, kind: 'contacts' | 'leads', id: string): Promise<PersonData> {
  const who = await findPerson(tx, kind, id);
  const values = [who.contacts, who.leads, who.interactions, who.addresses];
  const parts: { kind: string; rows: Record<string, unknown>[] }[] = [];
  for (const [part, table, condition] of places) {
    const rows = await tx.raw<{ row: Record<string, unknown> }>(
      `with given (contacts, leads, interactions, addresses) as (values ($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]))
       select to_jsonb(t) - ${inward} as row from app.${table} t where ${condition} limit 100000`,
      values,
    );
    if (rows.length > 0) parts.push({ kind: part, rows: rows.map(({ row }) => camelCased(row)) });
  }
  return { name: who.name, parts };
}

interface Person {
  readonly name: string;
  readonly contacts: string[];
  readonly leads: string[];
  readonly interactions: string[];
  readonly addresses: string[];
}

async function findPerson(tx: WorkspaceTransaction, kind: 'contacts' | 'leads', id: string): Promise<Person> {
  const [person] = await tx.raw<Person>(
    `with asked as (select t.* from app.${kind} t where t.id = app.merged_target('${kind}', $1)),
       theirs (id) as (select app.merged_under('contacts', array(${kind === 'leads' ? `select one.id from asked l cross join lateral (select ${contactsOf('l')}) one (id)` : 'select id from asked'}))),
       reached (address) as (
         select lower(p.value) from app.contact_points p where p.contact_id in (select id from theirs)
         union select lower(p.value_key) from app.contact_points p where p.contact_id in (select id from theirs)
         union select lower(c.email) from app.contacts c where c.id in (select id from theirs)
         union select lower(c.phone) from app.contacts c where c.id in (select id from theirs)
         union select lower(l.email) from app.leads l where l.id in (select id from asked)),
       seeds (id) as (
         select l.id from app.leads l where l.contact_id in (select id from theirs) or lower(l.email) in (select address from reached where address <> '')
           or (lower(l.phone) in (select address from reached) and l.name_key in (select c.name_key from app.contacts c where c.id in (select id from theirs)))
         ${kind === 'leads' ? 'union select id from asked' : ''}),
       led (id) as (select app.merged_under('leads', array(select id from seeds))),
       known (address) as (select address from reached where address <> '' union select lower(l.email) from app.leads l where l.id in (select id from led) and l.email <> '')
     select (select name from asked) as name, array(select id from theirs) as contacts, array(select id from led) as leads,
       array(select address from known) as addresses,
       array(
         select i.id from app.interactions i where i.contact_id in (select id from theirs) or i.lead_id in (select id from led)
         -- by way of the interactions themselves: threads that are hidden from the reader stay so
         union select i.id from app.interaction_participants p join app.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
           where p.contact_id in (select id from theirs) or lower(p.address) in (select address from known)) as interactions
     where exists (select from asked)`,
    [id],
  );
  if (!person) throw new NotFound(kind === 'leads' ? 'lead' : 'contact', id);
  return person;
}

const camelCased = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name.replaceAll(/_(\w)/g, (_, sign: string) => sign.toUpperCase()), value]),
  );
