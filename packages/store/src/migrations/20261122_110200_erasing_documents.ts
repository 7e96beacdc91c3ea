import { type Kysely, sql } from 'kysely';

/**
 * Erasing replaces what gives a person away within the values of a document, not in its writing: a telephone number that stands there as a number, or a
 * person who calls themselves "null", left something that is no document, and nobody could be erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create function app.without(document jsonb, tell_tales text[]) returns jsonb immutable strict parallel safe language plpgsql set search_path = pg_catalog as $$
begin
  case jsonb_typeof(document)
    when 'string' then return to_jsonb(app.without(document #>> '{}', tell_tales));
    when 'number' then return case when document::text = any (tell_tales) then '"(erased)"'::jsonb else document end;
    when 'array' then
      return (select coalesce(jsonb_agg(app.without(one, tell_tales) order by n), '[]') from jsonb_array_elements(document) with ordinality t (one, n));
    when 'object' then
      -- names of fields of our own stay: documents are read by them
      return (select coalesce(jsonb_object_agg(case when field ~ '^[a-z][A-Za-z0-9]*$' then field else app.without(field, tell_tales) end, app.without(one, tell_tales)), '{}')
        from jsonb_each(document) t (field, one));
    else return document;
  end case;
end $$;

do $$
declare was text := pg_get_functiondef('app.erase_contact(uuid, text)'::regprocedure);
declare becomes text := replace(was,
  $q$app.without(%2$I::text, $2)' || case when place.is_document then '::jsonb' else '' end$q$,
  $q$app.without(%2$I, $2)'$q$);
begin
  if becomes = was then raise exception 'erase_contact is not as expected'; end if;
  execute becomes;
end $$;
`)
    .execute(db);
}
