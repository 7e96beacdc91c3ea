import { type Kysely, sql } from 'kysely';

/**
 * What capture stands on: where mail and calendars come from, what was read of them, whose it is, and what their owners let others see.
 * A source, its folders, what waits and what is proposed are its owner's alone; that something happened is the workspace's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table app.capture_sources (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  kind text not null check (kind in ('imap','caldav','calendarFeed','upload','watchedFolder')),
  user_id uuid not null,
  name text not null check (name <> ''),
  -- the mailbox's own address, and others that reach it
  address text,
  aliases text[] not null default '{}',
  -- host, port, security, user name: no secret
  settings jsonb not null default '{}',
  keeps_text boolean not null default false,
  -- what colleagues see of what is captured here
  level text not null default 'happened' check (level in ('happened','subject','text')),
  state text not null default 'connecting' check (state in ('connecting','backfilling','active','waiting','needsAttention','paused')),
  state_code text,
  state_message text,
  retry_at timestamptz,
  failures integer not null default 0,
  last_read_at timestamptz,
  -- since when it has been read to its end without a gap
  covers_since timestamptz,
  -- many were appended, and last contacts are not yet worked out from them
  must_fold boolean not null default false,
  recorded_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version integer not null default 1,
  deleted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, user_id) references app.users);
create index capture_sources_user on app.capture_sources (workspace_id, user_id);

-- sealed outside the database, with a key that is not in it
create table app.capture_secrets (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  source_id uuid not null,
  sealed bytea not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, source_id),
  foreign key (workspace_id, source_id) references app.capture_sources on delete cascade);

create table app.capture_folders (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  source_id uuid not null,
  path text not null,
  role text,
  is_included boolean not null default true,
  uid_validity bigint not null default 0,
  -- what the connector needs to go on: committed with the messages it stands for
  sync_state jsonb not null default '{}',
  on_server integer,
  read_count integer not null default 0,
  counted_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, source_id) references app.capture_sources on delete cascade);
create unique index capture_folders_path on app.capture_folders (workspace_id, source_id, path);

-- which message on the server is which item, and what became of it for this owner
create table app.capture_reads (
  workspace_id uuid not null default app.workspace(),
  folder_id uuid not null,
  uid_validity bigint not null,
  uid bigint not null,
  source_id uuid not null,
  -- unknown of what could not be read
  item_key uuid,
  fate text not null check (fate in ('interaction','waiting','leftOut','ignored','private','unread')),
  reason text,
  decision_id uuid,
  recorded_at timestamptz not null default now(),
  -- no longer on the server: what happened stays, the count does not
  vanished_at timestamptz,
  primary key (workspace_id, folder_id, uid_validity, uid));
create index capture_reads_item on app.capture_reads (workspace_id, item_key) where item_key is not null;
create index capture_reads_unread on app.capture_reads (workspace_id, source_id, recorded_at desc) where fate = 'unread';
create index capture_reads_decision on app.capture_reads (workspace_id, decision_id) where decision_id is not null;

/*
 * A message or meeting that took part in something, once in the workspace however many mailboxes hold it; or one that others name and
 * nobody has read (no occurred_at), so that a late arrival finds its thread. Keys are the first 128 bits of SHA-256 written as UUID.
 */
create table app.captured_items (
  workspace_id uuid not null default app.workspace(),
  item_key uuid not null,
  thread_id uuid not null,
  interaction_id uuid,
  occurred_at timestamptz,
  answers_key uuid,
  -- of its subject, and of the people in it: finds the thread where the head's references are broken
  subject_key uuid,
  people bigint[],
  -- its subject says that it answers; and whether it names what
  is_answer boolean not null default false,
  is_orphan boolean not null default false,
  -- of a meeting: which version of it is known (RFC 5545)
  sequence integer,
  stamped_at timestamptz,
  primary key (workspace_id, item_key));
create index captured_items_thread on app.captured_items (workspace_id, thread_id);
create index captured_items_interaction on app.captured_items (workspace_id, interaction_id) where interaction_id is not null;
create index captured_items_subject on app.captured_items (workspace_id, subject_key, is_answer, occurred_at) where subject_key is not null;

-- what is known of an item until its people are: everything an interaction needs
create table app.waiting_items (
  workspace_id uuid not null default app.workspace(),
  source_id uuid not null,
  item_key uuid not null,
  owner_id uuid not null,
  kind text not null check (kind in ('mail','meeting')),
  facts jsonb not null,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, source_id, item_key));

-- each unknown address of an item that waits, or that became an interaction through others in it
create table app.waiting_addresses (
  workspace_id uuid not null default app.workspace(),
  source_id uuid not null,
  address text not null,
  item_key uuid not null,
  owner_id uuid not null,
  domain text not null,
  name text,
  role text not null check (role in ('from','to','cc','organiser','attendee')),
  -- one of us wrote the message
  is_from_us boolean not null default false,
  occurred_at timestamptz not null,
  primary key (workspace_id, source_id, address, item_key));
create index waiting_addresses_owner on app.waiting_addresses (workspace_id, owner_id, address, occurred_at);
create index waiting_addresses_domain on app.waiting_addresses (workspace_id, owner_id, domain);
create index waiting_addresses_item on app.waiting_addresses (workspace_id, source_id, item_key);

-- whose an address is, or that it is nobody's business; of one owner, or (owner unknown) of the whole workspace
create table app.address_decisions (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  owner_id uuid,
  scope text not null check (scope in ('address','domain')),
  value text not null check (value <> ''),
  choice text not null check (choice in ('linked','created','ignored','private','excluded')),
  contact_id uuid,
  decided_by uuid,
  decided_at timestamptz not null default now(),
  undone_at timestamptz,
  primary key (workspace_id, id));
