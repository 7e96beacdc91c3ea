import type { RateRecord } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { ImportContext, ImportRow, RowOutcome } from './import-context.ts';

/** Dated exchange rates: the day and the two currencies say which rate it is; a later row corrects it. */
export async function mergeRates(tx: WorkspaceTransaction, context: ImportContext, rows: readonly ImportRow[]): Promise<RowOutcome[]> {
  const rates = rows.map(({ record }) => record as unknown as RateRecord);
  const before = await tx.raw<{ nth: number; rate: string }>(
    `select (said.nth - 1)::integer as nth, known.rate from unnest($1::text[], $2::text[], $3::date[]) with ordinality as said (source, target, day, nth)
     join app.rates known on known.from_currency = said.source and known.to_currency = said.target and known.on_day = said.day`,
    [rates.map(({ from }) => from), rates.map(({ to }) => to), rates.map(({ on }) => on)],
  );
  const known = new Map(before.map(({ nth, rate }) => [nth, Number(rate)]));
  await tx.raw(
    `insert into app.rates (from_currency, to_currency, on_day, rate, import_id)
     select source, target, day, rate, $5 from unnest($1::text[], $2::text[], $3::date[], $4::numeric[]) as said (source, target, day, rate)
     on conflict (workspace_id, from_currency, to_currency, on_day) do update set rate = excluded.rate where rates.rate <> excluded.rate`,
    [rates.map(({ from }) => from), rates.map(({ to }) => to), rates.map(({ on }) => on), rates.map(({ rate }) => rate), context.importId],
  );
  return rows.map(({ line }, nth) => {
    const was = known.get(nth);
    const { from, to, on, rate } = rates[nth] as RateRecord;
    const outcome = was === undefined ? 'created' : was === rate ? 'unchanged' : 'updated';
    const before = outcome === 'updated' ? [{ from, to, on, rate: was }] : undefined;
    return { line, outcome, before };
  });
}
