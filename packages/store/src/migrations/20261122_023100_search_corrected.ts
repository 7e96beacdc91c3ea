import { type Kysely, sql } from 'kysely';

/** What a hit shows and how it is found, per kind. All of it is constant text of the program. */
const searched = [
  { kind: 'account', table: 'accounts', subtitle: `nullif(concat_ws(' · ', t.domain, t.city), '')` },
  {
    kind: 'contact',
    table: 'contacts',
    subtitle: `nullif(concat_ws(' · ', t.title, (select a.name from app.accounts a where a.workspace_id = t.workspace_id and a.id = t.account_id), coalesce(b.address, t.email)), '')`,
  },
  {
    kind: 'deal',
    table: 'deals',
    subtitle: `nullif(concat_ws(' · ', (select a.name from app.accounts a where a.workspace_id = t.workspace_id and a.id = t.account_id),
      (select s.name from app.stages s where s.workspace_id = t.workspace_id and s.id = t.stage_id)), '')`,
  },
  { kind: 'lead', table: 'leads', subtitle: `nullif(concat_ws(' · ', t.company, t.email), '')` },
] as const;

type Searched = (typeof searched)[number];

/** The last word of a name, as the index of last names has it. */
const lastName = `app.fold(coalesce(t.last_name, substring(t.name from '[^ ]+$')))`;

/** Everything from `text` up to the last text that begins like it. */
const beginsLike = (expression: string, text: string) =>
  `${expression} collate "C" >= ${text} and ${expression} collate "C" < ${text} || U&'\\+10FFFF'`;

const hits = ({ kind, table }: Searched, grade: string, where: string, order: string, most: number) => `
  (select '${kind}'::text as kind, t.id, t.name as title, (${grade})::real as grade, null::text as address
   from app.${table} t where t.workspace_id = ws and t.deleted_at is null and ${where} ${order} limit ${most})`;

const union = (parts: readonly string[]) => parts.join(' union all ');

const add = (parts: readonly string[]) => `
    select coalesce(jsonb_agg(to_jsonb(h)), '[]') into more from (${union(parts)}) h;
    found := found || more;`;

/** Names that begin like the query: one range of an index each, however short or common it is. */
const beginning = [
  ...searched.map((one) =>
    hits(
      one,
      `case when t.search_text like plain || ' %' and app.fold(t.name) = folded or t.search_text = folded then 0 else 1 end`,
      beginsLike('t.search_text', 'folded'),
      `order by t.search_text collate "C"`,
      50,
    ),
  ),
  ...searched
    .filter(({ kind }) => kind === 'contact')
    .map((one) => hits(one, '1.5', beginsLike(lastName, 'folded'), `order by ${lastName} collate "C"`, 50)),
];

/** Mail addresses and phones beyond the first one of a contact. */
const byAddress = `
  (select 'contact'::text as kind, t.id, t.name as title, 1.8::real as grade, p.value as address
   from app.contact_points p join app.contacts t on t.workspace_id = p.workspace_id and t.id = p.contact_id
   where p.workspace_id = ws and p.kind in ('email', 'phone') and ${beginsLike('p.value_key', 'address_key')} and t.deleted_at is null limit 50)`;

/** A trigram index serves a fixed number of conditions, each of which it can use; the others are only checked. */
const most = 3;
const perIndexable = (condition: (place: number) => string, statement: (indexed: string) => string) =>
  `case least(cardinality(indexed), ${most}) ${Array.from(
    { length: most + 1 },
    (_, count) => `
    when ${count} then ${statement(Array.from({ length: count }, (_, at) => `${condition(at + 1)} and `).join(''))}`,
  ).join('')}
    end case;`;

/** Names that hold every word, as the beginning of a word or anywhere. */
const holding = perIndexable(
  (place) => `t.search_text like indexed[${place}]`,
  (indexed) =>
    add(
      searched.map((one) =>
        hits(
          one,
          `case when (' ' || t.search_text) like all (starts) then 2 else 3 end`,
          `${indexed}t.search_text like all (parts)`,
          '',
          80,
        ),
      ),
    ),
);

/** Descriptions, needs and notes that hold the words. */
const inText = [
  ...searched.map((one) =>
    hits(
      one,
      '4',
      `t.description is not null and to_tsvector('simple', app.fold(coalesce(t.description, ''))) @@ websearch_to_tsquery('simple', folded)`,
      '',
      20,
    ),
  ),
  ...(['needs', 'notes'] as const).flatMap((words) =>
    searched.map(
      ({ kind, table }) => `
  (select '${kind}'::text, t.id, t.name, 4.5::real, null from app.${words} w
   join app.${table} t on t.workspace_id = w.workspace_id and t.id = w.${kind}_id and t.deleted_at is null
   where w.workspace_id = ws and w.deleted_at is null and to_tsvector('simple', app.fold(w.${words === 'needs' ? 'words' : 'body'})) @@ websearch_to_tsquery('simple', folded) limit 20)`,
    ),
  ),
];

/** Names that have, for each word of the query, one of the words it may have been meant to be; the fewer slips the better. */
const corrected = perIndexable(
  (place) => `t.search_text ~ indexed[${place}]`,
  (indexed) =>
    add(
      searched.map(
        ({ kind, table }) => `
  (select '${kind}'::text as kind, t.id, t.name as title, null::text as address,
     (5 + (select sum(least) from (select min(near_slips[n]) as least from generate_subscripts(near, 1) n
        where position(near[n] in t.search_text) > 0 group by near_place[n]) slips))::real as grade
   from (select * from app.${table} t where t.workspace_id = ws and t.deleted_at is null and ${indexed}t.search_text ~ all (patterns) limit 80) t)`,
      ),
    ),
);

