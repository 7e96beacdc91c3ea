import type { Mend } from '@windshield/core';
import { accounts } from '../../accounts/index.ts';
import { deals, setBuyingGroup } from '../../deals/index.ts';
import { isUuid, type WorkspaceTransaction } from '../../engine/index.ts';
import { leads } from '../../leads/index.ts';
import { nextSteps } from '../../parts/index.ts';
import { type ContactPoint, contacts } from '../../people/index.ts';
import { InvalidValue, type Values } from '../../records/index.ts';
import type { QualityKind } from './facts.ts';

/** One thing that cleaning wrote, enough to take it back. */
export interface MendedField {
  readonly kind: QualityKind | 'nextSteps';
  readonly recordId: string;
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

const rooms = { accounts, contacts, leads, deals, nextSteps };
const reason = 'clean-up';

type PointWithStatus = ContactPoint & { readonly status: string };

/**
 * Carries out an answer through the same rooms that people write through, so that history and what follows are the same.
 *
 * @param typed what the person typed, for answers that need it
 * @returns what was written; nothing for an answer that says the record is right
 * @throws InvalidValue, Forbidden, NotFound
 */
export async function mend(
  tx: WorkspaceTransaction,
  kind: QualityKind,
  id: string,
  how: Mend,
  typed: string | undefined,
): Promise<MendedField[]> {
  if (how.kind === 'keep') return [];
  if (how.kind === 'settleSteps') return settleSteps(tx, id, how.status);
  if (how.kind === 'addStep') return addStep(tx, id, demand(typed, 'value'));
  if (how.kind === 'point') return mendPoint(tx, id, how, typed);
  if (how.kind === 'set' && how.field === 'buyingGroup') return addPerson(tx, id, demand(typed, 'value'));
  const values = how.kind === 'setAll' ? how.values : { [how.field]: how.value === undefined ? readTyped(how.field, typed) : how.value };
  return write(tx, kind, id, values);
}

/** Writes fields and tells what they were. */
export async function write(tx: WorkspaceTransaction, kind: MendedField['kind'], id: string, values: Values): Promise<MendedField[]> {
  const before = (await rooms[kind].get(tx, id)) as unknown as Values;
  const patch = kind === 'deals' ? await withCurrency(tx, before, values) : values;
  const after = (await rooms[kind].change(tx, id, undefined, patch, { reason })) as unknown as Values;
  return Object.keys(patch)
    .filter((field) => JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null))
    .map((field) => ({ kind, recordId: id, field, from: before[field] ?? null, to: after[field] ?? null }));
}

/** A first amount is in the workspace's currency. */
async function withCurrency(tx: WorkspaceTransaction, before: Values, values: Values): Promise<Values> {
  if (values['amountMinor'] === undefined || values['amountMinor'] === null || before['currency'] || values['currency']) return values;
  const [row] = await tx.raw<{ currency: string }>(`select currency from app.workspaces where workspace_id = (select app.workspace())`);
  return { ...values, currency: row?.currency };
}

async function settleSteps(tx: WorkspaceTransaction, dealId: string, status: 'kept' | 'dropped'): Promise<MendedField[]> {
  const open = await tx.raw<{ id: string }>(
    `select id from app.next_steps where workspace_id = (select app.workspace()) and deal_id = $1 and status = 'open' and deleted_at is null order by id`,
    [dealId],
  );
  const written: MendedField[] = [];
  for (const { id } of open) written.push(...(await write(tx, 'nextSteps', id, { status })));
  return written;
}

async function addStep(tx: WorkspaceTransaction, dealId: string, what: string): Promise<MendedField[]> {
  const step = await nextSteps.create(tx, { what, promisedBy: 'us', dealId });
  return [{ kind: 'nextSteps', recordId: step.id, field: 'deletedAt', from: step.recordedAt, to: null }];
}

async function addPerson(tx: WorkspaceTransaction, dealId: string, contactId: string): Promise<MendedField[]> {
  if (!isUuid(contactId)) throw wrong('value', 'takes the id of a contact');
  const before = (await deals.get(tx, dealId)).contacts.map(memberOf);
  const after = [...before.filter((member) => member.contactId !== contactId), { contactId, role: null, isPrimary: before.length === 0 }];
  await setBuyingGroup(tx, dealId, after);
  return [{ kind: 'deals', recordId: dealId, field: 'buyingGroup', from: before, to: after }];
}

