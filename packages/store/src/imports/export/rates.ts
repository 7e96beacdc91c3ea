import { naturalKey } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { pages } from './cursor.ts';
import type { Exported } from './exported.ts';

/** Dated rates have no key but what they are. */
export async function* exportedRates(tx: WorkspaceTransaction): AsyncGenerator<Exported[]> {
  const query = 'select from_currency as from, to_currency as to, on_day as on, rate from app.rates order by 1, 2, 3';
  for await (const rows of pages<{ from: string; to: string; on: string; rate: string }>(tx, query)) {
    yield rows.map(({ rate, ...row }) => {
      const record = { kind: 'rates', ...row, rate: Number(rate) } as const;
      return { system: 'windshield', record: { ...record, key: naturalKey(record) } };
    });
  }
}
