import { useMemo } from 'react';
import { useAsOf } from './as-of.ts';

/** The columns of a list whose cells count from the moment that ages are counted from: made anew when the day changes. */
export function useColumnsAsOf<Columns>(columnsAsOf: (asOf: Date) => Columns): Columns {
  const asOf = useAsOf();
  const asOfDay = asOf.toDateString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns change with the day, not with every moment
  return useMemo(() => columnsAsOf(asOf), [columnsAsOf, asOfDay]);
}
