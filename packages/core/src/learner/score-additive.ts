import type { PreparedColumn, PreparedTable } from './prepared-table.ts';
import { type AdditiveModel, numberEffect } from './terms.ts';

/** The logits of prepared rows under a model whose terms stand in the order of the columns; pairs are left out. O(cells · log cuts). */
export function scorePrepared(model: AdditiveModel, table: PreparedTable): Float64Array {
  const logits = new Float64Array(table.rowCount).fill(model.start);
  model.terms.forEach((term, j) => {
    const column = table.columns[j] as PreparedColumn;
    for (let i = 0; i < table.rowCount; i++) {
      let effect: number;
      if (term.kind === 'number') effect = numberEffect(term, (column as PreparedColumn & { kind: 'number' }).values[i] as number);
      else {
        const code = (column as PreparedColumn & { kind: 'category' }).codes[i] as number;
        effect = code < 0 ? term.unknown : (term.effects[code] ?? term.unseen);
      }
      logits[i] = (logits[i] as number) + effect;
    }
  });
  return logits;
}
