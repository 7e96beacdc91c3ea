import { readTextTable, type TableFile, TableFileError, type TableFileOptions } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';
import type { Progress } from './progress.ts';

/**
 * A file of the call as a table.
 *
 * @throws UsageError naming the flag and the file, when it cannot be read, or has no rows
 */
export async function readFile(flag: string, path: string, progress: Progress, options: TableFileOptions = {}): Promise<TableFile> {
  if (path.trim() === '') throw new UsageError(`${flag} is empty: it takes the name of a CSV file.`);
  try {
    const file = await readTextTable(path, {
      ...options,
      onProgress: (read, bytes) => progress('reading files', Math.min(1, read / bytes)),
    });
    if (file.rowCount === 0) throw new UsageError(`${flag}: ${file.name} has a header and no rows.`);
    const again = repeatedHeader(file);
    if (again !== undefined)
      throw new UsageError(
        `${flag}: ${file.name}, line ${file.lines[again]} repeats the header. Files that were put together keep one of them.`,
      );
    return file;
  } catch (error) {
    if (error instanceof TableFileError) throw new UsageError(`${flag}: ${error.message}`);
    throw error;
  }
}

/** The first row whose every cell is the name of its column. */
function repeatedHeader({ columns, rowCount }: TableFile): number | undefined {
  const isRepeated = (row: number) => columns.every(({ name, cells }) => cells[row] === name);
  for (let row = 0; row < rowCount; row++) if (isRepeated(row)) return row;
  return undefined;
}

/** `deals.csv, line 17, column "closed"`: where a cell stands. */
export function placeOf(file: TableFile, column: string, row: number): string {
  return `${file.name}, line ${file.lines[row]}, column "${column}"`;
}

const shownSigns = 40;

/** What a cell holds, for a message: cut where it is long. */
export function shown(cell: string): string {
  return cell.length > shownSigns ? `${cell.slice(0, shownSigns)}…` : cell;
}
