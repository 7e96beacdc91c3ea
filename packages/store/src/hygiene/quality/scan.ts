import { randomUUIDv7 } from 'node:crypto';
import { dataTrust, dayNumber, type FindingRule, fieldHazard, type QualityContext, rateTable, type Trust } from '@windshield/core';
import { readRates } from '../../deals/index.ts';
import { type Actor, type Database, inWorkspace, type WorkspaceTransaction } from '../../engine/index.ts';
import { asOfDays, readWorkspace } from '../../workspace/index.ts';
import { type QualityKind, type QualityRow, readChancesTwice, readJobEndings, readQualityFacts } from './facts.ts';
import { type FoundFinding, judgeRecord, type Purse, trustOf } from './judge.ts';

const kinds: readonly QualityKind[] = ['deals', 'contacts', 'accounts', 'leads'];
const pageSize = 1_000;

export interface TrustDetail {
  readonly facts: number;
  readonly wrong: Readonly<Record<FindingRule, number>>;
  /** Expected number of people in use whose job has ended without anybody here knowing. */
  readonly doubtful: number;
  /** Expected number of records in use that are there more than once. */
  readonly twice: number;
  readonly records: number;
}

export interface ScanResult extends TrustDetail {
  readonly trust: Trust | undefined;
  /** Questions that are open now. */
  readonly open: number;
}

/** What judging needs besides the record: the same for a scan and for one record. */
export interface Measure {
  readonly context: QualityContext;
  readonly purse: Purse;
}

/** @param now epoch milliseconds */
export async function readMeasure(tx: WorkspaceTransaction, now: number): Promise<Measure> {
  const workspace = await readWorkspace(tx);
  const asOf = dayNumber(asOfDays(workspace.exportDay, workspace.timeZone, now).ages);
  const { events, months } = await readJobEndings(tx);
  return {
    context: { asOf, jobHazardAMonth: fieldHazard(events, months).aMonth },
    purse: { currency: workspace.currency, rates: rateTable(await readRates(tx)), asOf },
  };
}

/**
 * Looks at every record, a page and a transaction at a time, and keeps what is to be asked; what no longer holds goes. Ends by keeping
 * the day's figure of trust. Interrupted, it leaves whole pages and is begun again.
 *
 * @param now epoch milliseconds @param signal ends it after the page in hand
 */
export async function scanQuality(database: Database, actor: Actor, now: number, signal?: AbortSignal): Promise<ScanResult | undefined> {
  const measure = await inWorkspace(database, actor, (tx) => readMeasure(tx, now));
  const sum = { facts: 0, records: 0, moved: 0, twice: 0, variance: 0, wrong: { missing: 0, stale: 0, invalid: 0, contradiction: 0 } };
  for (const kind of kinds) {
    for (let after: string | undefined; ; ) {
      if (signal?.aborted) return undefined;
      const last = await inWorkspace(database, actor, async (tx) => {
        const rows = await readQualityFacts(tx, kind, { after, limit: pageSize });
        const { open } = await keepFindings(tx, kind, rows, measure);
        const twice =
          kind === 'deals'
            ? new Map<string, number>()
            : await readChancesTwice(
                tx,
                rows.map(({ facts }) => facts.id),
              );
        for (const row of rows) {
          const trust = trustOf(kind, row, open.get(row.facts.id) ?? [], measure.context, twice.get(row.facts.id) ?? 0);
          if (!trust) continue;
          sum.records++;
          sum.facts += trust.facts;
          sum.moved += trust.moved;
          sum.twice += trust.twice;
          sum.variance += trust.moved * (1 - trust.moved) + trust.twice * (1 - trust.twice);
          for (const [rule, count] of Object.entries(trust.wrong)) sum.wrong[rule as FindingRule] += count;
        }
        return rows.length < pageSize ? undefined : rows.at(-1)?.facts.id;
      });
      if (last === undefined) break;
      after = last;
    }
  }
  const trust = dataTrust({ facts: sum.facts, wrong: sum.wrong, doubt: { sum: sum.moved + sum.twice, variance: sum.variance } });
  const { facts, wrong, moved: doubtful, twice, records } = sum;
  const detail: TrustDetail = { facts, wrong, doubtful, twice, records };
  const open = await inWorkspace(database, actor, async (tx) => {
    await forgetGone(tx);
    return keepTrust(tx, trust, detail, measure.context.asOf);
  });
  return { ...detail, trust, open };
}

/** Judges some records anew, such as the one that was just mended. */
export async function rejudge(tx: WorkspaceTransaction, kind: QualityKind, ids: readonly string[], measure: Measure): Promise<void> {
  await keepFindings(tx, kind, await readQualityFacts(tx, kind, { ids }), measure);
}

