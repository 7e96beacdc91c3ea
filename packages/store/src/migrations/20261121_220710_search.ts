import { type Kysely, sql } from 'kysely';

/** What a hit shows and how it is found, per kind. All of it is constant text of the program. */
const searched = [
  {
    kind: 'account',
    table: 'accounts',
    subtitle: `nullif(concat_ws(' · ', t.domain, t.city), '')`,
    body: 't.description',
  },
  {
    kind: 'contact',
    table: 'contacts',
    subtitle: `nullif(concat_ws(' · ', t.title, (select a.name from app.accounts a where a.workspace_id = t.workspace_id and a.id = t.account_id), t.email), '')`,
    body: 't.description',
  },
  {
    kind: 'deal',
    table: 'deals',
    subtitle: `nullif(concat_ws(' · ', (select a.name from app.accounts a where a.workspace_id = t.workspace_id and a.id = t.account_id),
      (select s.name from app.stages s where s.workspace_id = t.workspace_id and s.id = t.stage_id)), '')`,
    body: 't.description',
  },
  { kind: 'lead', table: 'leads', subtitle: `nullif(concat_ws(' · ', t.company, t.email), '')`, body: 't.description' },
] as const;

type Searched = (typeof searched)[number];

/** The last word of a name: people are looked up by it as much as by the first. */
const lastName = `app.fold(coalesce(last_name, substring(name from '[^ ]+$')))`;

/** Everything from `$2` up to the last text that begins like it. */
const beginsLike = (expression: string) => `${expression} collate "C" >= $2 and ${expression} collate "C" < $2 || U&'\\+10FFFF'`;

const hit = ({ kind, table, subtitle }: Searched, grade: string, where: string, order: string, most: number) => `
  (select '${kind}'::text as kind, t.id, t.name as title, ${subtitle} as subtitle, (${grade})::real as grade
   from app.${table} t where t.workspace_id = $1 and t.deleted_at is null and ${where} ${order} limit ${most})`;

const union = (parts: readonly string[]) => parts.join(' union all ');

const people = searched.filter(({ table }) => table === 'contacts');

/** Names that begin like the query: one range of an index each, however short or common it is. */
const beginning = union([
  ...searched.map((one) =>
    hit(one, `case when app.fold(t.name) = $2 then 0 else 1 end`, beginsLike('t.search_text'), `order by t.search_text collate "C"`, 50),
  ),
  ...people.map((one) =>
    hit(
      one,
      '1.5',
      beginsLike(lastName.replaceAll('name', 't.name').replaceAll('last_t.name', 't.last_name')),
      `order by ${lastName} collate "C"`,
      50,
    ),
  ),
]);

/** Names that hold every word: $3 are patterns of words from their beginning, $4 anywhere. An index serves AND, not LIKE ALL: `holds` stands for it. */
const holding = union(
  searched.map((one) => hit(one, `case when (' ' || t.search_text) like all ($3::text[]) then 2 else 3 end`, '/*holds*/', '', 80)),
);

/** Mail addresses and phones beyond the first one of a contact. */
const byAddress = `
  (select 'contact'::text, t.id, t.name, concat_ws(' · ', t.title, p.value), 1.8::real
   from app.contact_points p join app.contacts t on t.workspace_id = p.workspace_id and t.id = p.contact_id
   where p.workspace_id = $1 and p.kind in ('email', 'phone') and ${beginsLike('p.value_key')} and t.deleted_at is null limit 50)`;

/** Descriptions, needs and notes that hold the words. */
const inText = union([
  ...searched.map((one) =>
    hit(
      one,
      '4',
      `${one.body} is not null and to_tsvector('simple', app.fold(coalesce(${one.body}, ''))) @@ websearch_to_tsquery('simple', $2)`,
      '',
      20,
    ),
  ),
  ...(['needs', 'notes'] as const).flatMap((words) =>
    searched.map(
      ({ kind, table, subtitle }) => `
  (select '${kind}'::text, t.id, t.name, ${subtitle}, 4.5::real from app.${words} w
   join app.${table} t on t.workspace_id = w.workspace_id and t.id = w.${kind}_id and t.deleted_at is null
   where w.workspace_id = $1 and w.deleted_at is null and to_tsvector('simple', app.fold(w.${words === 'needs' ? 'words' : 'body'})) @@ websearch_to_tsquery('simple', $2) limit 20)`,
    ),
  ),
]);

/**
 * Names spelled a bit otherwise: near by trigrams, and each word of the query ($3) within a slip or two of a word, or of the beginning of
 * one, that the name has.
 */
const similar = union(
  searched.map(
    ({ kind, table, subtitle }) => `
  (select '${kind}'::text as kind, t.id, t.name as title, ${subtitle} as subtitle, (6 - t.nearness)::real as grade
   from (select t.*, public.word_similarity($2, t.search_text) as nearness from app.${table} t
         where t.workspace_id = $1 and t.deleted_at is null and t.search_text operator(public.%>) $2 limit 250) t
   where not exists (select from unnest($3::text[]) word where not exists (
     select from regexp_split_to_table(t.search_text, '[^[:alnum:]]+') has
     where length(has) < 100 and least(public.levenshtein_less_equal(word, has, 3), public.levenshtein_less_equal(word, left(has, length(word)), 3))
       <= case when length(word) < 3 then 0 when length(word) < 5 then 1 else 2 end)))`,
  ),
);

const quoted = (text: string) => `$query$${text}$query$`;