/**
 * Search anew: a misspelled word is first looked up among the words that names consist of, then names are found by the words that were
 * meant. Every statement is planned once per connection; what is shown beside a name is read for the hits that are shown alone. As before,
 * it runs as a role that may read the searched tables and nothing else, and takes the workspace from the transaction.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
grant create on schema app to windshield_search;

-- The words of the workspace that may have been meant, best first: one slip in three or four letters, two in more; neighbours swapped are
-- one. Beginnings of longer words count too. When there are none, the word itself.
create function app.near_words(asked text) returns table (word text, slips real) language plpgsql stable
  set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off set pg_trgm.word_similarity_threshold = 0.35 as $$
#variable_conflict use_column
declare
  letters integer := length(asked);
  allowed integer := case when letters < 5 then 1 else 2 end;
  swapped text[];
  swapped_start text := substr(asked, 2, 1) || left(asked, 1);
begin
  if asked !~ '^[[:alpha:]]{3,40}$' then return query select asked, 0::real; return; end if;
  select array_agg(left(asked, n - 1) || substr(asked, n + 1, 1) || substr(asked, n, 1) || substr(asked, n + 2)) into swapped from generate_series(1, letters - 1) n;
  return query
    select n.word, n.slips from (
      select c.word, least(
          case when length(c.word) between letters - allowed and letters + allowed then public.levenshtein_less_equal(asked, c.word, allowed) end,
          case when c.word = any (swapped) then 1 end,
          case when letters > 3 and length(c.word) > letters then public.levenshtein_less_equal(asked, left(c.word, letters), allowed) + 0.5 end)::real as slips
      from (
        select k.word from app.search_words k where k.workspace_id = (select app.workspace()) and ${beginsLike('k.word', 'left(asked, 1)')}
          and length(k.word) between letters - allowed and letters + allowed
        union select k.word from app.search_words k where k.workspace_id = (select app.workspace()) and ${beginsLike('k.word', 'swapped_start')}
        union select k.word from app.search_words k where k.workspace_id = (select app.workspace()) and k.word operator(public.%>) asked) c) n
    where n.slips < allowed + 1
    order by n.slips, public.similarity(n.word, asked) desc, n.word limit 6;
  if not found then return query select asked, 0::real; end if;
end $$;

create or replace function app.search(q text, most integer) returns table (kind text, id uuid, title text, subtitle text) language plpgsql stable security definer
  set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  ws uuid := app.workspace();
  folded text := trim(regexp_replace(app.fold(q), '\\s+', ' ', 'g'));
  plain text := replace(replace(replace(folded, '\\', '\\\\'), '%', '\\%'), '_', '\\_');
  address_key text;
  starts text[];
  parts text[];
  patterns text[];
  indexed text[];
  near text[];
  near_slips real[];
  near_place bigint[];
  found jsonb := '[]';
  more jsonb;
begin
  if ws is null then raise exception 'no workspace set' using errcode = '42501'; end if;
  if folded = '' then return; end if;
  most := least(greatest(most, 1), 50);
  ${add(beginning)}
  if folded ~ '@|^[+(]?[0-9][0-9 ()/-]{3,}' then
    address_key := case when folded ~ '@' then folded else regexp_replace(folded, '[^0-9+]', '', 'g') end;
    ${add([byAddress])}
  end if;
  if (select count(distinct h->>'id') from jsonb_array_elements(found) h) < most and length(folded) >= 2 then
    select array_agg('% ' || word || '%'), array_agg('%' || word || '%'),
        coalesce(array_agg('%' || word || '%' order by length(word) desc, word) filter (where word ~ '[[:alnum:]]{3}'), '{}')
      into starts, parts, indexed from unnest(string_to_array(plain, ' ')) word;
    ${holding}
  end if;
  if (select count(distinct h->>'id') from jsonb_array_elements(found) h) < most and length(folded) >= 3 then
    ${add(inText)}
  end if;
  if found = '[]' and length(folded) between 4 and 100 then
    select array_agg(n.word), array_agg(n.slips), array_agg(asked.place) into near, near_slips, near_place
      from unnest(regexp_split_to_array(trim(regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g')), ' ')) with ordinality asked (word, place), app.near_words(asked.word) n;
    -- those with the fewest slips first, then all of them
    for pass in 1..2 loop
      exit when found <> '[]' or not exists (select from unnest(near_slips) slips where slips > 0);
      select array_agg(pattern), coalesce(array_agg(pattern order by letters desc, pattern) filter (where letters >= 3), '{}') into patterns, indexed
        from (select '(^|[^[:alnum:]])(' || string_agg(word, '|') || ')' as pattern, min(length(word)) as letters
          from (select near[n] as word, near_place[n] as place, near_slips[n] as slips, min(near_slips[n]) over (partition by near_place[n]) as least
            from generate_subscripts(near, 1) n) n
          where pass = 2 or slips = least group by place) p;
      ${corrected.replaceAll('\n', '\n  ')}
    end loop;
  end if;

  return query
    select b.kind, b.id, b.title, case b.kind ${searched
      .map(
        ({ kind, table, subtitle }) =>
          `when '${kind}' then (select ${subtitle} from app.${table} t where t.workspace_id = ws and t.id = b.id)`,
      )
      .join('\n      ')} end
    from (
      select r.* from (
        select d.*, row_number() over (partition by d.kind, d.grade order by length(d.title), d.title, d.id) as place from (
          select distinct on (h.kind, h.id) h.* from jsonb_to_recordset(found) h (kind text, id uuid, title text, grade real, address text)
          order by h.kind, h.id, h.grade) d) r
      order by r.grade, r.place, r.kind, r.id limit most) b
    order by b.grade, b.place, b.kind, b.id;
end $$;
revoke create on schema app from windshield_search;
`)
    .execute(db);
}
