import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { seedCompany } from '../../testing/seed-company.ts';

/** A small company with at least one row in every table of schema app. */
export async function fillEveryTable(tx: WorkspaceTransaction, userId: string): Promise<void> {
  await seedCompany(tx, { users: 3, accounts: 5, contacts: 5, deals: 5, interactions: 5 });
  const importId = randomUUIDv7();
  const first = (table: string) => `(select id from app.${table} where workspace_id = app.workspace() order by id limit 1)`;
  const id = () => `'${randomUUIDv7()}'`;
  const statements = [
    `insert into app.teams (id, name, name_key) values (${id()}, 'East', 'east')`,
    `insert into app.rates (from_currency, to_currency, on_day, rate) values ('USD', 'EUR', '2026-01-01', 0.9)`,
    `insert into app.targets (id, period, amount_minor, currency) values (${id()}, '2026-Q4', 1, 'EUR')`,
    `insert into app.employments (id, contact_id, account_id) values (${id()}, ${first('contacts')}, ${first('accounts')})`,
    `insert into app.deal_lines (id, deal_id, product_id) values (${id()}, ${first('deals')}, ${first('products')})`,
    `insert into app.interaction_participants (interaction_id, position, role, contact_id, occurred_at) values (${first('interactions')}, 1, 'to', ${first('contacts')}, now())`,
    `insert into app.outcomes (id, promised, deal_id) values (${id()}, 'Half the time', ${first('deals')})`,
    `insert into app.costs (id, type, amount_minor, currency, incurred_on) values (${id()}, 'travel', 1, 'EUR', '2026-01-01')`,
    `insert into app.decisions (id, user_id, item_key, item_kind, subject_kind, subject_id, choice, facts, advice) values (${id()}, '${userId}', 'k', 'dealWork', 'deal', ${first('deals')}, 'done', 'f', '{}')`,
    `insert into app.deal_clocks (as_of, clock) values ('2026-01-01', '{}')`,
    `insert into app.imports (id, name, status) values ('${importId}', 'a.csv', 'done')`,
    `insert into app.import_files (import_id, file_no, path, sha256, plan) values ('${importId}', 0, 'a.csv', 'x', '{}')`,
    `insert into app.import_rows (import_id, file_no, line, outcome) values ('${importId}', 0, 2, 'created')`,
    `insert into app.external_keys (kind, source, key, record_id, fingerprint, last_seen) values ('deals', 'file', 'k', ${first('deals')}, '', '{}')`,
    `insert into app.import_shapes (shape, plan) values ('s', '{}')`,
    `insert into app.idempotency_keys (key, request_hash, status, body) values ('k', 'h', 201, '{}')`,
    `insert into app.pending_references (record_kind, record_id, field, source, target_kind, reference) values ('deals', ${first('deals')}, 'account', 'file', 'accounts', '{}')`,
  ];
  for (const statement of statements) await tx.raw(statement);
}
