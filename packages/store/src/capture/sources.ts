import { randomUUIDv7 } from 'node:crypto';
import type { Actor, WorkspaceTransaction } from '../engine/index.ts';
import { explainRefusal, InvalidValue, type Named, NotFound, VersionConflict } from '../records/index.ts';

export type SourceKind = 'imap' | 'caldav' | 'calendarFeed' | 'upload' | 'watchedFolder';
export type SourceState = 'connecting' | 'backfilling' | 'active' | 'waiting' | 'needsAttention' | 'paused';
/** What colleagues see of what a source brought. */
export type SourceLevel = 'happened' | 'subject' | 'text';

/** A mailbox, a calendar, or files, as its owner sees it. */
export interface Source {
  readonly id: string;
  readonly version: number;
  readonly kind: SourceKind;
  readonly userId: string;
  readonly owner: Named;
  readonly name: string;
  readonly address: string | null;
  readonly aliases: readonly string[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly keepsText: boolean;
  readonly level: SourceLevel;
  readonly state: SourceState;
  readonly stateCode: string | null;
  readonly stateMessage: string | null;
  readonly retryAt: string | null;
  readonly failures: number;
  readonly lastReadAt: string | null;
  /** Time of the oldest that it brought, once its history was read to the end. */
  readonly coversSince: string | null;
  readonly recordedAt: string;
}

/** What everybody may know of everybody's sources. */
export interface SourceSeen {
  readonly id: string;
  readonly kind: SourceKind;
  readonly owner: Named;
  readonly isOwn: boolean;
  readonly name: string;
  readonly state: SourceState;
  readonly coversSince: string | null;
  readonly lastReadAt: string | null;
  /** Messages or events that the servers count; null before they were asked. */
  readonly onServer: number | null;
  readonly read: number;
}

export interface NewSource {
  readonly kind: SourceKind;
  readonly name: string;
  readonly address?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  /** No secret. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly keepsText?: boolean | undefined;
  readonly level?: SourceLevel | undefined;
}

/**
 * As whom capture writes: the owner of the source, so that nobody else's secrets and waiting items are in reach, with the right to
 * append whatever the owner's role is.
 */
export function capturing(workspaceId: string, ownerId: string): Actor {
  return { workspaceId, userId: ownerId, role: 'admin', source: 'system' };
}

const columns = `s.id, s.version, s.kind, s.user_id as "userId", app.named(u.id, u.name) as owner, s.name, s.address, s.aliases, s.settings, s.keeps_text as "keepsText",
  s.level, s.state, s.state_code as "stateCode", s.state_message as "stateMessage", app.iso(s.retry_at) as "retryAt", s.failures,
  app.iso(s.last_read_at) as "lastReadAt", app.iso(s.covers_since) as "coversSince", app.iso(s.recorded_at) as "recordedAt"`;
const from = 'app.capture_sources s join app.users u on u.workspace_id = s.workspace_id and u.id = s.user_id';

/**
 * Makes a source of the acting person's own. What is not said is private: no text is kept, colleagues see only that something happened.
 *
 * @throws InvalidValue
 */
export async function createSource(tx: WorkspaceTransaction, values: NewSource): Promise<Source> {
  const id = randomUUIDv7();
  const { keepsText = false, level = 'happened' } = values;
  demandKept(keepsText, level);
  try {
    await tx.raw(
      `insert into app.capture_sources (id, kind, user_id, name, address, aliases, settings, keeps_text, level)
       values ($1, $2, (select app.user_id()), $3, $4, $5, $6, $7, $8)`,
      [
        ...[
          id,
          values.kind,
          values.name,
          values.address?.toLowerCase() ?? null,
          (values.aliases ?? []).map((alias) => alias.toLowerCase()),
        ],
        ...[JSON.stringify(values.settings ?? {}), keepsText, level],
      ],
    );
  } catch (error) {
    throw explainRefusal(error, 'source');
  }
  return getSource(tx, id);
}

/** Of the acting person's own. @throws NotFound */
export async function getSource(tx: WorkspaceTransaction, id: string): Promise<Source> {
  const [row] = await tx.raw<Source>(
    `select ${columns} from ${from} where s.workspace_id = (select app.workspace()) and s.id = $1 and s.deleted_at is null`,
    [id],
  );
  if (!row) throw new NotFound('source', id);
  return row;
}

/** The acting person's own sources, oldest first. */
export function ownSources(tx: WorkspaceTransaction): Promise<Source[]> {
  return tx.raw<Source>(
    `select ${columns} from ${from} where s.workspace_id = (select app.workspace()) and s.deleted_at is null order by s.recorded_at, s.id`,
  );
}

/** Everybody's sources, own ones first: that they are there and whether they work. For an admin no more than for others. */
export function listSources(tx: WorkspaceTransaction): Promise<SourceSeen[]> {
  return tx.raw<SourceSeen>(
    `select s.id, s.kind, app.named(u.id, u.name) as owner, s.user_id is not distinct from (select app.user_id()) as "isOwn", s.name, s.state,
       app.iso(s.covers_since) as "coversSince", app.iso(s.last_read_at) as "lastReadAt", s.on_server::int as "onServer", s.read::int as read
     from app.sources_seen() s join app.users u on u.workspace_id = (select app.workspace()) and u.id = s.user_id
     order by s.user_id is distinct from (select app.user_id()), u.name, s.name, s.id`,
  );
}

export interface SourceChange {
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly keepsText?: boolean | undefined;
  readonly level?: SourceLevel | undefined;
}

/**
 * Changes what the owner set. A new level holds for all that the source has brought so far; keeping no text any more deletes what was kept.
 *
 * @throws NotFound, VersionConflict, InvalidValue
 */
export async function changeSource(
  tx: WorkspaceTransaction,
  id: string,
  version: number | undefined,
  change: SourceChange,
): Promise<Source> {
  const before = await getSource(tx, id);
  if (version !== undefined && version !== before.version)
    throw new VersionConflict(`This source was changed since version ${version}; it is at version ${before.version} now.`, before);
  const after = { ...before, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) } as Source;
  // Who stops keeping text cannot go on showing it.
  const level = !after.keepsText && after.level === 'text' && change.level === undefined ? 'subject' : after.level;
  demandKept(after.keepsText, level);
  await tx.raw(
    `update app.capture_sources set name = $2, address = $3, aliases = $4, settings = $5, keeps_text = $6, level = $7, version = version + 1, updated_at = now()
     where workspace_id = (select app.workspace()) and id = $1`,
    [
      ...[id, after.name, after.address?.toLowerCase() ?? null, after.aliases.map((alias) => alias.toLowerCase())],
      ...[JSON.stringify(after.settings), after.keepsText, level],
    ],
  );
  if (before.keepsText && !after.keepsText) await forgetTexts(tx, id);
  if (before.level !== level)
    await tx.raw(
      `update app.interaction_contents set is_shared = part = any ($2::text[])
       where workspace_id = (select app.workspace()) and source_id = $1 and not is_confidential and is_shared <> (part = any ($2::text[]))`,
      [id, sharedParts(level)],
    );
  return getSource(tx, id);
}

/** Which parts of an interaction a level lets colleagues see. */
export function sharedParts(level: SourceLevel): ('subject' | 'text')[] {
  return level === 'text' ? ['subject', 'text'] : level === 'subject' ? ['subject'] : [];
}

async function forgetTexts(tx: WorkspaceTransaction, id: string): Promise<void> {
  await tx.raw(`delete from app.interaction_contents where workspace_id = (select app.workspace()) and source_id = $1 and part = 'text'`, [
    id,
  ]);
  await tx.raw(
    `update app.waiting_items set facts = facts - 'text' - 'promises' where workspace_id = (select app.workspace()) and source_id = $1`,
    [id],
  );
  await tx.raw(
    `update app.proposals p set value = p.value - 'words' from app.captured_items c
     join app.capture_reads r on r.workspace_id = c.workspace_id and r.item_key = c.item_key and r.source_id = $1
     where p.workspace_id = (select app.workspace()) and c.workspace_id = p.workspace_id and c.interaction_id = p.interaction_id and p.kind = 'nextStep'`,
    [id],
  );
}

export interface StateChange {
  readonly state: SourceState;
  /** Stable; for programs. */
  readonly code?: string | undefined;
  /** What is wrong and what to do, in words; no secret. */
  readonly message?: string | undefined;
  readonly retryAt?: string | undefined;
  /** ISO instant: it has just been read without a fault. */
  readonly readAt?: string | undefined;
}

/**
 * Says how a source is. One that misses something that its server has is not active: it stays in back-fill. Failures count up while it is
 * waiting or needs attention, and start anew once it was read.
 */
export async function setSourceState(tx: WorkspaceTransaction, id: string, change: StateChange): Promise<SourceState> {
  const [row] = await tx.raw<{ state: SourceState }>(
    `update app.capture_sources s set
       state = case when $2 = 'active' and exists (select from app.capture_folders f where f.workspace_id = s.workspace_id and f.source_id = s.id
         and f.is_included and f.on_server > f.read_count) then 'backfilling' else $2 end,
       state_code = $3, state_message = $4, retry_at = $5, last_read_at = coalesce($6::timestamptz, s.last_read_at),
       covers_since = case when $2 = 'active' then coalesce(s.covers_since, (
         select greatest(min(i.occurred_at), (s.settings->>'since')::timestamptz)
         from app.capture_reads r join app.captured_items i on i.workspace_id = r.workspace_id and i.item_key = r.item_key
         where r.workspace_id = s.workspace_id and r.source_id = s.id)) else s.covers_since end,
       failures = case when $2 in ('waiting', 'needsAttention') then s.failures + 1 when $6::timestamptz is not null then 0 else s.failures end,
       updated_at = now()
     where s.workspace_id = (select app.workspace()) and s.id = $1 and s.deleted_at is null returning s.state`,
    [id, change.state, change.code ?? null, change.message ?? null, change.retryAt ?? null, change.readAt ?? null],
  );
  if (!row) throw new NotFound('source', id);
  return row.state;
}

/**
 * Takes a source away with its secret and all that waits or was read. Interactions stay unless `interactions` is `remove`: then those go
 * that no other source has, with their traces.
 *
 * @returns how many interactions went
 * @throws NotFound
 */
export async function removeSource(tx: WorkspaceTransaction, id: string, interactions: 'keep' | 'remove'): Promise<number> {
  await getSource(tx, id);
  const [removed] =
    interactions === 'remove' ? await tx.raw<{ count: number }>('select app.remove_captured($1) as count', [id]) : [{ count: 0 }];
  for (const table of ['capture_secrets', 'waiting_addresses', 'waiting_items', 'meeting_notices', 'capture_reads', 'capture_folders'])
    await tx.raw(`delete from app.${table} where workspace_id = (select app.workspace()) and source_id = $1`, [id]);
  await tx.raw(
    `update app.capture_sources set deleted_at = now(), updated_at = now(), version = version + 1, state = 'paused', settings = '{}',
       state_code = null, state_message = null, retry_at = null
     where workspace_id = (select app.workspace()) and id = $1`,
    [id],
  );
  return removed?.count ?? 0;
}

function demandKept(keepsText: boolean, level: SourceLevel): void {
  if (level === 'text' && !keepsText)
    throw new InvalidValue({ field: 'level', message: 'shows text that is not kept; turn keepsText on, or choose subject or happened' });
}
