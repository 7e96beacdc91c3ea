import { pointKey } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { contacts } from '../people/index.ts';
import { type Circumstances, NotFound } from '../records/index.ts';

interface Point {
  readonly kind: 'email' | 'phone';
  readonly value: string;
}

/** Adds an address or number to a contact behind those that are there. @returns its id; undefined where the contact had it already */
export async function addPoint(
  tx: WorkspaceTransaction,
  contactId: string,
  point: Point,
  circumstances: Circumstances,
): Promise<string | undefined> {
  const key = pointKey(point.kind, point.value);
  if (await idOf(tx, contactId, point.kind, key)) return undefined;
  const own = await pointsOf(tx, contactId);
  await contacts.change(tx, contactId, undefined, { points: [...own, { ...point, label: null }] }, circumstances);
  return idOf(tx, contactId, point.kind, key);
}

/** Takes an address or number that a decision added away again, unless somebody labelled it since, wrote it otherwise, or took it away. */
export async function removePoint(
  tx: WorkspaceTransaction,
  contactId: string,
  pointId: string,
  circumstances: Circumstances,
): Promise<void> {
  const [point] = await tx.raw<{ kind: string; value_key: string }>(
    `select p.kind, p.value_key from app.contact_points p join app.contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id and c.deleted_at is null
     where p.workspace_id = (select app.workspace()) and p.contact_id = $1 and p.id = $2 and p.label is null`,
    [contactId, pointId],
  );
  if (!point) return;
  const kept = (await pointsOf(tx, contactId)).filter(
    ({ kind, value }) => kind !== point.kind || pointKey(kind, value) !== point.value_key,
  );
  await contacts.change(tx, contactId, undefined, { points: kept }, circumstances);
}

async function pointsOf(tx: WorkspaceTransaction, contactId: string) {
  const { points, deletedAt } = await contacts.get(tx, contactId);
  if (deletedAt !== null) throw new NotFound('contact', contactId);
  return points.map(({ kind, value, label }) => ({ kind, value, label }));
}

async function idOf(tx: WorkspaceTransaction, contactId: string, kind: string, key: string): Promise<string | undefined> {
  const [row] = await tx.raw<{ id: string }>(
    'select id from app.contact_points where workspace_id = (select app.workspace()) and contact_id = $1 and kind = $2 and value_key = $3',
    [contactId, kind, key],
  );
  return row?.id;
}
