import { isDeepStrictEqual } from 'node:util';
import type { Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { type Cell, insertRows, jsonText } from '../records/staging.ts';
import { type ChangeRow, writeChanges } from './change-rows.ts';
import { canonical } from './column-values.ts';
import { writeContactDetails } from './contact-details.ts';
import { writeDealDetails } from './deal-details.ts';
import type { ImportContext } from './import-context.ts';
import { isEmpty, type MergingRow } from './merging-row.ts';
import { keepPendingReferences, type PendingReference } from './pending-references.ts';
import { rememberSaid } from './remember-said.ts';
import { type Column, camel, columnsOfKind, type StoredKind, storedKinds } from './stored-kinds.ts';
import { updateRows } from './update-rows.ts';

/**
 * Writes what rows make of their records: new ones, the fields that the source changed, the details of contacts and deals, what stays pending,
 * the history of it all, and what the source said.
 */
export async function writeMerged(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind,
  rows: readonly MergingRow[],
  areNew: boolean,
): Promise<void> {
  const columns = columnsOfKind(kind);
  const created = rows.filter(({ manner }) => manner === 'create');
  const changes: ChangeRow[] = [];
  await insertCreated(tx, context, kind, columns, created, changes, areNew);
  await updateMerged(
    tx,
    context,
    kind,
    columns,
    rows.filter(({ current }) => current !== undefined),
    changes,
  );
  if (kind === 'contacts') await writeContactDetails(tx, context, rows, changes);
  if (kind === 'deals') await writeDealDetails(tx, context, rows, changes);
  await keepPendingReferences(tx, context, kind, rows, pendingOf(context, kind, rows));
  await writeChanges(tx, changes);
  await rememberSaid(tx, context, kind, rows);
}

async function insertCreated(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind,
  columns: readonly Column[],
  rows: readonly MergingRow[],
  changes: ChangeRow[],
  areNew: boolean,
): Promise<void> {
  if (rows.length === 0) return;
  const { table, fields } = storedKinds[kind];
  const deleted = areNew
    ? []
    : await tx.raw<{ id: string; deleted_at: Date }>(
        `select id, deleted_at from ${table} where id = any ($1::uuid[]) and deleted_at is not null for update`,
        [rows.map(({ id }) => id)],
      );
  for (const { id, deleted_at } of deleted)
    changes.push({
      kind,
      recordId: id,
      field: 'deletedAt',
      from: deleted_at.toISOString(),
      to: null,
      occurredAt: context.changedAt,
      importId: context.importId,
      line: 0,
    });
  const writers = [...fields.values()];
  const names = columns.map(({ name }) => name);
  await insertRows(
    tx,
    table,
    ['id', 'import_id', 'version', ...names],
    rows.map(({ id, record, source }) => {
      const cells: Cell[] = [id, context.importId, 1];
      for (const writer of writers) cells.push(...writer.cells(record, source, context.links));
      return cells;
    }),
    deleted.length === 0
      ? ''
      : `on conflict (workspace_id, id) do update set deleted_at = null, version = ${table}.version + 1, updated_at = now(), import_id = excluded.import_id,
         ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  );
}

async function updateMerged(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind,
  columns: readonly Column[],
  rows: readonly MergingRow[],
  changes: ChangeRow[],
): Promise<void> {
  const { fields, references } = storedKinds[kind];
  const updated: { id: string; values: Map<string, unknown> }[] = [];
  for (const row of rows) {
    const current = row.current ?? {};
    if (isErased(current)) continue;
    const merged = new Map<string, unknown>(columns.map(({ name, type }) => [name, canonical(type, current[name])]));
    const touched = new Set<string>();
    for (const field of row.changed) {
      const writer = fields.get(field);
      if (!writer) continue;
      const ref = row.record[field] as Ref | undefined;
      const cells = field === 'custom' ? [jsonText(mergedCustom(row))] : writer.cells(row.record, row.source, context.links);
      // A reference to a record that is not here yet stays pending; it does not take the link away that stands.
      if (references.has(field) && ref !== undefined && cells[0] === undefined) continue;
      const isBlank = writer.columns.every(
        ({ name }) => isEmpty(current[name]) || (name === 'custom' && Object.keys(current[name] as object).length === 0),
      );
      if (row.manner === 'fillBlanks' && !isBlank && field !== 'custom') continue;
      for (const [index, { name, type }] of writer.columns.entries()) {
        merged.set(name, canonical(type, cells[index]));
        touched.add(name);
      }
    }
    keepWhatImportsMayNot(kind, current, merged, touched);
    const differing = columns.filter(
      ({ name, type }) => touched.has(name) && !isDeepStrictEqual(merged.get(name), canonical(type, current[name])),
    );
    if (differing.length === 0) continue;
    row.isChanged = true;
    for (const { name, type } of differing) {
      if (name === 'name_key') continue;
      changes.push({
        kind,
        recordId: row.id,
        field: camel(name),
        from: canonical(type, current[name]),
        to: merged.get(name),
        occurredAt: context.changedAt,
        importId: context.importId,
        line: row.line,
      });
    }
    updated.push({ id: row.id, values: merged });
  }
  await updateRows(tx, kind, updated);
}

const isErased = (current: Readonly<Record<string, unknown>>) => !isEmpty(current['erased_at']);

/** Custom columns merge one by one: an edit of one here survives a change of another there. */
function mergedCustom({ current, record, lastSeen, manner }: MergingRow): Record<string, unknown> {
  const custom = { ...(current?.['custom'] as Record<string, unknown> | undefined) };
  const then = (lastSeen['custom'] ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(record.custom ?? {})) {
    if (manner === 'fillBlanks' ? custom[name] === undefined : then[name] !== value) custom[name] = value;
  }
  return custom;
}

const ofWhoSignsIn = ['name', 'name_key', 'email', 'role', 'is_active'];

/** What an import leaves alone: name, mail and role of somebody who signs in, a promise that was settled here; and a deal that is open has no day on which it was closed. */
function keepWhatImportsMayNot(
  kind: StoredKind,
  current: Readonly<Record<string, unknown>>,
  merged: Map<string, unknown>,
  touched: Set<string>,
): void {
  if (kind === 'users' && !isEmpty(current['auth_user_id'])) for (const name of ofWhoSignsIn) touched.delete(name);
  if (kind === 'users') for (const name of ofWhoSignsIn) if (!touched.has(name)) merged.set(name, current[name]);
  if (kind === 'nextSteps' && current['status'] !== 'open') touched.delete('status');
  if (kind === 'deals' && merged.get('status') === 'open' && merged.get('closed_at') !== null) {
    merged.set('closed_at', null);
    touched.add('closed_at');
  }
}

function pendingOf({ links }: ImportContext, kind: StoredKind, rows: readonly MergingRow[]): PendingReference[] {
  const pending: PendingReference[] = [];
  for (const [field, target] of storedKinds[kind].references) {
    for (const { id, record, source } of rows) {
      const ref = record[field] as Ref | undefined;
      if (ref === undefined) continue;
      const accountId = target === 'contacts' ? links.idOf('accounts', source, record['account'] as Ref | undefined) : undefined;
      if (links.idOf(target, source, ref, accountId) === undefined) pending.push({ recordId: id, field, source, target, ref });
    }
  }
  return pending;
}
