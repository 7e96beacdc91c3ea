import { minorUnitDigits } from '@windshield/core';
import type { UnreadableCell } from './date-column.ts';
import { currencyIn, parseMoney } from './money.ts';
import { decimalOf } from './number.ts';

/** A column of amounts; `currencies` are the codes that its cells state, in the order of their first. */
export interface AmountColumn {
  /** Per row, in major units; NaN where the cell is empty. */
  readonly amounts: Float64Array;
  readonly currencies: readonly string[];
}

/**
 * Reads a whole column of amounts with or without signs, codes and separators (see `parseMoney`); the decimal sign is told by the
 * column's own cells, a point where they say nothing. Cost: O(cells).
 *
 * @returns the first cell that is neither empty nor an amount, where there is one
 */
export function readAmountColumn(cells: readonly string[]): AmountColumn | UnreadableCell {
  const decimal = decimalOf(cells) ?? '.';
  const currencies = new Set<string>();
  const amounts = new Float64Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] as string;
    if (/^\s*(|-|–|null|nan|n\/a|none)\s*$/i.test(cell)) {
      amounts[row] = Number.NaN;
      continue;
    }
    if (decimal === '.' && /^\d+(\.\d+)?$/.test(cell)) {
      amounts[row] = Number(cell);
      continue;
    }
    const money = parseMoney(cell, decimal, 'USD');
    if (!money) return { column: 0, row, cell };
    const stated = currencyIn(cell);
    if (stated !== undefined) currencies.add(stated);
    amounts[row] = money.amountMinor / 10 ** minorUnitDigits(money.currency);
  }
  return { amounts, currencies: [...currencies] };
}
