import type { DealEnd } from '@windshield/core';
import type { TableFile } from '@windshield/ingest';
import { UsageError } from '../command-line.ts';
import { type DealMap, wordKey } from './deal-map.ts';
import type { FoundColumn } from './find-column.ts';
import { placeOf, shown } from './read-file.ts';

/** How each row's deal ended, 0 for one that is still open. */
export interface DealEnds {
  readonly end: Uint8Array;
  /** Milliseconds since 1970; NaN for a deal that is still open. */
  readonly closedMs: Float64Array;
  readonly notes: readonly string[];
}

/**
 * An empty closing date means still open, and so does a word of `open`, whose closing date is only planned. Any other row with a closing
 * date needs a word that the map knows.
 *
 * @param datedMs closing dates by row in milliseconds, NaN where there is none
 * @throws UsageError naming file, line and column of a word that the map does not know, or when nobody won or lost
 */
export function readEnds(file: TableFile, outcome: FoundColumn, datedMs: Float64Array, { endOf }: DealMap): DealEnds {
  const end = new Uint8Array(file.rowCount);
  const counts: [open: number, won: number, lost: number, gone: number] = [0, 0, 0, 0];
  const closedMs = datedMs.slice();
  let undated = 0;
  for (let row = 0; row < file.rowCount; row++) {
    const word = outcome.cells[row] as string;
    const known: DealEnd | undefined = endOf.get(wordKey(word));
    if (Number.isNaN(datedMs[row])) {
      if (known !== undefined && known !== 0) undated++;
      continue;
    }
    if (known === undefined) throw unknownWord(file, outcome, row, word);
    if (known === 0) closedMs[row] = Number.NaN;
    end[row] = known;
    counts[known]++;
  }
  const missing = counts[1] === 0 ? 'won' : counts[2] + counts[3] === 0 ? 'lost' : undefined;
  if (missing !== undefined && counts[1] + counts[2] + counts[3] > 0)
    throw new UsageError(
      `--map ${missing}: no closed deal of ${file.name} says so in "${outcome.name}". It holds ${wordsThere(outcome, datedMs)}.`,
    );
  const notes =
    undated === 0
      ? []
      : [`${file.name}: ${undated} rows have an outcome in "${outcome.name}" and no closing date; they count as still open.`];
  return { end, closedMs, notes };
}

function unknownWord(file: TableFile, outcome: FoundColumn, row: number, word: string): UsageError {
  const place = placeOf(file, outcome.name, row);
  if (word.trim() === '')
    return new UsageError(`${place}: it is empty although the deal has a closing date. A word for won or lost is expected there.`);
  return new UsageError(
    `${place}: --map says of "${shown(word)}" neither won, lost, gone nor open. Add it, e.g. gone=${shown(word)}, or open=${shown(word)} where the closing date is only planned.`,
  );
}

function wordsThere(outcome: FoundColumn, closedMs: Float64Array): string {
  const words = new Set<string>();
  for (let row = 0; row < closedMs.length && words.size < 8; row++)
    if (!Number.isNaN(closedMs[row])) words.add(`"${shown(outcome.cells[row] as string)}"`);
  return [...words].join(', ');
}
