import { type Kysely, sql } from 'kysely';

/** Records whose names are searched; each has a `search_text`. */
const tables = ['accounts', 'contacts', 'deals', 'leads'] as const;

/** Words of the texts `searched`, once each: letters alone, since another number is no slip of the finger, and nothing of mail addresses. */
const wordsOf = (searched: string) => `
  select distinct word
  from (select distinct token from ${searched} t, string_to_table(t.search_text, ' ') token where position('@' in token) = 0 and token ~ '[[:alpha:]]{3}') t,
    regexp_split_to_table(token, '[^[:alnum:]]+') word
  where word ~ '^[[:alpha:]]{3,40}$'`;

/**
 * The words that names consist of: a slip of the finger is looked up among some ten thousand words instead of all the names. Words come
 * with every write; they go when a person is erased, since until then deleted records can be restored. There is no unique key: two who
 * write the same new word at once would wait for each other, and a word held twice does no harm.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table app.search_words (
  workspace_id uuid not null default app.workspace() references app.workspaces,
  word text not null);
${tables
  .map(
    (table) => `
insert into app.search_words (workspace_id, word)
  select w.workspace_id, word from (select distinct workspace_id from app.${table}) w,
    lateral (${wordsOf(`(select search_text from app.${table} r where r.workspace_id = w.workspace_id)`)}) words
  where not exists (select from app.search_words known where known.workspace_id = w.workspace_id and known.word = words.word);`,
  )
  .join('')}
create index search_words_word on app.search_words (workspace_id, word collate "C");
-- every search reads the list of pending entries through: it is kept short
create index search_words_similar on app.search_words using gin (workspace_id, word gin_trgm_ops) with (gin_pending_list_limit = 64);

alter table app.search_words enable row level security;
alter table app.search_words force row level security;
create policy workspace on app.search_words to windshield_app, windshield_house
  using (workspace_id = (select app.workspace())) with check (workspace_id = (select app.workspace()));
create policy writers_insert on app.search_words as restrictive for insert to windshield_app
  with check ((select app.role()) in ('rep', 'manager', 'marketer', 'admin'));
create policy search on app.search_words for select to windshield_search using (true);
grant select, insert on app.search_words to windshield_app;
grant select on app.search_words to windshield_search;

-- Each word is looked up through the B-tree, even by a plan that was made while there were no words: the other index would be read whole.
create function app.learn_words(workspace uuid, texts text[]) returns void language plpgsql set search_path = pg_catalog, app set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  insert into app.search_words (workspace_id, word)
    select workspace, word from (${wordsOf('(select unnest(texts) as search_text)')}) words
    where (select 1 from app.search_words known where known.workspace_id = workspace and known.word collate "C" = words.word limit 1) is null;
end $$;
create or replace function app.refresh_statistics() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  analyze app.accounts, app.contacts, app.contact_points, app.employments, app.leads, app.deals, app.deal_lines, app.buying_group, app.products,
    app.interactions, app.interaction_participants, app.changes, app.next_steps, app.needs, app.notes, app.users, app.teams, app.external_keys, app.import_rows,
    app.search_words;
end $$;
create function app.learn_added_words() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform app.learn_words(workspace_id, array_agg(search_text)) from added group by workspace_id;
  return null;
end $$;
create function app.learn_changed_words() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform app.learn_words(new.workspace_id, array[new.search_text]);
  return null;
end $$;
create function app.forget_words() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  delete from app.search_words where workspace_id = new.workspace_id and word not in (
    ${wordsOf(`(${tables.map((table) => `select search_text from app.${table} where workspace_id = new.workspace_id`).join(' union all ')})`)});
  return null;
end $$;
${tables
  .map(
    (table) => `
create trigger learn_added_words after insert on app.${table} referencing new table as added for each statement execute function app.learn_added_words();
create trigger learn_changed_words after update of search_text on app.${table} for each row
  when (old.search_text is distinct from new.search_text) execute function app.learn_changed_words();`,
  )
  .join('')}
create trigger forget_words after update of erased_at on app.contacts for each row
  when (old.erased_at is null and new.erased_at is not null) execute function app.forget_words();
`)
    .execute(db);
}