/** Writes what is to be asked about these records and takes away what no longer holds. What was declared right stays so while its facts do. */
async function keepFindings<K extends QualityKind>(
  tx: WorkspaceTransaction,
  kind: K,
  rows: readonly QualityRow<K>[],
  { context, purse }: Measure,
): Promise<{ open: Map<string, FoundFinding[]> }> {
  const found = rows.flatMap((row) => judgeRecord(kind, row, context, purse));
  const kept = await tx.raw<{ key: string; record_id: string; part: string }>(
    `with told as (
       select * from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::jsonb[], $10::real[], $11::bigint[], $12::text[])
         as t (id, key, rule, part, record_id, owner_id, account_id, detail, chance, at_stake_minor, fingerprint)),
     gone as (
       delete from app.findings f where f.workspace_id = (select app.workspace()) and f.record_kind = $1 and f.record_id = any ($13::uuid[])
         and not exists (select from told where told.record_id = f.record_id and told.key = f.key and told.part = f.part)),
     written as (
       insert into app.findings as f (id, key, rule, record_kind, record_id, part, owner_id, account_id, detail, chance, at_stake_minor, at_stake_currency, fingerprint)
         select id, key, rule, $1, record_id, part, owner_id, account_id, detail, chance, at_stake_minor, case when at_stake_minor is not null then $14 end, fingerprint from told
       on conflict (workspace_id, record_kind, record_id, key, part) do update set
         owner_id = excluded.owner_id, account_id = excluded.account_id, detail = excluded.detail, chance = excluded.chance,
         at_stake_minor = excluded.at_stake_minor, at_stake_currency = excluded.at_stake_currency, fingerprint = excluded.fingerprint,
         state = case when f.state = 'kept' and f.fingerprint = excluded.fingerprint then 'kept' else 'open' end, updated_at = now()
       where (f.detail, f.fingerprint, f.at_stake_minor, f.owner_id, f.account_id) is distinct from
           (excluded.detail, excluded.fingerprint, excluded.at_stake_minor, excluded.owner_id, excluded.account_id) or f.state = 'answered')
     select f.key, f.record_id, f.part from app.findings f join told on told.record_id = f.record_id and told.key = f.key and told.part = f.part
     where f.workspace_id = (select app.workspace()) and f.record_kind = $1 and f.state = 'kept' and f.fingerprint = told.fingerprint`,
    [
      kind,
      found.map(() => randomUUIDv7()),
      found.map(({ key }) => key),
      found.map(({ rule }) => rule),
      found.map(({ part }) => part),
      found.map(({ recordId }) => recordId),
      found.map(({ ownerId }) => ownerId ?? null),
      found.map(({ accountId }) => accountId ?? null),
      found.map(({ field, now, question, why, answers, name }) => JSON.stringify({ name, field, now, question, why, answers })),
      found.map(({ chance }) => chance ?? null),
      found.map(({ atStakeMinor }) => atStakeMinor ?? null),
      found.map(({ fingerprint }) => fingerprint),
      rows.map(({ facts }) => facts.id),
      purse.currency,
    ],
  );
  const right = new Set(kept.map(({ key, record_id: id, part }) => `${id} ${key} ${part}`));
  return {
    open: Map.groupBy(
      found.filter(({ recordId, key, part }) => !right.has(`${recordId} ${key} ${part}`)),
      ({ recordId }) => recordId,
    ),
  };
}

/** Questions about records that were deleted since. */
async function forgetGone(tx: WorkspaceTransaction): Promise<void> {
  for (const kind of kinds)
    await tx.raw(
      `delete from app.findings f using app.${kind} r where f.workspace_id = (select app.workspace()) and f.record_kind = $1
         and r.workspace_id = f.workspace_id and r.id = f.record_id and r.deleted_at is not null`,
      [kind],
    );
}

async function keepTrust(tx: WorkspaceTransaction, trust: Trust | undefined, detail: TrustDetail, asOf: number): Promise<number> {
  const [low = null, high = null] = trust?.interval ?? [];
  await tx.raw(
    `insert into app.data_trust (day, value, low, high, detail) values (date '1970-01-01' + $1::integer, $2, $3, $4, $5)
     on conflict (workspace_id, day) do update set value = excluded.value, low = excluded.low, high = excluded.high, detail = excluded.detail, scanned_at = now()`,
    [asOf, trust?.value ?? null, low, high, JSON.stringify(detail)],
  );
  const [row] = await tx.raw<{ open: number }>(
    `select count(*)::int as open from app.findings where workspace_id = (select app.workspace()) and state = 'open'`,
  );
  return row?.open ?? 0;
}
