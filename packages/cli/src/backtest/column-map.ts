import { UsageError } from '../command-line.ts';

/** What `--map` says: for each key the column, or the words, that it stands for. */
export type ColumnMap<K extends string> = Readonly<Partial<Record<K, string>>>;

/**
 * Reads `id=Deal ID,closed="Closed, really"`: pairs between commas, a value that holds a comma in quotes (a quote within is doubled).
 *
 * @param needed keys that must be there
 * @param allowed keys that may
 * @throws UsageError naming --map and the key that is unknown, missing, empty or given twice
 */
export function readMap<N extends string, A extends string>(
  text: string | undefined,
  needed: readonly N[],
  allowed: readonly A[],
): Readonly<Record<N, string>> & ColumnMap<A> {
  const form = [...needed.map((key) => `${key}=…`), ...allowed.map((key) => `[${key}=…]`)].join(',');
  if (text === undefined || text.trim() === '') throw new UsageError(`--map is missing: it takes ${form}.`);
  const keys: readonly string[] = [...needed, ...allowed];
  const map = new Map<string, string>();
  for (const part of partsOf('--map', text)) {
    const [, key = '', value = ''] = /^\s*([\p{L}_-]+)\s*=([\s\S]*)$/u.exec(part) ?? [];
    if (key === '')
      throw new UsageError(`--map: "${part.trim()}" is not KEY=COLUMN. It takes ${form}; a name that holds a comma stands in quotes.`);
    if (!keys.includes(key)) throw new UsageError(`--map: there is no key "${key}". It takes ${form}.`);
    if (map.has(key)) throw new UsageError(`--map names ${key} twice: one column is expected.`);
    const name = unquoted(value.trim());
    if (name.trim() === '') throw new UsageError(`--map: ${key} is empty. It takes ${form}.`);
    map.set(key, name);
  }
  const missing = needed.filter((key) => !map.has(key));
  if (missing.length > 0) throw new UsageError(`--map lacks ${missing.map((key) => `${key}=…`).join(' and ')}. It takes ${form}.`);
  return Object.fromEntries(map) as Readonly<Record<N, string>> & ColumnMap<A>;
}

/** Names of columns between commas; one that holds a comma stands in quotes. */
export function namesIn(flag: string, text: string): string[] {
  return partsOf(flag, text).flatMap((part) => (part.trim() === '' ? [] : unquoted(part.trim())));
}

/** Words that stand for one outcome, between `|`. */
export function wordsIn(value: string | undefined): string[] {
  return (value ?? '')
    .split('|')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function partsOf(flag: string, text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  for (const sign of text) {
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if ((sign === '"' || sign === "'") && /(=|^)\s*$/.test(part)) quote = sign;
    else if (sign === '"' && part.endsWith('"')) quote = sign;
    else if (sign === ',') {
      parts.push(part);
      part = '';
      continue;
    }
    part += sign;
  }
  if (quote !== '') throw new UsageError(`${flag}: a quote is opened and not closed in ${part.trim()}.`);
  parts.push(part);
  return parts.filter((one, at) => one.trim() !== '' || at === 0);
}

function unquoted(value: string): string {
  const [first = ''] = value;
  if ((first !== '"' && first !== "'") || value.length < 2 || !value.endsWith(first)) return value;
  return value.slice(1, -1).replaceAll(first + first, first);
}
