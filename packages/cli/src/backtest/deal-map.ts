import type { DealEnd } from '@windshield/core';
import { UsageError } from '../command-line.ts';
import { type ColumnMap, readMap, wordsIn } from './column-map.ts';

const needed = ['id', 'opened', 'closed', 'outcome', 'won', 'lost'] as const;
const allowed = ['gone', 'open', 'amount'] as const;

/** What `--map` says of a file of deals: columns of `id`, `opened`, `closed`, `outcome`, `amount`; the other keys are words of the outcome. */
export interface DealMap {
  readonly columns: Readonly<Record<'id' | 'opened' | 'closed' | 'outcome', string>> & ColumnMap<'amount'>;
  /** How a deal ended by its word, as `wordKey` gives it. */
  readonly endOf: ReadonlyMap<string, DealEnd>;
}

export const dealMapUsage = 'id=…,opened=…,closed=…,outcome=…,won=…,lost=…[,gone=…][,open=…][,amount=…]';

/** @throws UsageError naming --map and what is wrong there */
export function readDealMap(text: string | undefined): DealMap {
  const map = readMap(text, needed, allowed);
  const endOf = new Map<string, DealEnd>();
  const ends = [
    [map.won, 1],
    [map.lost, 2],
    [map.gone, 3],
    [map.open, 0],
  ] as const;
  for (const [words, end] of ends) {
    for (const word of wordsIn(words)) {
      if (endOf.has(wordKey(word)))
        throw new UsageError(`--map: "${word}" is given twice; each word stands for one of won, lost, gone and open.`);
      endOf.set(wordKey(word), end);
    }
  }
  for (const key of ['won', 'lost'] as const)
    if (wordsIn(map[key]).length === 0)
      throw new UsageError(`--map: ${key} is empty: it takes the words of the column "${map.outcome}" that mean ${key}.`);
  const { id, opened, closed, outcome, amount } = map;
  return { columns: { id, opened, closed, outcome, ...(amount === undefined ? {} : { amount }) }, endOf };
}

/** Words meet whatever their case and blanks. */
export function wordKey(word: string): string {
  return word.trim().replace(/\s+/g, ' ').toLowerCase();
}
