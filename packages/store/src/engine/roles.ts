import type pg from 'pg';
import { EngineError } from './engine.ts';

/**
 * `windshield_house` owns every object and is subject to row-level security like the others; `windshield_search` owns the audited
 * functions that search past it. Nobody connects as these two.
 */
const roles = ['windshield_house', 'windshield_app', 'windshield_auth', 'windshield_worker', 'windshield_search'];

/**
 * Makes Windshield's roles and lets the login role act as them.
 *
 * @throws EngineError naming each right that the login role lacks and the statement that grants it
 */
export async function prepareRoles(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<LoginRights>(loginRights, [roles]);
  const login = rows[0] as LoginRights;
  demandRights(login);
  for (const role of login.missing_roles) {
    // With an engine of our own each role connects by itself over a socket that only its owner can reach.
    await client.query(`create role ${role} ${login.is_superuser ? 'login' : 'nologin'} noinherit`);
  }
  if (!login.is_superuser) {
    const options = login.version >= 160_000 ? ' with inherit true, set true' : '';
    for (const role of login.missing_roles) await client.query(`grant ${role} to current_user${options}`);
    await client.query(`grant create on database ${login.quoted_database} to windshield_house`);
  }
  await client.query(`revoke create, temporary on database ${login.quoted_database} from public`);
  await client.query(`grant temporary on database ${login.quoted_database} to windshield_app`);
  await client.query(`grant create on database ${login.quoted_database} to windshield_worker`);
}

interface LoginRights {
  readonly login: string;
  readonly version: number;
  readonly is_superuser: boolean;
  readonly may_create_roles: boolean;
  readonly owns_database: boolean;
  readonly quoted_database: string;
  readonly quoted_login: string;
  readonly missing_roles: string[];
  readonly foreign_roles: string[];
}

const loginRights = `
  select current_user as login, current_setting('server_version_num')::int as version,
    r.rolsuper as is_superuser, r.rolsuper or r.rolcreaterole as may_create_roles,
    r.rolsuper or pg_has_role(d.datdba, 'usage') as owns_database,
    quote_ident(d.datname) as quoted_database, quote_ident(current_user) as quoted_login,
    array(select name from unnest($1::text[]) name where not exists (select from pg_roles where rolname = name)) as missing_roles,
    array(select rolname::text from pg_roles where rolname = any ($1::text[]) and not r.rolsuper and not pg_has_role(oid, 'usage')) as foreign_roles
  from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()`;

function demandRights(login: LoginRights): void {
  const wanting: string[] = [];
  if (!login.owns_database) wanting.push(`own the database: alter database ${login.quoted_database} owner to ${login.quoted_login};`);
  if (login.missing_roles.length > 0 && !login.may_create_roles) wanting.push(`create roles: alter role ${login.quoted_login} createrole;`);
  if (login.foreign_roles.length > 0)
    wanting.push(`act as Windshield's roles: grant ${login.foreign_roles.join(', ')} to ${login.quoted_login};`);
  if (wanting.length > 0)
    throw new EngineError(
      `DATABASE_URL: the role ${login.login} must be able to\n${wanting.map((want) => `  - ${want}`).join('\n')}\nLet an administrator of that PostgreSQL run these, then start again.`,
    );
}

/**
 * While migrations run, a login that is no superuser can give a function to another role only if that role may create in its schema.
 * The schema may not exist yet, hence the default as well as the grant.
 */
export const letOthersOwn = `
do $$
begin
  alter default privileges grant create on schemas to windshield_auth, windshield_worker, windshield_search;
  if to_regnamespace('app') is not null then
    grant create on schema app to windshield_auth, windshield_worker, windshield_search;
  end if;
end $$`;

/**
 * Gives what migrations made in schema `app` to the plain role `windshield_house`. A view or a SECURITY DEFINER function acts as its
 * owner: owned by a superuser it would show every workspace. What a migration gave to another role on purpose stays with that role.
 */
export const handOverToHouse = `
do $$
declare made record;
begin
  alter default privileges revoke create on schemas from windshield_auth, windshield_worker, windshield_search;
  revoke create on schema app from windshield_auth, windshield_worker, windshield_search;
  alter schema app owner to windshield_house;
  for made in
    select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'c' then 'type' else 'table' end as kind, oid::regclass::text as name
    from pg_class
    where relnamespace = 'app'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'c') and pg_get_userbyid(relowner) = current_user
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype in ('a', 'i', 'e'))
    union all
    select 'routine', oid::regprocedure::text
    from pg_proc
    where pronamespace = 'app'::regnamespace and pg_get_userbyid(proowner) = current_user
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
    union all
    select 'type', oid::regtype::text
    from pg_type
    where typnamespace = 'app'::regnamespace and typtype in ('e', 'd', 'r') and pg_get_userbyid(typowner) = current_user
      and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = pg_type.oid and deptype = 'e')
  loop
    execute format('alter %s %s owner to windshield_house', made.kind, made.name);
  end loop;
end $$`;

/** False when a process died between applying migrations and handing over what they made. */
export async function isHandedOver(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query(`
    select from pg_class where relnamespace = to_regnamespace('app') and relkind in ('r', 'p', 'v', 'm') and pg_get_userbyid(relowner) = current_user
    union all
    select from pg_proc where pronamespace = to_regnamespace('app') and pg_get_userbyid(proowner) = current_user
    limit 1`);
  return rowCount === 0;
}
