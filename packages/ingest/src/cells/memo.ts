const mostEntries = 4096;

/**
 * Remembers what a function gave for a cell, for columns whose values repeat. Gives up by itself where they do not:
 * once a full memory has been of no more use than it cost, the function is called directly.
 */
export function remembering<T>(compute: (text: string) => T): (text: string) => T {
  let known = new Map<string, T>();
  let hits = 0;
  let isWorthIt = true;
  return (text) => {
    if (!isWorthIt) return compute(text);
    const before = known.get(text);
    if (before !== undefined || known.has(text)) {
      hits++;
      return before as T;
    }
    const value = compute(text);
    if (known.size >= mostEntries) {
      isWorthIt = hits > mostEntries;
      hits = 0;
      known = new Map();
    }
    known.set(detached(text), value);
    return value;
  };
}

/** A copy that does not keep alive the large text that a cell was cut from. */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}