const memberOf = ({ id, role, isPrimary }: { id: string; role: string | null; isPrimary: boolean }) => ({ contactId: id, role, isPrimary });

async function mendPoint(
  tx: WorkspaceTransaction,
  contactId: string,
  { point: kind, from, does }: Extract<Mend, { kind: 'point' }>,
  typed: string | undefined,
): Promise<MendedField[]> {
  const before = (await contacts.get(tx, contactId)).points as readonly PointWithStatus[];
  if (does === 'confirm') {
    await setPointStatus(tx, contactId, from, 'valid');
  } else {
    const value = does === 'replace' ? demand(typed, 'value') : undefined;
    const others = before.filter((point) => point.kind !== kind || point.value !== from);
    const at = before.findIndex((point) => point.kind === kind && point.value === from);
    const label = before[at]?.label ?? null;
    const points =
      value === undefined ? others : others.toSpliced(at < 0 ? others.length : at, 0, { kind, value, label, status: 'unknown' });
    await contacts.change(tx, contactId, undefined, { points: points.map(plain) }, { reason });
  }
  const after = (await contacts.get(tx, contactId)).points;
  return [{ kind: 'contacts', recordId: contactId, field: 'points', from: before, to: after }];
}

const plain = ({ kind, value, label }: ContactPoint) => ({ kind, value, label });

async function setPointStatus(tx: WorkspaceTransaction, contactId: string, value: string | null, status: string): Promise<void> {
  await tx.raw(
    `update app.contact_points set status = $3 where workspace_id = (select app.workspace()) and contact_id = $1 and value = $2 and status <> $3`,
    [contactId, value, status],
  );
}

/** Writes what a field was before, whatever kind of field it is. */
export async function putBack(tx: WorkspaceTransaction, { kind, recordId, field, from }: MendedField): Promise<void> {
  const why = { reason: `${reason} taken back` };
  if (kind === 'nextSteps' && field === 'deletedAt') return nextSteps.remove(tx, recordId, undefined, why);
  if (field === 'buyingGroup') return void (await setBuyingGroup(tx, recordId, from as ReturnType<typeof memberOf>[]));
  if (field === 'points') {
    const points = from as PointWithStatus[];
    await contacts.change(tx, recordId, undefined, { points: points.map(plain) }, why);
    for (const { value, status } of points) await setPointStatus(tx, recordId, value, status);
    return;
  }
  await rooms[kind].change(tx, recordId, undefined, { [field]: from }, why);
}

/** What the field is now, to be compared with what cleaning left. `undefined`: the record is gone. */
export async function readField(tx: WorkspaceTransaction, { kind, recordId, field }: MendedField): Promise<unknown> {
  const record = (await rooms[kind].get(tx, recordId)) as unknown as Values;
  if (field === 'buyingGroup') return (record['contacts'] as Parameters<typeof memberOf>[0][]).map(memberOf);
  return record[field] ?? null;
}

const wrong = (field: string, message: string) => new InvalidValue({ field, message });

function demand(typed: string | undefined, field: string): string {
  const text = typed?.trim();
  if (!text) throw wrong(field, 'is missing: this answer needs one');
  return text;
}

/** What a person typed, as the field takes it. */
function readTyped(field: string, typed: string | undefined): string | number {
  const text = demand(typed, 'value');
  if (field === 'amountMinor' || field === 'yearFounded') {
    if (!/^\d{1,15}$/.test(text))
      throw wrong('value', `takes a whole number${field === 'amountMinor' ? ' in minor units, such as 36500 for 365.00' : ''}`);
    return Number(text);
  }
  if (field === 'expectedCloseOn' && !isDay(text)) throw wrong('value', 'takes a day such as 2026-12-31');
  if (field === 'openedAt' || field === 'closedAt') {
    if (!isDay(text)) throw wrong('value', 'takes a day such as 2026-12-31');
    return `${text}T00:00:00Z`;
  }
  if ((field === 'ownerId' || field === 'accountId') && !isUuid(text)) throw wrong('value', 'takes the id of a record here');
  return text;
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
