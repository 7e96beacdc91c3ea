import { isDeepStrictEqual } from 'node:util';
import { type DealRecord, fieldTypesOf, type Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { type ChangeRow, writeChanges } from './change-rows.ts';
import { canonical } from './column-values.ts';
import { writeContactDetails } from './contact-details.ts';
import { pointKeys } from './contact-points.ts';
import { writeDealDetails } from './deal-details.ts';
import type { ImportContext, ImportRow, RejectedRow, RowOutcome } from './import-context.ts';
import { keepPendingReferences, type PendingReference } from './pending-references.ts';
import { recordId } from './record-id.ts';
import { type Cell, insertRows, jsonText } from './staging.ts';
import { type Column, camel, columnsOfKind, type StoredKind, storedKinds, type TargetKind, teamNameOf } from './stored-kinds.ts';
import { updateRows } from './update-rows.ts';
import type { Wanted } from './workspace-links.ts';

/** How much of the row counts: all of it, what differs from the last export, or only what is unknown here so far. */
type Manner = 'create' | 'overwrite' | 'difference' | 'fillBlanks';

export interface MergingRow extends ImportRow {
  id: string;
  manner: Manner;
  /** What the source said last time. */
  lastSeen: Readonly<Record<string, unknown>>;
  /** Fields in which the row differs from `lastSeen`. */
  changed: readonly string[];
  current?: Readonly<Record<string, unknown>>;
  /** True once anything of the record, details included, was really changed. */
  isChanged: boolean;
}

export interface Merged {
  readonly outcomes: RowOutcome[];
  /** The rows that did not say exactly what they said last time. */
  readonly merging: readonly MergingRow[];
  readonly rejected: readonly RejectedRow[];
}

/**
 * Writes records of one kind, no two of which can be the same: finds what each is here, writes new ones, and merges changed ones three
 * ways, so that an edit made here survives the same old export.
 */
export async function mergeRecords(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind,
  rows: readonly ImportRow[],
): Promise<Merged> {
  const outcomes: RowOutcome[] = [];
  let merging: MergingRow[] = [];
  const rejected: RejectedRow[] = [];
  // Records of several systems can be one by their names: they are looked for.
  const areNew = context.hasOneSource && (await context.newcomers.areAll(tx, storedKinds[kind].table));
  const known = areNew ? [] : await findKnown(tx, kind, rows);
  for (const [index, row] of rows.entries()) {
    const found = known[index];
    if (found?.isSame) outcomes.push({ line: row.line, outcome: 'unchanged', recordId: found.recordId });
    else merging.push(begin(row, found));
  }
  if (merging.length > 0) {
    await settleReferences(tx, context, kind, merging);
    if (storedKinds[kind].isAboutSomething) {
      const strays = merging.filter((row) => row.id === '' && isAboutNothing(context, row));
      rejected.push(...strays.map(strayRow));
      merging = merging.filter((row) => !strays.includes(row));
    }
    await recogniseNew(
      tx,
      context,
      kind,
      merging.filter(({ id }) => id === ''),
      areNew,
    );
    await loadCurrent(
      tx,
      kind,
      merging.filter(({ manner }) => manner !== 'create'),
    );
    await write(tx, context, kind, merging, areNew);
  }
  for (const row of merging) {
    const outcome = row.manner === 'create' ? 'created' : row.isChanged ? 'updated' : 'unchanged';
    const before = outcome === 'updated' ? [beforeOf(row)] : undefined;
    outcomes.push({ line: row.line, outcome, recordId: row.id, before });
  }
  return { outcomes, merging, rejected };

  function begin(row: ImportRow, found: Known | undefined): MergingRow {
    const lastSeen = found?.lastSeen ?? {};
    const changed = changedFields(kind, row.record, lastSeen, context.spoken);
    return { ...row, id: found?.recordId ?? '', manner: found ? 'difference' : 'create', lastSeen, changed, isChanged: false };
  }
}

const aboutFields = ['account', 'contact', 'deal', 'lead'] as const;

function isAboutNothing({ links }: ImportContext, { source, record }: MergingRow): boolean {
  const accountId = links.idOf('accounts', source, record['account'] as Ref | undefined);
  return aboutFields.every(
    (field) => links.idOf(`${field}s`, source, record[field] as Ref | undefined, field === 'contact' ? accountId : undefined) === undefined,
  );
}

/** A promise or a note stands on somebody's page; one about nobody would be seen by nobody. */
function strayRow({ line, record, cells }: MergingRow): RejectedRow {
  const field = aboutFields.find((one) => record[one] !== undefined);
  const ref = field && (record[field] as Ref);
  const reason = ref
    ? `The ${field} "${ref.name ?? ref.email ?? ref.key}" is not in this import or here already: import it first or together with this file`
    : 'It says no account, contact, deal or lead that it is about: fill in one of them';
  return { line, cells: cells ?? [], reason, ...(field && { column: field }) };
}

interface Known {
  readonly recordId: string;
  readonly isSame: boolean;
  readonly lastSeen: Readonly<Record<string, unknown>> | null;
}

async function findKnown(tx: WorkspaceTransaction, kind: StoredKind, rows: readonly ImportRow[]): Promise<(Known | undefined)[]> {
  const found = await tx.raw<{ nth: number; record_id: string; is_same: boolean; last_seen: Readonly<Record<string, unknown>> | null }>(
    `select (row.nth - 1)::integer as nth, known.record_id, known.fingerprint = row.fingerprint as is_same,
       case when known.fingerprint <> row.fingerprint then known.last_seen end as last_seen
     from unnest($2::text[], $3::text[], $4::bytea[]) with ordinality as row (source, key, fingerprint, nth)
     join app.external_keys known on known.kind = $1 and known.source = row.source and known.key = row.key`,
    [kind, rows.map(({ source }) => source), rows.map(({ record }) => record.key), rows.map(({ fingerprint }) => fingerprint)],
  );
  const known: (Known | undefined)[] = Array.from({ length: rows.length });
  for (const { nth, record_id, is_same, last_seen } of found) known[nth] = { recordId: record_id, isSame: is_same, lastSeen: last_seen };
  return known;
}

const isEmpty = (value: unknown) => value === undefined || value === null || (Array.isArray(value) && value.length === 0);

function changedFields(
  kind: StoredKind,
  record: Readonly<Record<string, unknown>>,
  lastSeen: Readonly<Record<string, unknown>>,
  spoken: ReadonlySet<string> | undefined,
): string[] {
  const changed: string[] = [];
  for (const [field] of fieldTypesOf(kind)) {
    if (field === 'key') continue;
    const now = record[field];
    const then = lastSeen[field];
    if (isEmpty(now) ? isEmpty(then) || spoken?.has(field) === false : isDeepStrictEqual(now, then)) continue;
    changed.push(field);
  }
  return changed;
}

async function settleReferences(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind,
  rows: readonly MergingRow[],
): Promise<void> {
  const { links } = context;
  const { references } = storedKinds[kind];
  if (kind === 'users' || kind === 'targets') {
    const teams = rows.flatMap(({ record }) => {
      const one = record as { teamName?: string; managerName?: string; region?: string };
      const name = kind === 'users' ? teamNameOf(one) : one.teamName;
      return name === undefined ? [] : [{ name, region: one.region, managerName: one.managerName }];
    });
    await links.settleTeams(tx, teams);
  }
  if (kind === 'deals')
    await links.stages.settle(
      tx,
      rows.map(({ record }) => record as unknown as DealRecord),
    );
  await links.settle(tx, function* (target): Iterable<Wanted> {
    for (const [field, fieldTarget] of references) {
      if (fieldTarget !== target) continue;
      for (const { source, record } of rows) {
        const ref = record[field] as Ref | undefined;
        if (ref === undefined) continue;
        yield {
          source,
          ref,
          accountId: target === 'contacts' ? links.idOf('accounts', source, record['account'] as Ref | undefined) : undefined,
          mayCreate: field !== 'parent',
        };
      }
    }
    if (kind === 'deals') yield* dealReferences(context, target, rows);
  });
}

function* dealReferences({ links }: ImportContext, target: TargetKind, rows: readonly MergingRow[]): Iterable<Wanted> {
  if (target !== 'contacts' && target !== 'products') return;
  for (const { source, record, lastSeen } of rows) {
    const deal = record as unknown as DealRecord;
    if (target === 'products') {
      for (const { product } of deal.lines) yield { source, ref: product };
      continue;
    }
    const accountId = links.idOf('accounts', source, deal.account);
    for (const { contact } of deal.contacts) yield { source, ref: contact, accountId };
    for (const { contact } of (lastSeen['contacts'] ?? []) as DealRecord['contacts'])
      yield { source, ref: contact, accountId, mayCreate: false };
  }
}

/** Says which of the rows without a known key are records that stand here already, and gives the others their id. */
async function recogniseNew(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind,
  rows: readonly MergingRow[],
  areNew: boolean,
): Promise<void> {
  if (rows.length === 0) return;
  for (const row of rows) {
    const createdAt = row.record.createdAt;
    row.id = recordId(
      row.source,
      kind,
      row.record.key,
      createdAt === undefined ? context.bornMillis : Date.parse(createdAt) || context.bornMillis,
    );
  }
  if (areNew) return;
  const standing = await tx.raw<{ id: string; is_deleted: boolean }>(
    `select id, deleted_at is not null as is_deleted from ${storedKinds[kind].table} where id = any ($1::uuid[])`,
    [rows.map(({ id }) => id)],
  );
  const standsAlive = new Map(standing.map(({ id, is_deleted }) => [id, !is_deleted]));
  for (const row of rows) if (standsAlive.get(row.id) === true) row.manner = 'overwrite';
  const open = rows.filter(({ manner }) => manner === 'create');
  // A record born in another Windshield says who it is; only people are recognised all the same.
  const anonymous = open.filter(({ source, record }) => kind === 'users' || source !== 'windshield' || !record.key.startsWith('id:'));
  for (const { row, id } of await recogniseByName(tx, context, kind, anonymous)) {
    row.id = id;
    row.manner = 'fillBlanks';
  }
}

/** A record is recognised by mail or name only while the same source has given it no key of its own: then they are two. */
async function recogniseByName(
  tx: WorkspaceTransaction,
  { links }: ImportContext,
  kind: StoredKind,
  rows: readonly MergingRow[],
): Promise<{ row: MergingRow; id: string }[]> {
  if (rows.length === 0) return [];
  const { table } = storedKinds[kind];
  const isFree = `not exists (select from app.external_keys known where known.record_id = record.id and known.kind = '${kind}' and known.source = row.source)`;
  const values: Cell[][] = rows.map((row) => {
    const { record } = row;
    const name = links.keyOfName((record['name'] as string | undefined) ?? '');
    if (kind === 'targets')
      return [
        row.source,
        record['period'] as string,
        null,
        links.idOf('users', row.source, record['user'] as Ref | undefined) ??
          links.teamId(record['teamName'] as string | undefined) ??
          null,
      ];
    if (kind === 'contacts')
      return [
        row.source,
        name,
        pointKeys(record).find(({ kind: pointKind }) => pointKind === 'email')?.key,
        links.idOf('accounts', row.source, record['account'] as Ref | undefined),
      ];
    return [row.source, name, (record['email'] as string | undefined)?.toLowerCase(), null];
  });
  const byKind: Partial<Record<StoredKind, string>> = {
    accounts: `record.name_key = row.name`,
    products: `record.name_key = row.name`,
    users: `(record.email = row.email or (record.name_key = row.name and (record.email is null or row.email is null)))`,
    contacts: `(exists (select from app.contact_points point where point.contact_id = record.id and point.kind = 'email' and point.value_key = row.email)
      or (record.name_key = row.name and record.account_id = row.scope::uuid and (record.email is null or row.email is null)))`,
    targets: `record.period = row.name and coalesce(record.user_id, record.team_id) is not distinct from row.scope::uuid`,
  };
  const condition = byKind[kind];
  if (condition === undefined) return [];
  const preferred = kind === 'users' ? '(record.email = row.email) desc nulls last,' : '';
  const candidates =
    kind === 'contacts'
      ? `(select contact_id as id from app.contact_points where kind = 'email' and value_key = row.email
          union select id from app.contacts where name_key = row.name and account_id = row.scope::uuid) candidate join app.contacts record on record.id = candidate.id`
      : `${table} record`;
  const found = await tx.raw<{ nth: number; id: string }>(
    `select (row.nth - 1)::integer as nth, match.id
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality as row (source, name, email, scope, nth)
     cross join lateral (select record.id from ${candidates} where record.deleted_at is null and ${condition} and ${isFree} order by ${preferred} record.id limit 1) match
     order by row.nth`,
    [0, 1, 2, 3].map((at) => values.map((row) => row[at] ?? null)),
  );
  const taken = new Set<string>();
  return found.flatMap(({ nth, id }) => {
    const row = rows[nth];
    if (!row || taken.has(`${row.source} ${id}`)) return [];
    taken.add(`${row.source} ${id}`);
    return [{ row, id }];
  });
}

async function loadCurrent(tx: WorkspaceTransaction, kind: StoredKind, rows: readonly MergingRow[]): Promise<void> {
  if (rows.length === 0) return;
  const current = await tx.raw<Record<string, unknown> & { id: string }>(
    `select * from ${storedKinds[kind].table} where id = any ($1::uuid[]) for update`,
    [rows.map(({ id }) => id)],
  );
  const byId = new Map(current.map((one) => [one.id, one]));
  for (const row of rows) {
    const one = byId.get(row.id);
    if (one) row.current = one;
    else row.manner = 'create';
  }
}

async function write(
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

/** What an import leaves alone: the role of somebody who signs in, a promise that was settled here; and a deal that is open has no day on which it was closed. */
function keepWhatImportsMayNot(
  kind: StoredKind,
  current: Readonly<Record<string, unknown>>,
  merged: Map<string, unknown>,
  touched: Set<string>,
): void {
  if (kind === 'users' && !isEmpty(current['auth_user_id'])) for (const name of ['role', 'is_active']) touched.delete(name);
  if (kind === 'users') for (const name of ['role', 'is_active']) if (!touched.has(name)) merged.set(name, current[name]);
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

/** Keeps what the source said, for the next three-way merge. */
async function rememberSaid(
  tx: WorkspaceTransaction,
  context: ImportContext,
  kind: StoredKind,
  rows: readonly MergingRow[],
): Promise<void> {
  await insertRows(
    tx,
    'app.external_keys',
    ['kind', 'source', 'key', 'record_id', 'external_id', 'fingerprint', 'last_seen', 'import_id'],
    rows.map((row) => {
      if (context.links && isTarget(kind)) context.links.remember(kind, row.source, row.record.key, row.id);
      return [kind, row.source, row.record.key, row.id, row.record.externalId, row.fingerprint, jsonText(saidNow(row)), context.importId];
    }),
    `on conflict (workspace_id, kind, source, key) do update set record_id = excluded.record_id, external_id = excluded.external_id,
       fingerprint = excluded.fingerprint, last_seen = excluded.last_seen`,
  );
}

function isTarget(kind: StoredKind): kind is StoredKind & TargetKind {
  return kind === 'users' || kind === 'products' || kind === 'accounts' || kind === 'contacts' || kind === 'deals' || kind === 'leads';
}

/** Everything known to have been said by the source: this row over what earlier rows said in columns that this file does not have. */
function saidNow({ record, lastSeen, changed }: MergingRow): Record<string, unknown> {
  const said: Record<string, unknown> = { ...lastSeen };
  for (const field of changed) {
    if (isEmpty(record[field])) delete said[field];
    else said[field] = record[field];
  }
  return said;
}

/** Under which key the source knew the record, and what it had said before in the fields that changed; null: nothing. */
function beforeOf({ source, record, changed, lastSeen }: MergingRow): Record<string, unknown> {
  return { kind: record.kind, source, key: record.key, said: Object.fromEntries(changed.map((field) => [field, lastSeen[field] ?? null])) };
}
