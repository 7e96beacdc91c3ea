import type { DealClock, PastDeal, Rate } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { dayNumberOf, dealTraitJoins, dealTraits } from './deal-facts.ts';

/** A deal of the past with its amounts in the currency it has; whoever fits the clock converts. */
export type PastDealRow = Omit<PastDeal, 'listedMinor' | 'wonMinor'> & {
  readonly listedMinor?: number;
  readonly wonMinor?: number;
  readonly currency?: string;
};

/**
 * Every deal as the clock reads it, as JSON made in the database: about 120 bytes each. What was listed is the first amount known in its
 * history, else what its lines or its product cost.
 */
export async function readDealHistory(tx: WorkspaceTransaction): Promise<PastDealRow[]> {
  // Right after an import nothing is known of the tables yet, and nested loops over all deals would take minutes.
  await tx.raw('set local enable_nestloop = off');
  const [row] = await tx.raw<{ json: string }>(
    `with first_amounts as (
       select distinct on (record_id) record_id, (from_value #>> '{}')::bigint as amount from app.changes
       where workspace_id = (select app.workspace()) and record_kind = 'deals' and field = 'amountMinor' and jsonb_typeof(from_value) = 'number'
       order by record_id, occurred_at, id),
     line_amounts as (
       select l.deal_id, sum(coalesce(l.quantity, 1) * p.price_minor)::bigint as amount, min(p.price_currency) as currency
       from app.deal_lines l join app.products p on p.workspace_id = l.workspace_id and p.id = l.product_id
       where l.workspace_id = (select app.workspace()) group by 1 having count(*) = count(p.price_minor) and count(distinct p.price_currency) = 1)
     select coalesce(json_agg(json_strip_nulls(json_build_object(
       'pipeline', t.pipeline, 'product', t.product, 'segment', t.segment, 'source', t.source,
       'openedDay', t.opened_day, 'closedDay', t.closed_day, 'outcome', t.outcome, 'listedMinor', t.listed, 'wonMinor', t.won, 'currency', t.currency))), '[]')::text as json
     from (
       select ${dealTraits}, ${dayNumberOf('d.opened_at')} as opened_day, ${dayNumberOf('d.closed_at')} as closed_day,
         case when d.closed_at is not null then nullif(d.status, 'open') end as outcome,
         coalesce(f.amount, case when l.currency = coalesce(d.currency, l.currency) then l.amount end,
           case when product.price_currency = coalesce(d.currency, product.price_currency) then product.price_minor end,
           case when d.status = 'open' then d.amount_minor end) as listed,
         case when d.status = 'won' and d.amount_minor > 0 then d.amount_minor end as won,
         coalesce(d.currency, l.currency, product.price_currency) as currency
       from app.deals d ${dealTraitJoins}
       left join first_amounts f on f.record_id = d.id
       left join line_amounts l on l.deal_id = d.id
       where d.workspace_id = (select app.workspace()) and d.deleted_at is null) t`,
  );
  await tx.raw('set local enable_nestloop = on');
  return JSON.parse(row?.json ?? '[]') as PastDealRow[];
}

export interface SavedDealClock {
  /** The day as of which it was fitted, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** When it was fitted; as long as this is the same, so is the clock. */
  readonly computedAt: string;
  readonly clock: DealClock;
}

/** The clock as it was last fitted; undefined before the first time. */
export async function readDealClock(tx: WorkspaceTransaction): Promise<SavedDealClock | undefined> {
  const [row] = await tx.raw<SavedDealClock>(
    `select as_of as "asOf", app.iso(computed_at) as "computedAt", clock from app.deal_clocks where workspace_id = (select app.workspace())`,
    [],
    'read_deal_clock',
  );
  return row;
}

/** When the saved clock was fitted, to see whether one in memory still holds. */
export async function dealClockComputedAt(tx: WorkspaceTransaction): Promise<string | undefined> {
  const [row] = await tx.raw<{ at: string }>(
    `select app.iso(computed_at) as at from app.deal_clocks where workspace_id = (select app.workspace())`,
    [],
    'deal_clock_computed_at',
  );
  return row?.at;
}

export async function saveDealClock(tx: WorkspaceTransaction, asOf: string, clock: DealClock): Promise<void> {
  await tx.raw(
    `insert into app.deal_clocks (as_of, clock) values ($1, $2)
     on conflict (workspace_id) do update set as_of = excluded.as_of, clock = excluded.clock, computed_at = now()`,
    [asOf, JSON.stringify(clock)],
  );
}

/** Rates of exchange, by day. */
export async function readRates(tx: WorkspaceTransaction): Promise<Rate[]> {
  return tx.raw<Rate>(
    `select ${dayNumberOf('on_day')} as "on", from_currency as "from", to_currency as "to", rate::float8 as rate from app.rates
     where workspace_id = (select app.workspace()) order by on_day`,
    [],
    'read_rates',
  );
}
