import type { InteractionRecord, Participant, ParticipantRole, Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { recordId } from '../records/record-id.ts';
import { type Cell, EncodedRows, insertRows, jsonText, type TableRows } from '../records/staging.ts';
import { type Addressee, findAddressees } from './addressees.ts';
import type { ImportContext, ImportRow, RowOutcome } from './import-context.ts';
import { keepPendingReferences, type PendingReference } from './pending-references.ts';
import type { TargetKind } from './stored-kinds.ts';
import type { Wanted } from './workspace-links.ts';

const columns = [
  ...['id', 'type', 'direction', 'state', 'occurred_at', 'duration_minutes', 'subject', 'body', 'place', 'thread_key'],
  ...[
    'user_id',
    'contact_id',
    'account_id',
    'deal_id',
    'lead_id',
    'custom',
    'source',
    'key',
    'fingerprint',
    'import_id',
    'created_at',
    'recorded_by',
  ],
];
const participantColumns = ['interaction_id', 'position', 'role', 'user_id', 'contact_id', 'address', 'has_accepted', 'occurred_at'];

interface KnownInteraction {
  readonly id: string;
  readonly isSame: boolean;
}

/**
 * Appends interactions, each once by its key within its source. One that the source tells differently now is corrected through the
 * audited function, which writes what changed.
 */
export async function mergeInteractions(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly ImportRow[],
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  const known = (await context.newcomers.areAll(tx, 'app.interactions')) ? [] : await findKnown(tx, rows);
  const fresh: Fresh[] = [];
  for (const [index, row] of rows.entries()) {
    const found = known[index];
    if (found?.isSame) outcomes.push({ line: row.line, outcome: 'unchanged', recordId: found.id });
    else fresh.push({ row, id: found?.id ?? idOf(row), isNew: !found });
  }
  if (fresh.length === 0) return outcomes;
  const told = fresh.map(({ row }) => row);
  await context.links.settle(tx, wantedBy(context, told));
  const resolve = await resolver(tx, context, told);
  const written = writtenOf(fresh, resolve);
  await insertRows(tx, 'app.interactions', columns, written.interactions);
  await insertRows(tx, 'app.interaction_participants', participantColumns, written.participants);
  await keepPendingReferences(tx, context, 'interactions', [], written.pending);
  const changed = await correct(tx, context, written.corrected);
  for (const { row, id } of written.corrected)
    outcomes.push({ line: row.line, outcome: changed.has(id) ? 'updated' : 'unchanged', recordId: id });
  return [...outcomes, ...written.outcomes];
}

/** Interactions that only need to be appended, with what becomes of their rows. */
export interface ReadyInteractions {
  readonly tables: readonly TableRows[];
  readonly outcomes: readonly RowOutcome[];
  /** Whether it still holds: nothing was doubted or forgotten since. */
  isValid(tx: WorkspaceTransaction): Promise<boolean>;
}

/**
 * Makes rows ready while the batch before is still being written, reading only what is committed. Undefined where that is not enough:
 * where rows may stand here already, where a reference is to be settled, where mail addresses are to be matched.
 */
export async function readyInteractions(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly ImportRow[],
): Promise<ReadyInteractions | undefined> {
  const { links, newcomers } = context;
  const { generation } = links;
  const isValid = async (now: WorkspaceTransaction) => links.generation === generation && (await newcomers.areAll(now, 'app.interactions'));
  if (rows.some(({ record }) => addressesOf(record as unknown as InteractionRecord).length > 0)) return undefined;
  if (!(await isValid(tx))) return undefined;
  if (!(await links.findAhead(tx, wantedBy(context, rows)))) return undefined;
  const resolve = await resolver(tx, context, rows);
  const fresh = rows.map((row) => ({ row, id: idOf(row), isNew: true }));
  const { interactions, participants, outcomes, pending } = writtenOf(fresh, resolve);
  if (pending.length > 0) return undefined;
  const tables = [
    { table: 'app.interactions', columns, rows: new EncodedRows(interactions) },
    { table: 'app.interaction_participants', columns: participantColumns, rows: new EncodedRows(participants) },
  ];
  return { tables, outcomes, isValid };
}

interface Fresh {
  readonly row: ImportRow;
  readonly id: string;
  readonly isNew: boolean;
}

const idOf = ({ source, record }: ImportRow) => recordId(source, 'interactions', record.key, Date.parse(record['occurredAt'] as string));

function writtenOf(fresh: readonly Fresh[], resolve: (row: ImportRow, id: string) => Written) {
  const interactions: Cell[][] = [];
  const participants: Cell[][] = [];
  const outcomes: RowOutcome[] = [];
  const corrected: { row: ImportRow; id: string; cells: Cell[]; participants: Cell[][] }[] = [];
  const pending: PendingReference[] = [];
  for (const { row, id, isNew } of fresh) {
    const written = resolve(row, id);
    for (const reference of written.pending) pending.push(reference);
    if (isNew) {
      interactions.push(written.cells);
      for (const participant of written.participants) participants.push(participant);
      outcomes.push({ line: row.line, outcome: 'created', recordId: id });
    } else corrected.push({ row, id, ...written });
  }
  return { interactions, participants, outcomes, corrected, pending };
}

async function findKnown(tx: WorkspaceTransaction, rows: readonly ImportRow[]): Promise<(KnownInteraction | undefined)[]> {
  const found = await tx.raw<{ nth: number; id: string; is_same: boolean }>(
    `select (row.nth - 1)::integer as nth, known.id, coalesce(known.fingerprint = row.fingerprint, false) as is_same
     from unnest($1::text[], $2::text[], $3::bytea[]) with ordinality as row (source, key, fingerprint, nth)
     join app.interactions known on known.source = row.source and known.key = row.key`,
    [rows.map(({ source }) => source), rows.map(({ record }) => record.key), rows.map(({ fingerprint }) => fingerprint)],
  );
  const known: (KnownInteraction | undefined)[] = Array.from({ length: rows.length });
  for (const { nth, id, is_same } of found) known[nth] = { id, isSame: is_same };
  return known;
}

interface Written {
  readonly cells: Cell[];
  readonly participants: Cell[][];
  readonly pending: readonly PendingReference[];
}

/** What the rows point at, kind by kind. */
function wantedBy({ links }: ImportContext, rows: readonly ImportRow[]): (target: TargetKind) => Iterable<Wanted> {
  return function* (target) {
    const field = ({ users: 'user', accounts: 'account', deals: 'deal', leads: 'lead' } as Partial<Record<TargetKind, string>>)[target];
    for (const { source, record } of rows) {
      const ref = field === undefined ? undefined : (record[field] as Ref | undefined);
      if (ref) yield { source, ref };
      if (target !== 'users' && target !== 'contacts') continue;
      const { participants, account } = record as unknown as InteractionRecord;
      for (const { user, contact, address } of participants) {
        // Who is known by an address, a caller by the number, is not made anew because a name stands beside it.
        const mayCreate = address === undefined;
        if (target === 'users' && user) yield { source, ref: user, mayCreate };
        if (target === 'contacts' && contact) yield { source, ref: contact, accountId: links.idOf('accounts', source, account), mayCreate };
      }
    }
  };
}

/** What each row becomes, once its references are settled. */
async function resolver(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly ImportRow[],
): Promise<(row: ImportRow, id: string) => Written> {
  const { links } = context;
  const addressees = await findAddressees(
    tx,
    rows.flatMap(({ record }) => addressesOf(record as unknown as InteractionRecord)),
  );
  const whole = rows.map((row) => ({ row, people: peopleOf(context, row, addressees) }));
  const contacts = whole.flatMap(({ people }) => people.contactId ?? []);
  const deals = rows.flatMap(({ source, record }) => links.idOf('deals', source, record['deal'] as Ref | undefined) ?? []);
  const accountOfContact = await links.accountsOf(tx, 'contacts', contacts);
  const accountOfDeal = await links.accountsOf(tx, 'deals', deals);
  const peopleOfRow = new Map(whole.map(({ row, people }) => [row, people]));
  return (row, id) => {
    const { source, record } = row;
    const said = record as unknown as InteractionRecord;
    const people = peopleOfRow.get(row) as People;
    const pending: PendingReference[] = [...people.pending(id)];
    const link = (field: 'user' | 'account' | 'deal' | 'lead', target: TargetKind) => {
      const found = links.idOf(target, source, said[field]);
      const ref = said[field];
      if (ref && found === undefined) pending.push({ recordId: id, field, source, target, ref });
      return found;
    };
    const userId = link('user', 'users') ?? people.userId;
    const dealId = link('deal', 'deals');
    const leadId = link('lead', 'leads');
    const accountId =
      link('account', 'accounts') ??
      (dealId === undefined ? undefined : accountOfDeal.get(dealId)) ??
      (people.contactId === undefined ? undefined : accountOfContact.get(people.contactId));
    const cells: Cell[] = [
      id,
      said.type,
      said.direction,
      said.state,
      said.occurredAt,
      said.durationMinutes === undefined ? undefined : Math.round(said.durationMinutes),
      said.subject,
      said.body,
      said.place,
      said.threadKey,
      userId,
      people.contactId,
      accountId,
      dealId,
      leadId,
      said.custom === undefined ? undefined : jsonText(said.custom),
      source,
      said.key,
      row.fingerprint,
      context.importId,
      said.createdAt,
      tx.actor.userId,
    ];
    return { cells, participants: people.rows(id, userId), pending };
  };
}

const addressesOf = ({ participants }: InteractionRecord) => participants.flatMap(({ address }) => address ?? []);

interface People {
  readonly contactId: string | undefined;
  readonly userId: string | undefined;
  rows(interactionId: string, userId: string | undefined): Cell[][];
  pending(interactionId: string): readonly PendingReference[];
}

/** The place of the other side, and of ours, in an interaction of each direction: what needs no row of its own. */
export const theirRole: Readonly<Record<string, ParticipantRole>> = { in: 'from', out: 'to', both: 'attendee' };
const ourRole: Readonly<Record<string, ParticipantRole>> = { in: 'to', out: 'from', both: 'organiser' };

function peopleOf({ links }: ImportContext, { source, record }: ImportRow, addressees: ReadonlyMap<string, Addressee>): People {
  const { direction, participants, occurredAt, account } = record as unknown as InteractionRecord;
  const accountId = links.idOf('accounts', source, account);
  const whole = participants.map((participant, position) => {
    const addressee = participant.address === undefined ? undefined : addressees.get(participant.address.toLowerCase());
    return {
      participant,
      position,
      contactId: addressee?.contactId ?? links.idOf('contacts', source, participant.contact, accountId),
      userId: addressee?.userId ?? links.idOf('users', source, participant.user),
    };
  });
  const theirs = whole.filter(({ contactId }) => contactId !== undefined);
  const main = theirs.find(({ participant }) => participant.role === theirRole[direction]) ?? theirs[0];
  const us = whole.find(({ userId, participant }) => userId !== undefined && participant.role === ourRole[direction]);
  return {
    contactId: main?.contactId,
    userId: us?.userId,
    rows(interactionId, interactionUser) {
      const rows: Cell[][] = [];
      for (const { participant, contactId, userId } of whole) {
        const isPlain = participant.hasAccepted === undefined;
        if (isPlain && contactId !== undefined && contactId === main?.contactId && participant.role === theirRole[direction]) continue;
        if (isPlain && userId !== undefined && userId === interactionUser && participant.role === ourRole[direction]) continue;
        rows.push([
          interactionId,
          rows.length,
          participant.role,
          userId,
          contactId,
          addressOf(participant, (contactId ?? userId) !== undefined),
          participant.hasAccepted,
          occurredAt,
        ]);
      }
      return rows;
    },
    pending: (interactionId) =>
      whole.flatMap(({ participant: { contact, role }, contactId }) =>
        contact && contactId === undefined
          ? [{ recordId: interactionId, field: 'participants', source, target: 'contacts' as const, ref: contact, details: { role } }]
          : [],
      ),
  };
}

/** Who it was, as far as the source says, stays readable until the record arrives. */
function addressOf({ address, contact, user }: Participant, isKnown: boolean): string | undefined {
  const ref = isKnown ? undefined : (contact ?? user);
  return address ?? ref?.email ?? ref?.name ?? ref?.key;
}

async function correct(
  tx: WorkspaceTransaction,
  context: ImportContext,
  rows: readonly {
    readonly row: ImportRow;
    readonly id: string;
    readonly cells: readonly Cell[];
    readonly participants: readonly (readonly Cell[])[];
  }[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const named = (names: readonly string[], cells: readonly Cell[]) =>
    Object.fromEntries(names.map((name, at) => [name, cells[at] ?? null]));
  const corrections = rows.map(({ row, cells, participants }) => ({
    ...named(columns, cells),
    custom: row.record.custom ?? null,
    participants: participants.map((one) => named(participantColumns, one)),
  }));
  const changed = await tx.raw<{ id: string }>('select app.correct_interactions($1, $2, $3::jsonb) as id', [
    context.importId,
    context.changedAt,
    jsonText(corrections),
  ]);
  return new Set(changed.map(({ id }) => id));
}
