import type { Table } from '../learner/index.ts';

export type TermUnit = 'count' | 'share' | 'people' | 'minutes' | 'hours';

/** What was usual of one term among deals that were won, and among the others, in the term's own unit. */
export type UsualTerm = { side: 'volume' | 'quality'; term: string; unit: TermUnit; won: number; notWon: number };

const units: Readonly<Record<string, TermUnit>> = {
  'begun by the buyer': 'share',
  'answers to ours': 'share',
  'both ways': 'share',
  'next step agreed': 'share',
  'next steps kept': 'share',
  'buyers engaged': 'people',
  'buyers at a meeting': 'people',
  'minutes of a meeting': 'minutes',
  'their answer time': 'hours',
  'our answer time': 'hours',
};

/**
 * The mean of each term as the models read it, taken back to its own unit: of shares the mean, of everything else, which the models read as
 * ln(1 + x), the geometric mean of 1 + x, less 1. Undefined for no deals of one kind. O(rows * terms).
 *
 * @param isWon one value per row of the tables
 */
export function usualExchange(volume: Table, quality: Table, isWon: readonly boolean[]): UsualTerm[] | undefined {
  if (!isWon.includes(true) || !isWon.includes(false)) return undefined;
  return [['volume', volume] as const, ['quality', quality] as const].flatMap(([side, { columns }]) =>
    columns.flatMap((column): UsualTerm[] => {
      if (column.kind !== 'number') return [];
      const unit = units[column.name] ?? 'count';
      const usual = (among: boolean) => {
        const some = column.values.filter((_, row) => isWon[row] === among);
        const mean = some.reduce((sum, value) => sum + value, 0) / some.length;
        return unit === 'share' ? mean : Math.expm1(mean);
      };
      return [{ side, term: column.name, unit, won: usual(true), notWon: usual(false) }];
    }),
  );
}
