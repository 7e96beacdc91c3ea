import { isDeepStrictEqual } from 'node:util';
import type { Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { recordId } from '../records/record-id.ts';
import { insertRows } from '../records/staging.ts';
import type { ChangeRow } from './change-rows.ts';
import { pointKeys } from './contact-points.ts';
import type { ImportContext } from './import-context.ts';
import type { MergingRow } from './merging-row.ts';

/** Addresses are a set: what the source adds is added, what it no longer has and had brought is removed. Employments open and close, and stay. */
export async function writeContactDetails(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly MergingRow[],
  changes: ChangeRow[],
): Promise<void> {
  const alive = rows.filter(({ current }) => current?.['erased_at'] == null);
  await writePoints(
    tx,
    context,
    alive.filter(({ manner, changed }) => manner === 'create' || changed.includes('points')),
    changes,
  );
  await writeEmployments(
    tx,
    context,
    alive.filter(({ manner, changed }) => manner === 'create' || changed.includes('account') || changed.includes('title')),
  );
}

async function writePoints(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly MergingRow[],
  changes: ChangeRow[],
): Promise<void> {
  const known = rows.filter(({ manner }) => manner !== 'create');
  const before = known.length === 0 ? new Map<string, unknown>() : await pointsOf(tx, known);
  const removed = known.flatMap(({ id, record, lastSeen }) => {
    const now = new Set(pointKeys(record).map(({ kind, key }) => `${kind} ${key}`));
    return pointKeys(lastSeen).flatMap(({ kind, key }) => (now.has(`${kind} ${key}`) ? [] : [{ id, kind, key }]));
  });
  if (removed.length > 0)
    await tx.raw(
      `delete from app.contact_points point using unnest($1::uuid[], $2::text[], $3::text[]) as gone (id, kind, key)
       where point.contact_id = gone.id and point.kind = gone.kind and point.value_key = gone.key`,
      [removed.map(({ id }) => id), removed.map(({ kind }) => kind), removed.map(({ key }) => key)],
    );
  await insertRows(
    tx,
    'app.contact_points',
    ['id', 'contact_id', 'kind', 'value', 'value_key', 'label', 'position', 'status', 'import_id'],
    rows.flatMap(({ id, record, manner }) => {
      const taken = new Set<string>();
      return pointKeys(record).flatMap(({ kind, value, key, label }, position) => {
        if (taken.has(`${kind} ${key}`)) return [];
        taken.add(`${kind} ${key}`);
        const born = manner === 'create' ? Date.parse(record.createdAt ?? '') || context.bornMillis : context.bornMillis;
        return [[recordId('point', id, `${kind} ${key}`, born), id, kind, value, key, label, position, 'unknown', context.importId]];
      });
    }),
    'on conflict do nothing',
  );
  if (known.length === 0) return;
  const after = await pointsOf(tx, known);
  for (const row of known) {
    const from = before.get(row.id) ?? [];
    const to = after.get(row.id) ?? [];
    if (isDeepStrictEqual(from, to)) continue;
    row.isChanged = true;
    changes.push({
      kind: 'contacts',
      recordId: row.id,
      field: 'points',
      from,
      to,
      occurredAt: context.changedAt,
      importId: context.importId,
      line: row.line,
    });
  }
}

/** Addresses of contacts as `changes` shows them. */
export async function pointsOf(tx: WorkspaceTransaction, rows: readonly { readonly id: string }[]): Promise<Map<string, unknown>> {
  const points = await tx.raw<{ contact_id: string; points: unknown }>(
    `select contact_id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kind', kind, 'value', value, 'label', label)) order by kind, position, value_key) as points
     from app.contact_points where contact_id = any ($1::uuid[]) group by contact_id`,
    [rows.map(({ id }) => id)],
  );
  return new Map(points.map(({ contact_id, points: list }) => [contact_id, list]));
}

async function writeEmployments(tx: WorkspaceTransaction, context: ImportContext, rows: readonly MergingRow[]): Promise<void> {
  const moves = rows.flatMap((row) => {
    const { id, record, source, manner, current, changed } = row;
    const ref = record['account'] as Ref | undefined;
    const accountId = context.links.idOf('accounts', source, ref);
    const now = current?.['account_id'] ?? undefined;
    if (ref !== undefined && accountId === undefined) return [];
    if (manner === 'fillBlanks' && now !== undefined && now !== accountId) return [];
    // A title alone says nothing about where somebody works who was moved here.
    if (manner === 'difference' && !changed.includes('account') && now !== accountId) return [];
    return [{ row, id, accountId, isNew: manner === 'create', title: record['title'] as string | undefined }];
  });
  const standing = moves.filter(({ isNew }) => !isNew);
  if (standing.length > 0) {
    const values = [
      standing.map(({ id }) => id),
      standing.map(({ accountId }) => accountId ?? null),
      standing.map(({ title }) => title ?? null),
    ];
    await tx.raw(
      `update app.employments employment set ended_on = greatest($3::date, started_on)
       from unnest($1::uuid[], $2::uuid[]) as moved (id, account_id)
       where employment.contact_id = moved.id and employment.is_primary and employment.ended_on is null and employment.account_id is distinct from moved.account_id`,
      [values[0], values[1], context.exportDay ?? context.changedAt.slice(0, 10)],
    );
    await tx.raw(
      `update app.employments employment set title = said.title from unnest($1::uuid[], $2::uuid[], $3::text[]) as said (id, account_id, title)
       where employment.contact_id = said.id and employment.account_id = said.account_id and employment.ended_on is null and employment.title is distinct from said.title`,
      values,
    );
  }
  const open = new Set(
    standing.length === 0
      ? []
      : (
          await tx.raw<{ contact_id: string }>(
            'select contact_id from app.employments where contact_id = any ($1::uuid[]) and is_primary and ended_on is null',
            [standing.map(({ id }) => id)],
          )
        ).map(({ contact_id }) => contact_id),
  );
  await insertRows(
    tx,
    'app.employments',
    ['id', 'contact_id', 'account_id', 'title', 'is_primary', 'import_id'],
    moves.flatMap(({ row, id, accountId, title, isNew }) => {
      if (accountId === undefined || open.has(id)) return [];
      const born = isNew ? Date.parse(row.record.createdAt ?? '') || context.bornMillis : context.bornMillis;
      return [
        [
          recordId('employment', id, isNew ? accountId : `${accountId} ${context.changedAt}`, born),
          id,
          accountId,
          title,
          true,
          context.importId,
        ],
      ];
    }),
    'on conflict do nothing',
  );
}
