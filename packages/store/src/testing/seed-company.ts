import type { WorkspaceTransaction } from '../engine/index.ts';

export interface CompanySize {
  readonly users: number;
  readonly accounts: number;
  readonly contacts: number;
  readonly deals: number;
  readonly interactions: number;
}

const first = `array['Ana','Per','Lea','Tomás','Dana','Jürgen','Wei','Maria','Olaf','Nadia','Chidi','Yuki','Søren','Elif','Marta','Ivan','Priya','Liam','Zoë','Hugo']`;
const last = `array['Ruiz','Johansson','Lind','Silva','Okafor','Müller','Chen','Kowalski','Haugen','Petrov','Tanaka','Yılmaz','Novák','Rossi','Murphy','Larsen','Gupta','Weber','Dubois','Costa','Nilsson','Moreau','Schmidt','Fischer','Andersen']`;
const firm = `array['Halden','Kestrel','Morrow','Tidewater','Borealis','Quill','Arden','Vantage','Solberg','Meridian','Cobalt','Juniper','Northgate','Lumen','Praxis','Orchard']`;
const branch = `array['Group','Systems','Labs','Energy','Foods','Logistics','Partners','Software','Health','Steel']`;
const pick = (list: string, n: string) => `(${list})[1 + (${n}) % cardinality(${list})]`;
/** Ids that can be told from a number, so that rows point at each other without a lookup. */
const idOf = (kind: string, n: string) => `md5(app.workspace()::text || '${kind}' || (${n}))::uuid`;

/**
 * Fills the transaction's workspace with a company of any size, set-wise and the same each time: for plans and speed, not for looking at.
 * User 0 owns about a hundred open deals whatever the size.
 */