create unique index address_decisions_value on app.address_decisions (workspace_id, owner_id, scope, value) nulls not distinct where undone_at is null;

-- subject and text of captured interactions, each as one mailbox had it
create table app.interaction_contents (
  workspace_id uuid not null default app.workspace(),
  interaction_id uuid not null,
  part text not null check (part in ('subject','text')),
  owner_id uuid not null,
  source_id uuid not null,
  content text not null,
  is_shared boolean not null,
  primary key (workspace_id, interaction_id, part, owner_id));
create index interaction_contents_source on app.interaction_contents (workspace_id, source_id);

create table app.hidden_threads (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  thread_id uuid not null,
  user_id uuid not null,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, thread_id, user_id));

-- from signatures and promises: never written by itself
create table app.proposals (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  id uuid not null,
  owner_id uuid not null,
  kind text not null check (kind in ('contactField','nextStep')),
  contact_id uuid not null,
  account_id uuid,
  deal_id uuid,
  field text not null,
  value jsonb not null,
  -- one value is proposed once, and never again when dismissed
  value_key text not null,
  interaction_id uuid not null,
  occurred_at timestamptz not null,
  state text not null default 'open' check (state in ('open','accepted','dismissed')),
  decided_at timestamptz,
  recorded_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references app.contacts on delete cascade);
create unique index proposals_value on app.proposals (workspace_id, owner_id, contact_id, field, value_key);
create index proposals_open on app.proposals (workspace_id, owner_id, occurred_at desc, id) where state = 'open';

-- out of office: the first day back, as their own reply said it
create table app.contact_absences (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  contact_id uuid not null,
  back_on date not null,
  said_at timestamptz not null,
  primary key (workspace_id, contact_id),
  foreign key (workspace_id, contact_id) references app.contacts on delete cascade);

alter table app.interactions add column new_text_length integer;
alter table app.interactions add column asks_question boolean;
alter table app.interactions add column is_hidden boolean not null default false;
-- when the address was last seen to work, or not to
alter table app.contact_points add column status_at timestamptz;
create index contact_points_domain on app.contact_points (workspace_id, (split_part(value_key, '@', 2))) where kind = 'email';
create index interaction_participants_user on app.interaction_participants (workspace_id, user_id, occurred_at desc) where user_id is not null;

-- A thread that somebody hid is for those who took part.
create policy hidden_threads on app.interactions as restrictive for select to windshield_app
  using (not is_hidden or user_id = (select app.user_id()) or exists (
    select from app.interaction_participants p
    where p.workspace_id = interactions.workspace_id and p.interaction_id = interactions.id and p.user_id = (select app.user_id())));
`)
    .execute(db);

  const everyone = `'rep', 'manager', 'marketer', 'executive', 'admin'`;
  const own = (owner: string) => `${owner} = (select app.user_id())`;
  const ownSource = `source_id = any (array (select s.id from app.capture_sources s where s.workspace_id = (select app.workspace()) and s.user_id = (select app.user_id())))`;
  /** Whose rows a person reads and writes, beside the workspace; `undefined`: everyone's. */
  const owners: Readonly<Record<string, { readonly reads?: string; readonly writes?: string; readonly mayDelete?: boolean }>> = {
    capture_sources: { reads: own('user_id'), writes: own('user_id') },
    capture_secrets: { reads: ownSource, writes: ownSource, mayDelete: true },
    capture_folders: { reads: ownSource, writes: ownSource, mayDelete: true },
    capture_reads: { reads: ownSource, writes: ownSource, mayDelete: true },
    captured_items: {},
    waiting_items: { reads: own('owner_id'), writes: own('owner_id'), mayDelete: true },
    waiting_addresses: { reads: own('owner_id'), writes: own('owner_id'), mayDelete: true },
    address_decisions: {
      reads: `(owner_id is null or ${own('owner_id')})`,
      writes: `(${own('owner_id')} or (owner_id is null and (select app.role()) in ('manager', 'admin')))`,
    },
    interaction_contents: { reads: `(is_shared or ${own('owner_id')})`, writes: own('owner_id'), mayDelete: true },
    hidden_threads: { writes: own('user_id') },
    proposals: { reads: own('owner_id'), writes: own('owner_id') },
    contact_absences: {},
  };
  for (const [table, { reads, writes, mayDelete }] of Object.entries(owners)) {
    const mayWrite = `(select app.role()) in (${everyone})${writes === undefined ? '' : ` and ${writes}`}`;
    await sql
      .raw(`
alter table app.${table} enable row level security;
alter table app.${table} force row level security;
create policy workspace on app.${table} to windshield_app, windshield_house
  using (workspace_id = (select app.workspace())) with check (workspace_id = (select app.workspace()));
${reads === undefined ? '' : `create policy own_select on app.${table} as restrictive for select to windshield_app using (${reads});`}
create policy writers_insert on app.${table} as restrictive for insert to windshield_app with check (${mayWrite});
create policy writers_update on app.${table} as restrictive for update to windshield_app using (${mayWrite}) with check (${mayWrite});
create policy writers_delete on app.${table} as restrictive for delete to windshield_app using (${mayWrite});
grant select, insert, update on app.${table} to windshield_app;
${mayDelete === true ? `grant delete on app.${table} to windshield_app;` : ''}
`)
      .execute(db);
  }
}
