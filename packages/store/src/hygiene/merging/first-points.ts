import { pointKey } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { TakenValue } from './merged-values.ts';
import { rememberValues } from './remembered-values.ts';

const kindOf = { email: 'email', phone: 'phone' } as const;

/** The mail or phone that was chosen to stay becomes the first of its kind. */
export async function putFirst(
  tx: WorkspaceTransaction,
  mergeId: string,
  contactId: string,
  taken: readonly TakenValue[],
  chosen: Readonly<Record<string, string>>,
): Promise<void> {
  for (const { field, to, sourceId } of taken) {
    if (!(field in kindOf) || typeof to !== 'string' || chosen[field] === undefined) continue;
    const [moved] = await tx.raw<{ id: string; was: number; is: number }>(
      `with first as (select min(position) as position from app.contact_points where workspace_id = (select app.workspace()) and contact_id = $1),
         chosen as (select p.id, p.position as was, first.position - 1 as is from app.contact_points p, first
           where p.workspace_id = (select app.workspace()) and p.contact_id = $1 and p.kind = $2 and p.value_key = $3)
       update app.contact_points p set position = chosen.is from chosen where p.workspace_id = (select app.workspace()) and p.id = chosen.id
       returning p.id, chosen.was, chosen.is`,
      [contactId, field, pointKey(field, to)],
    );
    if (moved)
      await rememberValues(tx, mergeId, [
        {
          recordKind: 'contactPoints',
          recordId: moved.id,
          field: 'position',
          sourceId,
          from: moved.was,
          to: moved.is,
          changeId: undefined,
        },
      ]);
  }
}

/** A contact's own mail and phone are the first of its points; after points came or went they are looked up again. */
export async function syncFirstPoints(tx: WorkspaceTransaction, contactIds: readonly string[]): Promise<void> {
  for (const kind of Object.values(kindOf))
    await tx.raw(
      `update app.contacts c set ${kind} = first.value
       from unnest($1::uuid[]) asked (id) cross join lateral (
         select p.value from app.contact_points p where p.workspace_id = (select app.workspace()) and p.contact_id = asked.id and p.kind = '${kind}'
         order by p.position, p.id limit 1) first
       where c.workspace_id = (select app.workspace()) and c.id = asked.id and c.${kind} is distinct from first.value
         and (c.${kind} is null or not exists (select from app.contact_points p where p.workspace_id = (select app.workspace())
           and p.contact_id = asked.id and p.kind = '${kind}' and (p.value = c.${kind} or p.value_key = lower(c.${kind}))))`,
      [contactIds],
    );
}

/** A contact whose last address of a kind was removed while it was merged has none of that kind. */
export async function clearFirstPoints(tx: WorkspaceTransaction, contactId: string): Promise<void> {
  await tx.raw(
    `update app.contacts c set email = case when kept.emails then c.email end, phone = case when kept.phones then c.phone end
     from (select coalesce(bool_or(p.kind = 'email'), false) as emails, coalesce(bool_or(p.kind = 'phone'), false) as phones
       from app.contact_points p where p.workspace_id = (select app.workspace()) and p.contact_id = $1) kept
     where c.workspace_id = (select app.workspace()) and c.id = $1`,
    [contactId],
  );
}
