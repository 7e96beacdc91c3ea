import { type FindingAnswer, type FindingKey, type FindingRule, findingKinds } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { limitOf, type Money, type Named, pageOf, readCursor, Statement } from '../../records/index.ts';
import type { QualityKind } from './facts.ts';

export interface Finding {
  readonly id: string;
  readonly rule: FindingRule;
  readonly key: string;
  readonly record: { readonly kind: QualityKind; readonly id: string; readonly name: string; readonly owner: Named | null };
  readonly field: string | null;
  readonly now: string | null;
  readonly question: string;
  readonly why: string;
  readonly chance: number | null;
  readonly atStake: Money | null;
  readonly answers: { readonly key: string; readonly text: string; readonly value: string | null; readonly needsValue: boolean }[];
  readonly recordedAt: string;
}

export interface FindingQuery {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  readonly rule?: FindingRule | undefined;
  readonly key?: string | undefined;
  readonly kind?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly accountId?: string | undefined;
}

export interface FindingPage {
  readonly items: Finding[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly groups: {
    readonly key: string;
    readonly text: string;
    readonly rule: FindingRule;
    readonly count: number;
    readonly canBulk: boolean;
  }[];
}

const order = 'findings.atStake.desc';

/** Open questions, the most money at stake first, with how many there are of each kind. */
export async function listFindings(tx: WorkspaceTransaction, query: FindingQuery): Promise<FindingPage> {
  const groups = await countGroups(tx, query);
  const statement = new Statement();
  const limit = limitOf(query.limit);
  const conditions = conditionsOf(statement, query);
  if (query.key !== undefined) conditions.push(`f.key = ${statement.bind(query.key, 'text')}`);
  if (query.cursor !== undefined) {
    const { value, id } = readCursor(query.cursor, order);
    const before = statement.bind(value, 'bigint');
    const behind = statement.bind(id, 'uuid');
    conditions.push(`(coalesce(f.at_stake_minor, 0) < ${before} or (coalesce(f.at_stake_minor, 0) = ${before} and f.id > ${behind}))`);
  }
  const rows = await statement.run<FindingRow>(
    tx,
    `select f.id, f.rule, f.key, f.record_kind as kind, f.record_id as "recordId", f.detail, f.chance, f.at_stake_minor::float8 as "amountMinor",
       f.at_stake_currency as currency, app.iso(f.recorded_at) as "recordedAt", coalesce(f.at_stake_minor, 0)::text as place,
       (select app.named(u.id, u.name) from app.users u where u.workspace_id = f.workspace_id and u.id = f.owner_id) as owner
     from app.findings f where ${conditions.join(' and ')}
     order by coalesce(f.at_stake_minor, 0) desc, f.id limit ${limit + 1}`,
  );
  const page = pageOf(rows.map(present), limit, order, (at) => rows[at]?.place as string);
  const total = groups.filter(({ key }) => query.key === undefined || key === query.key).reduce((sum, { count }) => sum + count, 0);
  return { ...page, total, groups };
}

interface FindingRow {
  readonly id: string;
  readonly rule: FindingRule;
  readonly key: string;
  readonly kind: QualityKind;
  readonly recordId: string;
  readonly detail: {
    readonly name: string;
    readonly field?: string;
    readonly now?: string;
    readonly question: string;
    readonly why: string;
    readonly answers: readonly FindingAnswer[];
  };
  readonly chance: number | null;
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly recordedAt: string;
  readonly place: string;
  readonly owner: Named | null;
}

function present({ detail, kind, recordId, owner, amountMinor, currency, place: _, ...row }: FindingRow): Finding {
  return {
    id: row.id,
    rule: row.rule,
    key: row.key,
    record: { kind, id: recordId, name: detail.name, owner },
    field: detail.field ?? null,
    now: detail.now ?? null,
    question: detail.question,
    why: detail.why,
    chance: row.chance,
    atStake: amountMinor !== null && currency !== null ? { amountMinor, currency } : null,
    answers: detail.answers.map(({ key, text, value, needsValue }) => ({ key, text, value: value ?? null, needsValue })),
    recordedAt: row.recordedAt,
  };
}

function conditionsOf(statement: Statement, { rule, kind, ownerId, accountId }: FindingQuery): string[] {
  const conditions = [`f.workspace_id = (select app.workspace())`, `f.state = 'open'`];
  if (rule !== undefined) conditions.push(`f.rule = ${statement.bind(rule, 'text')}`);
  if (kind !== undefined) conditions.push(`f.record_kind = ${statement.bind(kind, 'text')}`);
  if (ownerId !== undefined) conditions.push(`f.owner_id = ${statement.bind(ownerId, 'uuid')}`);
  if (accountId !== undefined) conditions.push(`f.account_id = ${statement.bind(accountId, 'uuid')}`);
  return conditions;
}

async function countGroups(tx: WorkspaceTransaction, query: FindingQuery): Promise<FindingPage['groups']> {
  const statement = new Statement();
  const text = `select f.key, count(*)::int as count from app.findings f where ${conditionsOf(statement, query).join(' and ')} group by f.key order by count(*) desc, f.key`;
  const rows = await statement.run<{ key: string; count: number }>(tx, text);
  return rows.flatMap(({ key, count }) => {
    const kind = findingKinds[key as FindingKey];
    return kind ? [{ key, count, ...kind }] : [];
  });
}
