import { isDeepStrictEqual } from 'node:util';
import { type DealRecord, fieldTypesOf, type Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { ImportContext, ImportRow, RejectedRow, RowOutcome } from './import-context.ts';
import { isEmpty, type MergingRow } from './merging-row.ts';
import { findKnown, type Known, recogniseNew } from './recognise-records.ts';
import { beforeOf } from './remember-said.ts';
import { type StoredKind, storedKinds, type TargetKind, teamNameOf } from './stored-kinds.ts';
import type { Wanted } from './workspace-links.ts';
import { writeMerged } from './write-merged.ts';

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
  // Two rows of a source can be one record here, where somebody merged the two: the second is merged with what the first left.
  const met = new Set<string>();
  const later: ImportRow[] = [];
  for (const [index, row] of rows.entries()) {
    const found = known[index];
    if (found?.isSame) outcomes.push({ line: row.line, outcome: 'unchanged', recordId: found.recordId });
    else if (found && met.has(found.recordId)) later.push(row);
    else merging.push(begin(row, found));
    if (found) met.add(found.recordId);
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
    await writeMerged(tx, context, kind, merging, areNew);
  }
  for (const row of merging) {
    const outcome = row.manner === 'create' ? 'created' : row.isChanged ? 'updated' : 'unchanged';
    const before = outcome === 'updated' ? [beforeOf(row)] : undefined;
    outcomes.push({ line: row.line, outcome, recordId: row.id, before });
  }
  if (later.length === 0) return { outcomes, merging, rejected };
  const rest = await mergeRecords(tx, context, kind, later);
  return {
    outcomes: [...outcomes, ...rest.outcomes],
    merging: [...merging, ...rest.merging],
    rejected: [...rejected, ...rest.rejected],
  };

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
