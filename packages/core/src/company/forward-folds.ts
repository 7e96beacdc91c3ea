/** Rows to fit on, and the later ones to judge on. */
export type ForwardFold = { fit: Int32Array; judge: Int32Array };

/**
 * Splits rows that are in the order of time: the first 30 % are only fitted on, the rest is judged in seven stretches, each by what was fitted on
 * all rows before it. O(rows * stretches).
 */
export function forwardFolds(rowCount: number, firstShare = 0.3, stretches = 7): ForwardFold[] {
  const first = Math.round(rowCount * firstShare);
  const edges = Array.from({ length: stretches + 1 }, (_, i) => first + Math.round(((rowCount - first) * i) / stretches));
  return edges.slice(1).flatMap((end, i) => {
    const start = edges[i] as number;
    if (end === start || start === 0) return [];
    return [
      {
        fit: Int32Array.from({ length: start }, (_, row) => row),
        judge: Int32Array.from({ length: end - start }, (_, row) => start + row),
      },
    ];
  });
}
