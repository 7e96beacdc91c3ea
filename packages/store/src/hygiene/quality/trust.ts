import type { FindingRule } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import type { Money, Named } from '../../records/index.ts';
import type { TrustDetail } from './scan.ts';

export interface TrustNow {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly detail: TrustDetail;
  readonly scannedAt: string;
  readonly history: { readonly day: string; readonly value: number }[];
  readonly open: Partial<Record<FindingRule, number>>;
  readonly byOwner: { readonly owner: Named | null; readonly open: number; readonly atStake: Money[] }[];
  /** Records settled within the last seven days, taken back ones left out. */
  readonly cleanedThisWeek: number;
}

const historyDays = 400;

/** How far the data could be trusted on each day it was looked at; `undefined` before the first look. */
export async function readTrust(tx: WorkspaceTransaction): Promise<TrustNow | undefined> {
  const rows = await tx.raw<Pick<TrustNow, 'day' | 'value' | 'low' | 'high' | 'detail' | 'scannedAt'>>(
    `select day::text, value, low, high, detail, app.iso(scanned_at) as "scannedAt" from app.data_trust
     where workspace_id = (select app.workspace()) order by day desc limit ${historyDays}`,
  );
  const [newest] = rows;
  if (!newest) return undefined;
  const open = await tx.raw<{ rule: FindingRule; count: number }>(
    `select rule, count(*)::int as count from app.findings where workspace_id = (select app.workspace()) and state = 'open' group by rule`,
  );
  const byOwner = await tx.raw<TrustNow['byOwner'][number]>(
    `select (select app.named(u.id, u.name) from app.users u where u.workspace_id = (select app.workspace()) and u.id = f.owner_id) as owner, sum(count)::int as open,
       coalesce(json_agg(json_build_object('amountMinor', minor, 'currency', currency)) filter (where minor > 0), '[]') as "atStake"
     from (
       -- several questions about one record have its money at stake once
       select owner_id, currency, sum(count) as count, sum(minor)::float8 as minor from (
         select owner_id, record_id, at_stake_currency as currency, count(*) as count, max(at_stake_minor) as minor from app.findings
         where workspace_id = (select app.workspace()) and state = 'open' group by 1, 2, 3) of_record
       group by owner_id, currency) f
     group by owner_id order by (select u.name from app.users u where u.workspace_id = (select app.workspace()) and u.id = f.owner_id) nulls last`,
  );
  const [cleaned] = await tx.raw<{ records: number }>(
    `select coalesce(sum(records), 0)::int as records from app.cleanings
     where workspace_id = (select app.workspace()) and undone_at is null and occurred_at > now() - interval '7 days'`,
  );
  return {
    ...newest,
    history: rows.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }])).reverse(),
    open: Object.fromEntries(open.map(({ rule, count }) => [rule, count])),
    byOwner,
    cleanedThisWeek: cleaned?.records ?? 0,
  };
}