export async function seedCompany(tx: WorkspaceTransaction, size: CompanySize): Promise<{ userIds: string[] }> {
  const { users, accounts, contacts, deals, interactions } = size;
  const statements = [
    `insert into app.users (id, name, name_key, role) select ${idOf('user', 'n')}, 'User ' || n, 'user' || n, 'rep' from generate_series(0, ${users - 1}) n`,
    `insert into app.pipelines (id, name, name_key) values (${idOf('pipeline', `'0'`)}, 'Sales', 'sales')`,
    `insert into app.stages (id, pipeline_id, name, name_key, position, status)
     select ${idOf('stage', 'n')}, ${idOf('pipeline', `'0'`)}, 'Stage ' || n, 'stage' || n, n, case n when 4 then 'won' when 5 then 'lost' else 'open' end from generate_series(0, 5) n`,
    `insert into app.products (id, name, name_key, price_minor, price_currency) select ${idOf('product', 'n')}, 'Product ' || n, 'product' || n, 100000 * (n + 1), 'EUR' from generate_series(0, 9) n`,
    `insert into app.accounts (id, name, name_key, owner_id, domain, industry, city, employees)
     select ${idOf('account', 'n')}, name, lower(replace(name, ' ', '')), ${idOf('user', `n % ${users}`)}, lower(replace(name, ' ', '')) || '.example', 'Industry ' || n % 12, 'City ' || n % 300, n % 5000
     from (select n, ${pick(firm, 'n')} || ' ' || ${pick(branch, 'n / 16')} || ' ' || n as name from generate_series(0, ${accounts - 1}) n) t`,
    `insert into app.contacts (id, name, name_key, last_name, account_id, title, owner_id, email)
     select ${idOf('contact', 'n')}, name, lower(replace(name, ' ', '')), surname, ${idOf('account', `n % ${accounts}`)}, 'Title ' || n % 40, ${idOf('user', `n % ${users}`)}, lower(given) || n || '@firm' || n % ${accounts} || '.example'
     from (select n, given, surname, given || ' ' || surname || ' ' || n as name from (select n, ${pick(first, 'n')} as given, ${pick(last, 'n / 20')} as surname from generate_series(0, ${contacts - 1}) n) t) t`,
    `select app.refresh_statistics()`,
    `insert into app.contact_points (id, contact_id, kind, value, value_key) select gen_random_uuid(), id, 'email', email, email from app.contacts where workspace_id = app.workspace()`,
    `insert into app.deals (id, name, account_id, owner_id, pipeline_id, stage_id, status, amount_minor, currency, opened_at, expected_close_on, closed_at, lead_source, product_id)
     select ${idOf('deal', 'n')}, ${pick(firm, 'n')} || ' deal ' || n, ${idOf('account', `n % ${accounts}`)}, ${idOf('user', `n % ${users}`)}, ${idOf('pipeline', `'0'`)},
       ${idOf('stage', `case when n % 100 < 40 then n % 4 when n % 100 < 75 then 4 else 5 end`)}, case when n % 100 < 40 then 'open' when n % 100 < 75 then 'won' else 'lost' end,
       (n % 900 + 1) * 10000, 'EUR', now() - (n % 700) * interval '1 day' - interval '60 days', current_date + n % 200 - 60,
       case when n % 100 >= 40 then now() - (n % 600) * interval '1 day' end, 'Source ' || n % 8, ${idOf('product', 'n % 10')}
     from generate_series(0, ${deals - 1}) n`,
    `insert into app.buying_group (deal_id, contact_id, role, is_primary) select ${idOf('deal', 'n')}, ${idOf('contact', `(n * 3 + k) % ${contacts}`)}, 'Role ' || k, k = 0 from generate_series(0, ${deals - 1}) n, generate_series(0, 1) k`,
    `insert into app.interactions (id, type, direction, state, occurred_at, duration_minutes, subject, thread_key, user_id, contact_id, account_id, deal_id, source, key)
     select ${idOf('interaction', 'n')}, (array['mail','mail','mail','meeting','call'])[1 + n % 5], (array['in','out','both'])[1 + n % 3], 'done', now() - (n::bigint * 997 % 63072000) * interval '1 second', 30, 'Subject ' || n % 1000, 'thread' || n % 5000,
       ${idOf('user', `n % ${users}`)}, ${idOf('contact', `n % ${contacts}`)}, ${idOf('account', `n % ${accounts}`)}, case when n % 2 = 0 then ${idOf('deal', `n % ${deals}`)} end, 'seed', n
     from generate_series(0, ${interactions - 1}) n`,
    `insert into app.changes (id, record_kind, record_id, field, from_value, to_value, occurred_at, source)
     select gen_random_uuid(), 'deals', ${idOf('deal', `n % ${deals}`)}, 'expectedCloseOn', '"2026-01-31"', '"2026-03-31"', now() - (n % 500) * interval '1 day', 'import' from generate_series(0, ${deals * 2 - 1}) n`,
    `insert into app.next_steps (id, what, promised_by, user_id, deal_id, due_on, status)
     select ${idOf('step', 'n')}, 'Send ' || n, case when n % 3 = 0 then 'them' else 'us' end, ${idOf('user', `n % ${users}`)}, ${idOf('deal', `n`)}, current_date + n % 60 - 5, case when n % 4 = 0 then 'kept' else 'open' end
     from generate_series(0, ${deals - 1}, 2) n`,
    `insert into app.needs (id, words, deal_id) select ${idOf('need', 'n')}, 'We lose ' || n || ' days', ${idOf('deal', 'n')} from generate_series(0, ${deals - 1}, 3) n`,
    `insert into app.notes (id, body, deal_id) select ${idOf('note', 'n')}, 'Note number ' || n, ${idOf('deal', 'n')} from generate_series(0, ${deals - 1}, 3) n`,
    `insert into app.leads (id, name, name_key, company, email, status, owner_id)
     select ${idOf('lead', 'n')}, ${pick(first, 'n')} || ' Lead ' || n, 'lead' || n, ${pick(firm, 'n')}, 'lead' || n || '@lead.example', (array['open','working','accepted'])[1 + n % 3], ${idOf('user', `n % ${users}`)} from generate_series(0, ${Math.ceil(contacts / 5)}) n`,
    `select app.refresh_statistics()`,
    `select app.fold_last_interactions()`,
  ];
  for (const statement of statements) await tx.raw(statement);
  const rows = await tx.raw<{ id: string }>(`select ${idOf('user', 'n')} as id from generate_series(0, ${users - 1}) n`);
  return { userIds: rows.map(({ id }) => id) };
}
