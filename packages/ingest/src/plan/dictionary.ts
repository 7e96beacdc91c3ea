import { nameKey } from '@windshield/core';
import { scaleIn } from './map-columns.ts';
import type { Sample } from './sample.ts';

/** In what a data dictionary says that the numbers of a column count. */
export interface Unit {
  readonly table: string;
  readonly field: string;
  readonly scale?: number;
  readonly currency?: string;
}

/** Reads units out of a data dictionary (table, field, description): "Annual revenue (in millions of USD)". */
export function readDictionary(sample: Sample): Unit[] {
  const at = (key: string) => sample.keys.indexOf(key);
  const [table, field, description] = [at('table'), at('field'), at('description')];
  return sample.table.rows.flatMap(({ cells }) => {
    const text = cells[description] ?? '';
    const scale = scaleIn(text);
    const currency = /\b(USD|EUR|GBP|JPY|CHF|SEK|NOK|DKK|PLN|CAD|AUD)\b/.exec(text)?.[1];
    if (scale === undefined && currency === undefined) return [];
    return [
      {
        table: nameKey(cells[table] ?? ''),
        field: nameKey(cells[field] ?? ''),
        ...(scale !== undefined && { scale }),
        ...(currency !== undefined && { currency }),
      },
    ];
  });
}
