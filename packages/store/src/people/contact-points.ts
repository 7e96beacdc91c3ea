import { randomUUIDv7 } from 'node:crypto';
import { pointKey } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { FieldChange } from '../records/index.ts';
import type { ContactPoint } from './contact.ts';

/**
 * Replaces the addresses of a contact; one that stays keeps its id and what is known of its validity. The first of a kind becomes the
 * contact's own mail or phone.
 */
export async function replacePoints(tx: WorkspaceTransaction, contactId: string, points: readonly ContactPoint[]): Promise<FieldChange[]> {
  const before = await readPoints(tx, contactId);
  const unique = [...new Map(points.map((point) => [`${point.kind} ${pointKey(point.kind, point.value)}`, point])).values()];
  const keys = unique.map(({ kind, value }) => pointKey(kind, value));
  const kinds = unique.map(({ kind }) => kind);
  await tx.raw(
    `delete from app.contact_points p where p.workspace_id = (select app.workspace()) and p.contact_id = $1
       and not exists (select from unnest($2::text[], $3::text[]) n (kind, key) where n.kind = p.kind and n.key = p.value_key)`,
    [contactId, kinds, keys],
  );
  await tx.raw(
    `insert into app.contact_points (id, contact_id, kind, value, value_key, label, position)
     select id, $1, kind, value, key, label, place - 1
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality n (id, kind, value, key, label, place)
     on conflict (workspace_id, contact_id, kind, value_key) do update
       set value = excluded.value, label = excluded.label, position = excluded.position`,
    [
      contactId,
      unique.map(() => randomUUIDv7()),
      kinds,
      unique.map(({ value }) => value.trim()),
      keys,
      unique.map(({ label }) => label ?? null),
    ],
  );
  const first = (kind: ContactPoint['kind']) => unique.find((point) => point.kind === kind)?.value.trim() ?? null;
  await tx.raw(
    `update app.contacts set email = $2, phone = $3 where workspace_id = (select app.workspace()) and id = $1
       and (email is distinct from $2 or phone is distinct from $3)`,
    [contactId, first('email'), first('phone')],
  );
  const after = await readPoints(tx, contactId);
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field: 'points', from: before, to: after }];
}

async function readPoints(tx: WorkspaceTransaction, contactId: string): Promise<ContactPoint[]> {
  return tx.raw<ContactPoint>(
    `select kind, value, label from app.contact_points where workspace_id = (select app.workspace()) and contact_id = $1 order by position, id`,
    [contactId],
  );
}
