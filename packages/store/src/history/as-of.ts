import type { WorkspaceTransaction } from '../engine/index.ts';
import { Statement, type Values } from '../records/index.ts';

export type HistoryKind = 'accounts' | 'contacts' | 'deals' | 'leads';

/** A record with the fields it had; ids and names of the fields are those of the API. */
export type PastRecord = Values & { readonly id: string };

export interface AsOfQuery {
  /** ISO 8601 instant. */
  readonly at: string;
  /** Some records; all, if left out. */
  readonly ids?: readonly string[] | undefined;
}

/** What tells when a record began to be, in the world. */
const beganAt: Record<HistoryKind, string> = {
  accounts: 'coalesce(r.created_at, r.recorded_at)',
  contacts: 'coalesce(r.created_at, r.recorded_at)',
  deals: 'coalesce(r.opened_at, r.created_at, r.recorded_at)',
  leads: 'coalesce(r.created_at, r.recorded_at)',
};

/** The stored fields that change, per kind, as JSON keys and columns. */
const columns: Record<HistoryKind, Readonly<Record<string, string>>> = {
  accounts: {
    ...{ name: 'r.name', parentId: 'r.parent_id', ownerId: 'r.owner_id', type: 'r.type', website: 'r.website', domain: 'r.domain' },
    ...{ industry: 'r.industry', employees: 'r.employees', revenueMinor: 'r.revenue_minor', revenueCurrency: 'r.revenue_currency' },
    ...{ city: 'r.city', country: 'r.country' },
  },
  contacts: {
    ...{
      name: 'r.name',
      accountId: 'r.account_id',
      title: 'r.title',
      ownerId: 'r.owner_id',
      lifecycle: 'r.lifecycle',
      country: 'r.country',
    },
  },
  deals: {
    ...{ name: 'r.name', accountId: 'r.account_id', ownerId: 'r.owner_id', stageId: 'r.stage_id', status: 'r.status' },
    ...{ amountMinor: 'r.amount_minor', currency: 'r.currency', openedAt: 'app.iso(r.opened_at)', expectedCloseOn: 'r.expected_close_on' },
    ...{
      closedAt: 'app.iso(r.closed_at)',
      lossReason: 'r.loss_reason',
      competitor: 'r.competitor',
      leadSource: 'r.lead_source',
      type: 'r.type',
    },
  },
  leads: {
    ...{ name: 'r.name', company: 'r.company', status: 'r.status', source: 'r.source', ownerId: 'r.owner_id', valueMinor: 'r.value_minor' },
    ...{ valueCurrency: 'r.value_currency', convertedAt: 'app.iso(r.converted_at)' },
  },
};

/**
 * Records as they were known at an instant: what had been recorded here until then, and nothing that was learned later, even about
 * earlier days. What a forecast of that day could have used.
 */
export function asKnownAt(tx: WorkspaceTransaction, kind: HistoryKind, query: AsOfQuery): Promise<PastRecord[]> {
  return readPast(tx, kind, query, 'app.fields_as_known', 'r.recorded_at');
}

/**
 * Records as they had become by an instant, by all that is known today: a fact that arrived late counts from the day it happened.
 * What a study of the past wants.
 */
export function asHappenedBy(tx: WorkspaceTransaction, kind: HistoryKind, query: AsOfQuery): Promise<PastRecord[]> {
  return readPast(tx, kind, query, 'app.fields_as_happened', beganAt[kind]);
}

async function readPast(
  tx: WorkspaceTransaction,
  kind: HistoryKind,
  { at, ids }: AsOfQuery,
  past: 'app.fields_as_known' | 'app.fields_as_happened',
  begins: string,
): Promise<PastRecord[]> {
  const statement = new Statement();
  const instant = statement.bind(at, 'timestamptz');
  const some = ids ? `and r.id = any (${statement.bind(ids, 'uuid[]')})` : '';
  const now = Object.entries(columns[kind]).map(([field, column]) => `'${field}', ${column}`);
  // a deal's status is what its stage says, and an open one has not closed
  const settled =
    kind === 'deals'
      ? `then_ || (select jsonb_build_object('status', s.status) || case s.status when 'open' then '{"closedAt": null}' else '{}'::jsonb end from app.stages s
          where s.workspace_id = (select app.workspace()) and s.id = (then_ ->> 'stageId')::uuid)`
      : 'then_';
  const rows = await statement.run<{ json: string }>(
    tx,
    `select (coalesce(${settled}, then_) || jsonb_build_object('id', id))::text as json from (
       select r.id, ${begins} as begins, jsonb_build_object(${now.join(', ')}, 'deletedAt', app.iso(r.deleted_at)) || ${past}('${kind}', r.id, ${instant}) as then_
       from app.${kind} r where r.workspace_id = (select app.workspace()) ${some}) past
     where begins <= ${instant} and coalesce(then_ -> 'deletedAt', 'null') = 'null' order by id`,
  );
  return rows.map(({ json }) => JSON.parse(json) as PastRecord);
}
