import { namesIn } from '../backtest/column-map.ts';
import { UsageError } from '../command-line.ts';

/**
 * Reads `--columns name=KIND,…`. Names as they stand in the file; one that holds a comma makes the whole part stand in quotes:
 * `"Name, first=firstName"`.
 *
 * @throws UsageError naming the part that is no pair
 */
export function kindPairsIn(text: string | undefined): [name: string, kind: string][] {
  if (text === undefined) return [];
  return namesIn('--columns', text).map((part) => {
    const at = part.lastIndexOf('=');
    const name =
      at < 0
        ? ''
        : part
            .slice(0, at)
            .trim()
            .replace(/^"(.*)"$/s, '$1');
    const kind = part.slice(at + 1).trim();
    if (name === '' || kind === '') throw new UsageError(`--columns: "${part}" is not NAME=KIND, as in "Site name=companyName".`);
    return [name, kind];
  });
}
