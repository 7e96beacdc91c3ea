import type { WorkspaceTransaction } from '../engine/index.ts';
import type { CapturedItem, Placed } from './item.ts';
import { lockCapture, placeItems } from './place-items.ts';
import { keepProposals } from './proposed.ts';
import { ownSources } from './sources.ts';

/** What settles: a decision that can be taken back, or one whose traces are to go at once. */
export interface Settling {
  readonly decisionId?: string | undefined;
  readonly isForgotten?: boolean | undefined;
}

/** Items settled at once: bounds memory however much waits. */
const mostAtOnce = 1_000;

/** Of a waiting address `a`: whether it is a contact's by now, or nobody's business. */
const isSettled = `(exists (
    select from app.contact_points p join app.contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id and c.deleted_at is null
    where p.workspace_id = a.workspace_id and p.kind = 'email' and p.value_key = a.address)
  or exists (
    select from app.address_decisions d where d.workspace_id = a.workspace_id and d.undone_at is null and d.choice in ('ignored', 'private', 'excluded')
      and ((d.scope = 'address' and d.value = a.address) or (d.scope = 'domain' and d.value = a.domain))))`;

/**
 * Looks at the acting person's waiting items again and gives a place to those whose people are known by now, or nobody's business: after a
 * decision, and after contacts came from elsewhere. What a decision settled is kept aside until it can no longer be taken back.
 *
 * @returns how many interactions came about or found one more of their people
 */
export async function settleWaiting(tx: WorkspaceTransaction, settling: Settling = {}): Promise<{ interactions: number }> {
  await lockCapture(tx);
  const sources = new Map((await ownSources(tx)).map((source) => [source.id, source]));
  let interactions = await addLateParticipants(tx);
  for (let isDone = false; !isDone; ) {
    const taken = await tx.raw<{ source_id: string; item_key: string; facts: CapturedItem | null }>(
      `select t.source_id, t.item_key, w.facts from (
         select distinct a.source_id, a.item_key from app.waiting_addresses a
         where a.workspace_id = (select app.workspace()) and a.decision_id is null and ${isSettled} order by 1, 2 limit ${mostAtOnce}) t
       left join app.waiting_items w on w.workspace_id = (select app.workspace()) and w.source_id = t.source_id and w.item_key = t.item_key and w.decision_id is null`,
    );
    isDone = taken.length < mostAtOnce;
    for (const [sourceId, group] of Map.groupBy(taken, ({ source_id }) => source_id)) {
      const source = sources.get(sourceId);
      const items = group.flatMap(({ facts }) => facts ?? []);
      if (source && items.length > 0) {
        const written = await placeItems(tx, source, items);
        await keepProposals(tx, source, written);
        await moveFates(tx, sourceId, written.placed, settling);
        if (written.created.length > 0) await tx.raw('select app.refold_interactions($1)', [written.created]);
        interactions += written.created.length;
      }
      await settleAddresses(
        tx,
        sourceId,
        group.map(({ item_key }) => item_key),
        settling,
      );
    }
  }
  return { interactions };
}

const isKept = ({ decisionId, isForgotten }: Settling) => decisionId !== undefined && isForgotten !== true;

async function moveFates(
  tx: WorkspaceTransaction,
  sourceId: string,
  placed: ReadonlyMap<string, Placed>,
  settling: Settling,
): Promise<void> {
  const moved = [...placed].filter(([, { fate }]) => fate !== 'waiting');
  if (moved.length === 0) return;
  const keys = moved.map(([key]) => key);
  await tx.raw(
    `update app.capture_reads r set fate = said.fate, reason = said.reason, decision_id = $2
     from unnest($3::uuid[], $4::text[], $5::text[]) as said (key, fate, reason)
     where r.workspace_id = (select app.workspace()) and r.source_id = $1 and r.item_key = said.key`,
    [sourceId, settling.decisionId ?? null, keys, moved.map(([, { fate }]) => fate), moved.map(([, { reason }]) => reason ?? null)],
  );
  const ofThese = `workspace_id = (select app.workspace()) and source_id = $1 and item_key = any ($2::uuid[]) and decision_id is null`;
  if (isKept(settling))
    await tx.raw(`update app.waiting_items set decision_id = $3 where ${ofThese}`, [sourceId, keys, settling.decisionId]);
  else await tx.raw(`delete from app.waiting_items where ${ofThese}`, [sourceId, keys]);
}

/** Of these items, addresses that are settled wait no longer; the others do. */
async function settleAddresses(tx: WorkspaceTransaction, sourceId: string, keys: readonly string[], settling: Settling): Promise<void> {
  const ofThese = `a.workspace_id = (select app.workspace()) and a.source_id = $1 and a.item_key = any ($2::uuid[]) and a.decision_id is null and ${isSettled}`;
  if (isKept(settling))
    await tx.raw(`update app.waiting_addresses a set decision_id = $3 where ${ofThese}`, [sourceId, keys, settling.decisionId]);
  else await tx.raw(`delete from app.waiting_addresses a where ${ofThese}`, [sourceId, keys]);
}

/** People of interactions that others in them had brought about already. @returns how many interactions found one more of theirs */
async function addLateParticipants(tx: WorkspaceTransaction): Promise<number> {
  const rows = await tx.raw<{ id: string }>(
    `with late as (
       select distinct on (i.id, c.id) i.id as interaction_id, c.id as contact_id, a.role, i.occurred_at
       from app.waiting_addresses a
       join app.captured_items k on k.workspace_id = a.workspace_id and k.item_key = a.item_key and k.interaction_id is not null
       join app.interactions i on i.workspace_id = a.workspace_id and i.id = k.interaction_id
       join app.contact_points p on p.workspace_id = a.workspace_id and p.kind = 'email' and p.value_key = a.address
       join app.contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id and c.deleted_at is null
       where a.workspace_id = (select app.workspace()) and a.decision_id is null and i.contact_id is distinct from c.id and not exists (
         select from app.interaction_participants q where q.workspace_id = i.workspace_id and q.interaction_id = i.id and q.contact_id = c.id)
       order by i.id, c.id, c.recorded_at)
     insert into app.interaction_participants (interaction_id, position, role, contact_id, occurred_at)
     select late.interaction_id, coalesce((select max(p.position) from app.interaction_participants p where p.workspace_id = (select app.workspace()) and p.interaction_id = late.interaction_id), -1)
         + row_number() over (partition by late.interaction_id order by late.contact_id),
       late.role, late.contact_id, late.occurred_at
     from late returning interaction_id as id`,
  );
  const moved = [...new Set(rows.map(({ id }) => id))];
  if (moved.length > 0) await tx.raw('select app.refold_interactions($1)', [moved]);
  return moved.length;
}
