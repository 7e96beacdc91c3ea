import { randomUUIDv7 } from 'node:crypto';
import { nameKey, pointKey } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { type Cell, jsonText, stageRows } from '../records/staging.ts';
import type { JudgedItem } from './judge-item.ts';
import type { PlacedItems, PlacingSource } from './place-items.ts';

const columns = ['id', 'owner_id', 'kind', 'contact_id', 'account_id', 'field', 'value', 'value_key', 'interaction_id', 'occurred_at'];

/** Promises further back than this are settled or forgotten: nobody is asked about them. */
const oldestPromiseDays = 14;

/**
 * Proposes what signatures say of contacts and differs from what is here, and dates that were promised. Of a promise the words are kept only
 * where the owner keeps text. A value is proposed once: dismissed, it does not come back.
 */
export async function keepProposals(
  tx: WorkspaceTransaction,
  source: PlacingSource,
  { judged, interactionOf, created }: PlacedItems,
): Promise<void> {
  const fresh = new Set(created);
  const rows = new Map<string, Cell[]>();
  for (const one of judged) {
    const interactionId = interactionOf.get(one.item.itemKey);
    if (interactionId === undefined || !fresh.has(interactionId)) continue;
    for (const { kind, contact, field, value, key } of proposalsOf(one, source.keepsText)) {
      const label = `${contact.contactId} ${field} ${key}`;
      const known = rows.get(label);
      // The newest of equal ones is the evidence.
      if (known && String(known[9]) >= one.item.occurredAt) continue;
      rows.set(label, [
        ...[randomUUIDv7(), source.userId, kind, contact.contactId, contact.accountId, field],
        ...[jsonText(value), key, interactionId, one.item.occurredAt],
      ]);
    }
  }
  if (rows.size === 0) return;
  const staged = await stageRows(tx, 'app.proposals', columns, [...rows.values()]);
  await tx.raw(
    `insert into app.proposals (${columns.join(', ')}, deal_id)
     select ${columns.map((name) => `s.${name}`).join(', ')}, i.deal_id
     from pg_temp.${staged} s join app.interactions i on i.workspace_id = (select app.workspace()) and i.id = s.interaction_id
     where s.kind <> 'nextStep' or (s.value ->> 'dueOn')::date >= current_date - ${oldestPromiseDays}
     on conflict do nothing`,
  );
}

interface Proposed {
  readonly kind: 'contactField' | 'nextStep';
  readonly contact: JudgedItem['contacts'][number]['contact'];
  readonly field: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly key: string;
}

function proposalsOf({ item, direction, contacts }: JudgedItem, keepsText: boolean): Proposed[] {
  const proposed: Proposed[] = [];
  const writer = contacts.find(({ party }) => party.role === 'from')?.contact;
  const { signature } = item;
  if (writer && signature) {
    const { title } = signature;
    if (title !== undefined && title.length <= 200 && nameKey(title) !== nameKey(writer.title ?? ''))
      proposed.push({ kind: 'contactField', contact: writer, field: 'title', value: { value: title }, key: nameKey(title) });
    const phone = signature.phones[0];
    if (phone !== undefined && !writer.phones.includes(pointKey('phone', phone)))
      proposed.push({ kind: 'contactField', contact: writer, field: 'phone', value: { value: phone }, key: pointKey('phone', phone) });
  }
  const other = writer ?? (contacts.find(({ party }) => party.role === 'to') ?? contacts[0])?.contact;
  for (const { words, dueOn, by } of item.promises ?? []) {
    if (other === undefined) break;
    const promisedBy = (by === 'writer') === (direction === 'out') ? 'us' : 'them';
    proposed.push({
      kind: 'nextStep',
      contact: other,
      field: 'nextStep',
      value: { dueOn, promisedBy, ...(keepsText && { words }) },
      key: `${promisedBy} ${dueOn}`,
    });
  }
  return proposed;
}
