import type { Engine } from '@windshield/store';
import pg from 'pg';

export interface LargeWorkspace {
  readonly workspaceId: string;
  readonly users: readonly string[];
}

/** Sizes of the workspace that the API is measured on. */
export const sizes = { users: 40, accounts: 10_000, contacts: 100_000, deals: 50_000, interactions: 1_000_000 };

/**
 * Fills a workspace set-wise, as the owner: made-up rows with the spread that matters to indexes (many owners, few open
 * deals each, a long tail of contacts).
 */
export async function fillLargeWorkspace(engine: Engine): Promise<LargeWorkspace> {
  const client = new pg.Client(engine.connectionAs('owner'));
  await client.connect();
  const workspaceId = '01900000-0000-7000-8000-000000000000';
  const id = (prefix: string, n: string) => `('${prefix}' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  const user = (n: string) => id('01900000-0001-7000-8000-', n);
  const account = (n: string) => id('01900000-0002-7000-8000-', n);
  const contact = (n: string) => id('01900000-0003-7000-8000-', n);
  const deal = (n: string) => id('01900000-0004-7000-8000-', n);
  const interaction = (n: string) => id('01900000-0005-7000-8000-', n);
  const pipeline = id('01900000-0006-7000-8000-', '1');
  const stage = (n: string) => id('01900000-0007-7000-8000-', n);
  const firsts = `(array['Ana','Per','Aisha','Dmitri','Grace','Jonas','Chloë','Łukasz','Nadia','Tomás','Aiko','Zoë','Pedro','Maria','Lea','Omar'])`;
  const lasts = `(array['Ruiz','Holm','Khan','Petrov','Müller','Smith','Andersson','Haddad','Ångström','Silva','Okafor','Weiss','García','Rossi','Nakamura','Reyes','Novak'])`;
  const w = `'${workspaceId}'::uuid`;
  const run = (sql: string) => client.query(sql);
  await run('begin');
  await run(
    `select set_config('app.workspace', '${workspaceId}', true), set_config('app.role', 'admin', true), set_config('app.source', 'import', true)`,
  );
  await run(`insert into app.workspaces (workspace_id, name, currency, export_day) values (${w}, 'Large', 'EUR', current_date)`);
  await run(`insert into app.users (workspace_id, id, name, name_key, role)
    select ${w}, ${user('n')}, 'User ' || n, 'user' || n, case when n = 1 then 'admin' else 'rep' end from generate_series(1, ${sizes.users}) n`);
  await run(`insert into app.pipelines (workspace_id, id, name, name_key) values (${w}, ${pipeline}, 'Sales', 'sales')`);
  await run(`insert into app.stages (workspace_id, id, pipeline_id, name, name_key, position, status)
    select ${w}, ${stage('n')}, ${pipeline}, s, lower(s), n, case s when 'Won' then 'won' when 'Lost' then 'lost' else 'open' end
    from unnest(array['Qualification','Needs','Proposal','Negotiation','Won','Lost']) with ordinality t(s, n)`);
  await run(`insert into app.accounts (workspace_id, id, name, name_key, owner_id, domain, country, employees)
    select ${w}, ${account('n')}, 'Account ' || md5(n::text), 'account' || md5(n::text), ${user(`1 + n % ${sizes.users}`)}, 'a' || n || '.example', 'Spain', n % 5000
    from generate_series(1, ${sizes.accounts}) n`);
  await run(`insert into app.contacts (workspace_id, id, name, name_key, account_id, owner_id, email, title)
    select ${w}, ${contact('n')}, f || ' ' || l || ' ' || n, lower(f || l || n), ${account(`1 + n % ${sizes.accounts}`)}, ${user(`1 + n % ${sizes.users}`)}, 'p' || n || '@a' || (1 + n % ${sizes.accounts}) || '.example', 'Head of ' || (n % 30)
    from (select n, ${firsts}[1 + n % 16] f, ${lasts}[1 + (n / 16) % 17] l from generate_series(1, ${sizes.contacts}) n) x`);
  // one deal in ten is open
  await run(`insert into app.deals (workspace_id, id, name, account_id, owner_id, pipeline_id, stage_id, status, amount_minor, currency, opened_at, expected_close_on, closed_at)
    select ${w}, ${deal('n')}, 'Deal ' || md5(n::text), ${account(`1 + n % ${sizes.accounts}`)}, ${user(`1 + (n / 10) % ${sizes.users}`)}, ${pipeline},
      ${stage(`case when n % 10 = 0 then 1 + (n / 10) % 4 when n % 10 < 5 then 5 else 6 end`)},
      case when n % 10 = 0 then 'open' when n % 10 < 5 then 'won' else 'lost' end, 10000 + (n * 7919) % 9000000, 'EUR',
      now() - make_interval(days => case when n % 10 = 0 then (n / 10) % 200 else 200 + n % 700 end),
      current_date + (case when n % 10 = 0 then (n / 10) % 120 - 30 else -100 end),
      case when n % 10 <> 0 then now() - make_interval(days => 200 + n % 700) + make_interval(days => 5 + (n * 31) % 120) end
    from generate_series(1, ${sizes.deals}) n`);
  await run(`insert into app.buying_group (workspace_id, deal_id, contact_id, is_primary)
    select ${w}, ${deal('n')}, ${contact(`1 + n % ${sizes.contacts}`)}, true from generate_series(10, ${sizes.deals}, 10) n`);
  await run(`insert into app.next_steps (workspace_id, id, what, promised_by, user_id, deal_id, due_on)
    select ${w}, ${id('01900000-0008-7000-8000-', 'n')}, 'Send the offer', 'us', ${user(`1 + (n / 10) % ${sizes.users}`)}, ${deal('n')}, current_date + (n / 10) % 40 - 5
    from generate_series(20, ${sizes.deals}, 20) n`);
  await run(`insert into app.interactions (workspace_id, id, type, direction, occurred_at, subject, user_id, contact_id, account_id, deal_id, source, key)
    select ${w}, ${interaction('n')}, (array['mail','mail','mail','meeting','call'])[1 + n % 5], (array['in','out','out','both','out'])[1 + n % 5],
      now() - make_interval(mins => n % 1000000), 'About ' || n % 1000, ${user(`1 + n % ${sizes.users}`)}, ${contact(`1 + n % ${sizes.contacts}`)},
      ${account(`1 + n % ${sizes.accounts}`)}, case when n % 4 = 0 then ${deal(`1 + n % ${sizes.deals}`)} end, 'file', 'id:' || n
    from generate_series(1, ${sizes.interactions}) n`);
  await run(`select app.fold_last_interactions()`);
  await run('commit');
  await run('analyze');
  const users = (await client.query<{ id: string }>(`select id from app.users where workspace_id = ${w} order by id`)).rows.map(
    (row) => row.id,
  );
  await client.end();
  return { workspaceId, users };
}
