import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { merging } from '../../hygiene/index.ts';
import { seedCompany } from '../../testing/seed-company.ts';

/** A small company with at least one row in every table of schema app. */
export async function fillEveryTable(tx: WorkspaceTransaction, userId: string): Promise<void> {
  await seedCompany(tx, { users: 3, accounts: 5, contacts: 5, deals: 5, interactions: 5 });
  const [importId, sourceId, folderId] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()];
  const first = (table: string) => `(select id from app.${table} where workspace_id = app.workspace() order by id limit 1)`;
  const id = () => `'${randomUUIDv7()}'`;
  const pair = [randomUUIDv7(), randomUUIDv7()]
    .sort()
    .map((one) => `'${one}'`)
    .join(', ');
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
    `insert into app.capture_sources (id, kind, user_id, name, address) values ('${sourceId}', 'imap', '${userId}', 'Mail', 'me@here.example')`,
    `insert into app.capture_secrets (source_id, sealed) values ('${sourceId}', 'x')`,
    `insert into app.capture_folders (id, source_id, path) values ('${folderId}', '${sourceId}', 'INBOX')`,
    `insert into app.capture_reads (folder_id, uid_validity, uid, source_id, item_key, fate) values ('${folderId}', 1, 1, '${sourceId}', ${id()}, 'waiting')`,
    `insert into app.captured_items (item_key, thread_id) values (${id()}, ${id()})`,
    `insert into app.waiting_items (source_id, item_key, owner_id, kind, facts) values ('${sourceId}', ${id()}, '${userId}', 'mail', '{}')`,
    `insert into app.waiting_addresses (source_id, address, item_key, owner_id, domain, role, occurred_at) values ('${sourceId}', 'a@there.example', ${id()}, '${userId}', 'there.example', 'from', now())`,
    `insert into app.meeting_notices (source_id, owner_id, item_key, kind, sequence) values ('${sourceId}', '${userId}', ${id()}, 'cancel', 0)`,
    `insert into app.address_decisions (id, owner_id, scope, value, choice) values (${id()}, '${userId}', 'domain', 'there.example', 'ignored')`,
    `insert into app.interaction_contents (interaction_id, part, owner_id, source_id, content, is_shared) values (${first('interactions')}, 'subject', '${userId}', '${sourceId}', 'Hello', false)`,
    `insert into app.hidden_threads (thread_id, user_id) values (${id()}, '${userId}')`,
    `insert into app.proposals (id, owner_id, kind, contact_id, field, value, value_key, interaction_id, occurred_at) values (${id()}, '${userId}', 'contactField', ${first('contacts')}, 'title', '"CEO"', 'ceo', ${first('interactions')}, now())`,
    `insert into app.contact_absences (contact_id, back_on, said_at) values (${first('contacts')}, '2026-12-01', now())`,
    `insert into app.findings (id, key, rule, record_kind, record_id, detail, fingerprint) values (${id()}, 'deal.noOwner', 'missing', 'deals', ${first('deals')}, '{}', '')`,
    `with made as (insert into app.cleanings (id, key, answer, records) values (${id()}, 'deal.noOwner', 'keep', 1) returning id)
       insert into app.cleaning_changes (cleaning_id, position, finding_id, record_kind, record_id) select id, 1, ${id()}, 'deals', ${first('deals')} from made`,
    `insert into app.merge_batches (id, record_kind, min_probability) values (${id()}, 'contacts', 0.9)`,
    `insert into app.distinct_pairs (record_kind, a_id, b_id, decision_id) values ('contacts', ${pair}, ${id()})`,
    `insert into app.duplicate_pairs (record_kind, a_id, b_id, probability, weight, terms) values ('contacts', ${pair}, 0.9, 5, '[]')`,
    `insert into app.duplicate_queue (record_kind, record_id) values ('contacts', ${first('contacts')}) on conflict do nothing`,
    `insert into app.duplicate_scans (record_kind, status) values ('contacts', 'done')`,
    `insert into app.record_keys (key, record_id) values (1, ${first('contacts')})`,
    `insert into app.linkage_models (record_kind, model, records) values ('contacts', '{}', 0)`,
    `insert into app.data_trust (day, detail) values ('2026-01-01', '{}')`,
  ];
  for (const statement of statements) await tx.raw(statement);
  const [kept, ...others] = await tx.raw<{ id: string }>('select id from app.contacts order by id limit 3');
  await tx.raw(`update app.contacts set description = 'Likes it short' where id = $1`, [others[0]?.id]);
  await merging.mergeRecords(tx, { kind: 'contacts', keepId: kept?.id as string, mergeIds: others.map((one) => one.id) });
}
