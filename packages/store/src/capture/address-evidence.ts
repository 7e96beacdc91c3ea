import { randomUUIDv7 } from 'node:crypto';
import type { ReadMessage } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';

/** What a message shows about addresses: that one works, or that it does not any more. */
export interface AddressEvidence {
  readonly address: string;
  readonly status: 'valid' | 'stale';
  /** ISO instant of the message. */
  readonly at: string;
}

/** Of a personal mail that its writer's address works; of a bounce which addresses are dead. A full mailbox is not a dead one. */
export function evidenceOf(message: ReadMessage, at: string): AddressEvidence[] {
  if (message.kind === 'personal') return message.from ? [{ address: message.from.address, status: 'valid', at }] : [];
  return message.failedDeliveries.flatMap(({ address, isPermanent }) =>
    isPermanent ? [{ address: address.toLowerCase(), status: 'stale' as const, at }] : [],
  );
}

/** Of a row `said` with an address: its owner, or the workspace, wants nothing of it kept. */
const isNobodysBusiness = `exists (select from app.address_decisions d
  where d.workspace_id = (select app.workspace()) and d.undone_at is null and d.choice in ('private', 'excluded') and (d.owner_id is null or d.owner_id = (select app.user_id()))
    and d.value = case d.scope when 'domain' then split_part(said.address, '@', 2) else said.address end)`;

/**
 * Writes what is now known of contacts' addresses. The newest evidence counts, in whatever order it comes; what changes leaves a line in the
 * contact's history.
 */
export async function keepEvidence(tx: WorkspaceTransaction, evidence: readonly AddressEvidence[]): Promise<void> {
  const newest = new Map<string, AddressEvidence>();
  for (const one of evidence) {
    const other = newest.get(one.address);
    if (!other || other.at < one.at || (other.at === one.at && one.status === 'valid')) newest.set(one.address, one);
  }
  if (newest.size === 0) return;
  const said = [...newest.values()];
  await tx.raw(
    `with said as (select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::uuid[]) as s (address, status, at, change_id)),
     moved as (
       update app.contact_points p set status = said.status, status_at = said.at
       from said join app.contact_points was on was.workspace_id = (select app.workspace()) and was.kind = 'email' and was.value_key = said.address
       where p.workspace_id = was.workspace_id and p.id = was.id and (p.status_at is null or p.status_at < said.at) and not ${isNobodysBusiness}
       returning p.contact_id, p.value, was.status as was, said.status as now, said.at, said.change_id)
     insert into app.changes (id, record_kind, record_id, field, from_value, to_value, occurred_at, user_id, source, reason)
     select md5(change_id::text || contact_id::text)::uuid, 'contacts', contact_id, 'emailStatus', jsonb_build_object('value', value, 'status', was), jsonb_build_object('value', value, 'status', now),
       at, (select app.user_id()), 'system', case now when 'stale' then 'Mail to this address came back' else 'They wrote from this address' end
     from moved where (now = 'stale' and was <> 'stale') or (now = 'valid' and was = 'stale')`,
    [said.map(({ address }) => address), said.map(({ status }) => status), said.map(({ at }) => at), said.map(() => randomUUIDv7())],
  );
}

/** Keeps until when contacts are away, as their own replies say; the newest counts. */
export async function keepAbsences(
  tx: WorkspaceTransaction,
  absences: readonly { address: string; backOn: string; at: string }[],
): Promise<void> {
  if (absences.length === 0) return;
  await tx.raw(
    `insert into app.contact_absences as known (contact_id, back_on, said_at)
     select distinct on (p.contact_id) p.contact_id, said.back_on, said.at
     from unnest($1::text[], $2::date[], $3::timestamptz[]) as said (address, back_on, at)
     join app.contact_points p on p.workspace_id = (select app.workspace()) and p.kind = 'email' and p.value_key = said.address
     where not ${isNobodysBusiness}
     order by p.contact_id, said.at desc
     on conflict (workspace_id, contact_id) do update set back_on = excluded.back_on, said_at = excluded.said_at where known.said_at < excluded.said_at`,
    [absences.map(({ address }) => address), absences.map(({ backOn }) => backOn), absences.map(({ at }) => at)],
  );
}