/**
 * Search as two audited functions. Under row-level security the operators that a trigram or full-text index serves are not leakproof,
 * and the index is lost (measured: 4.5 -> 140 ms). These functions run as a role that may read the searched tables across workspaces and
 * nothing else; they take the workspace from the transaction, never from a caller, and no caller's text becomes SQL.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const tables = searched.map(({ table }) => table);
  await sql
    .raw(`
create extension if not exists fuzzystrmatch;
grant create on schema app to windshield_search;
grant execute on function app.workspace, app.fold to windshield_search;
${[...tables, 'stages', 'needs', 'notes', 'contact_points']
  .map(
    (table) =>
      `grant select on app.${table} to windshield_search; create policy search on app.${table} for select to windshield_search using (true);`,
  )
  .join('\n')}
${tables
  .map(
    (table) => `
create index ${table}_beginning on app.${table} (workspace_id, search_text collate "C") where deleted_at is null;
create index ${table}_text on app.${table} using gin (workspace_id, to_tsvector('simple', app.fold(coalesce(description, '')))) where description is not null;`,
  )
  .join('\n')}
create index contacts_last_name on app.contacts (workspace_id, (${lastName}) collate "C") where deleted_at is null;
create index contact_points_beginning on app.contact_points (workspace_id, value_key collate "C");
create index needs_text on app.needs using gin (workspace_id, to_tsvector('simple', app.fold(words)));
create index notes_text on app.notes using gin (workspace_id, to_tsvector('simple', app.fold(body)));

create function app.search(q text, most integer) returns table (kind text, id uuid, title text, subtitle text) language plpgsql stable security definer
  set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan set pg_trgm.word_similarity_threshold = 0.45 as $$
declare
  ws uuid := app.workspace();
  folded text := trim(regexp_replace(app.fold(q), '\\s+', ' ', 'g'));
  plain text := replace(replace(replace(folded, '\\', '\\\\'), '%', '\\%'), '_', '\\_');
  starts text[];
  parts text[];
  holds text;
  found jsonb := '[]';
  more jsonb;
begin
  if ws is null then raise exception 'no workspace set' using errcode = '42501'; end if;
  if folded = '' then return; end if;
  most := least(greatest(most, 1), 50);
  select array_agg('% ' || word || '%'), array_agg('%' || word || '%') into starts, parts from unnest(string_to_array(plain, ' ')) word;
  select string_agg('t.search_text like ($4::text[])[' || place || ']', ' and ') into holds from generate_series(1, cardinality(parts)) place;

  execute 'select coalesce(jsonb_agg(to_jsonb(h)), ''[]'') from (' || ${quoted(beginning)} || ') h' into found using ws, folded;
  if folded ~ '@|^[+(]?[0-9][0-9 ()/-]{3,}' then
    execute 'select coalesce(jsonb_agg(to_jsonb(h)), ''[]'') from (select * from (' || ${quoted(byAddress)} || ') h (kind, id, title, subtitle, grade)) h' into more
      using ws, case when folded ~ '@' then folded else regexp_replace(folded, '[^0-9+]', '', 'g') end;
    found := found || more;
  end if;
  if (select count(distinct h->>'id') from jsonb_array_elements(found) h) < most and length(folded) >= 2 then
    execute 'select coalesce(jsonb_agg(to_jsonb(h)), ''[]'') from (' || replace(${quoted(holding)}, '/*holds*/', holds) || ') h' into more using ws, folded, starts, parts;
    found := found || more;
  end if;
  if (select count(distinct h->>'id') from jsonb_array_elements(found) h) < most and length(folded) >= 3 then
    execute 'select coalesce(jsonb_agg(to_jsonb(h)), ''[]'') from (select * from (' || ${quoted(inText)} || ') h (kind, id, title, subtitle, grade)) h' into more using ws, folded;
    found := found || more;
  end if;
  if found = '[]' and length(folded) between 4 and 100 then
    execute 'select coalesce(jsonb_agg(to_jsonb(h)), ''[]'') from (' || ${quoted(similar)} || ') h' into more using ws, folded, regexp_split_to_array(trim(regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g')), ' ');
    found := found || more;
  end if;

  return query
    select b.kind, b.id, b.title, b.subtitle from (
      select d.*, row_number() over (partition by d.kind, d.grade order by length(d.title), d.title, d.id) as place from (
        select distinct on (h.kind, h.id) h.* from jsonb_to_recordset(found) h (kind text, id uuid, title text, subtitle text, grade real)
        order by h.kind, h.id, h.grade) d) b
    order by b.grade, b.place, b.kind, b.id limit most;
end $$;
alter function app.search owner to windshield_search;
revoke all on function app.search from public;
grant execute on function app.search to windshield_app;

-- ids for the q filter of a list: every record of a kind whose name holds all words, a thousand at most
create function app.matching(kind text, q text) returns setof uuid language plpgsql stable security definer
  set search_path = pg_catalog, public set plan_cache_mode = force_custom_plan as $$
declare
  ws uuid := app.workspace();
  plain text := replace(replace(replace(trim(app.fold(q)), '\\', '\\\\'), '%', '\\%'), '_', '\\_');
  parts text[];
  holds text;
begin
  if ws is null then raise exception 'no workspace set' using errcode = '42501'; end if;
  if kind not in (${tables.map((table) => `'${table}'`).join(', ')}) then raise exception 'kind % is not searched', kind; end if;
  select coalesce(array_agg('%' || word || '%'), '{%}') into parts from unnest(regexp_split_to_array(plain, '\\s+')) word where word <> '';
  select string_agg('t.search_text like ($2::text[])[' || place || ']', ' and ') into holds from generate_series(1, cardinality(parts)) place;
  return query execute format('select t.id from app.%I t where t.workspace_id = $1 and %s limit 1000', kind, holds) using ws, parts;
end $$;
alter function app.matching owner to windshield_search;
revoke all on function app.matching from public;
grant execute on function app.matching to windshield_app;
revoke create on schema app from windshield_search;
`)
    .execute(db);
}
