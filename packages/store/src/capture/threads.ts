/** What puts an item beside others. */
export interface Linked {
  readonly itemKey: string;
  /** Keys of the messages that it names as its forerunners, and of those found by subject, people and time. */
  readonly beside: readonly string[];
}

export interface Threads {
  /** Thread of each item, and of each message that one of them names. */
  readonly threadOf: ReadonlyMap<string, string>;
  /** Threads that turn out to be one: each `joined` becomes `kept`. */
  readonly joins: readonly { readonly kept: string; readonly joined: string }[];
}

/**
 * Threads are what is connected: items and the messages that they name, whether anybody has read these or not. Which items are together
 * does not depend on the order in which they came. A thread keeps its id; where two meet, the smaller one stays.
 *
 * @param known threads of keys that are here already
 */
export function threadsOf(items: readonly Linked[], known: ReadonlyMap<string, string>): Threads {
  const parents = new Map<string, string>();
  const rootOf = (key: string): string => {
    let root = key;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    for (let at = key; at !== root; ) {
      const up = parents.get(at) ?? root;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  const join = (a: string, b: string) => {
    const [one, other] = [rootOf(a), rootOf(b)];
    if (one !== other) parents.set(one < other ? other : one, one < other ? one : other);
  };
  const keys = new Set<string>();
  const add = (key: string) => {
    if (keys.has(key)) return;
    keys.add(key);
    const thread = known.get(key);
    if (thread !== undefined) join(key, `thread ${thread}`);
  };
  for (const { itemKey, beside } of items) {
    add(itemKey);
    for (const key of beside) {
      add(key);
      join(itemKey, key);
    }
  }
  const threads = new Map<string, Set<string>>();
  for (const thread of new Set([...keys].flatMap((key) => known.get(key) ?? []))) {
    const root = rootOf(`thread ${thread}`);
    threads.set(root, (threads.get(root) ?? new Set()).add(thread));
  }
  const keptOf = new Map<string, string>();
  const joins: { kept: string; joined: string }[] = [];
  for (const [root, ids] of threads) {
    const [kept, ...others] = [...ids].sort();
    if (kept === undefined) continue;
    keptOf.set(root, kept);
    for (const joined of others) joins.push({ kept, joined });
  }
  // A key is the smallest of its component, so that a new thread has the same id whichever item of a batch comes first.
  return { threadOf: new Map([...keys].map((key) => [key, keptOf.get(rootOf(key)) ?? rootOf(key)])), joins };
}
