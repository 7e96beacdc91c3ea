import { emitKeys, type KeySink } from './blocking-keys.ts';
import type { Prepared } from './prepare.ts';
import { type RecordTable, readRow } from './record-table.ts';

/** How one rule of looking up fared. */
export interface RuleReport {
  readonly rule: string;
  /** Records that have a key by it. */
  readonly keys: number;
  /** Pairs that its blocks hold, pairs of other rules counted again. */
  readonly pairs: number;
  /** Blocks too large to be compared pair by pair, and the pairs they hold. */
  readonly cappedBlocks: number;
  readonly cappedPairs: number;
}

/** Who is compared with whom: records that share a key, by key. */
export interface BlockIndex {
  readonly rules: readonly RuleReport[];
  /** Blocks above this size were capped. */
  readonly largestBlock: number;
  /** Rows in order of their keys; rows of a block ascend. */
  readonly rows: Int32Array;
  /** Where the block of an entry ends in `rows`; 0 for a capped or single one. */
  readonly ends: Int32Array;
  /** [row], [row + 1]: the row's entries in `entries`, which are positions in `rows`. */
  readonly starts: Int32Array;
  readonly entries: Int32Array;
}

const largestAllowed = 1_000;
/** Up to this many records, keys that many share are worth it. */
const fewRecords = 50_000;

/** How many candidate pairs there may be, by the number of records. */
export function pairBudget(rowCount: number): number {
  return Math.max(1_000_000, 6 * rowCount);
}

/**
 * Puts records into blocks by all rules. Blocks are taken from the smallest up until `budget` pairs are reached; larger ones are capped.
 * O(keys), by counting sort.
 */
export function buildBlockIndex(table: RecordTable, budget: number): BlockIndex {
  const { hashes, keyRows, keyRules, ruleNames } = hashedKeys(table);
  const order = sortedByHash(hashes);
  const count = order.length;
  const rows = new Int32Array(count);
  const ends = new Int32Array(count);
  const blocks: { from: number; to: number; pairs: number; rule: number }[] = [];
  const pairsBySize = new Float64Array(largestAllowed + 1);
  for (let from = 0; from < count; ) {
    const hash = hashes[order[from] as number];
    let to = from;
    while (to < count && hashes[order[to] as number] === hash) {
      rows[to] = keyRows[order[to] as number] as number;
      to++;
    }
    const pairs = to - from < 2 ? 0 : pairsWithin(rows, from, to, table.secondFrom);
    if (pairs > 0) {
      blocks.push({ from, to, pairs, rule: keyRules[order[from] as number] as number });
      const size = Math.min(to - from, largestAllowed + 1);
      if (size <= largestAllowed) pairsBySize[size] = (pairsBySize[size] as number) + pairs;
    }
    from = to;
  }
  let largestBlock = 2;
  let pairs = pairsBySize[2] as number;
  while (largestBlock < largestAllowed && pairs + (pairsBySize[largestBlock + 1] as number) <= budget) {
    largestBlock++;
    pairs += pairsBySize[largestBlock] as number;
  }
  const reports = ruleNames.map((rule) => ({ rule, keys: 0, pairs: 0, cappedBlocks: 0, cappedPairs: 0 }));
  for (const rule of keyRules) (reports[rule] as { keys: number }).keys++;
  for (const block of blocks) {
    const report = reports[block.rule];
    if (!report) continue;
    if (block.to - block.from > largestBlock) {
      report.cappedBlocks++;
      report.cappedPairs += block.pairs;
    } else {
      report.pairs += block.pairs;
      ends.fill(block.to, block.from, block.to);
    }
  }
  return { rules: reports, largestBlock, rows, ends, ...entriesByRow(rows, ends, table.rowCount) };
}

function pairsWithin(rows: Int32Array, from: number, to: number, secondFrom: number | undefined): number {
  const size = to - from;
  if (secondFrom === undefined) return (size * (size - 1)) / 2;
  let first = 0;
  for (let at = from; at < to; at++) if ((rows[at] as number) < secondFrom) first++;
  return first * (size - first);
}

function hashedKeys(table: RecordTable) {
  const rules = new Map<string, { at: number; hash: number }>();
  const isBroad = table.rowCount <= fewRecords;
  let hashes = new Uint32Array(table.rowCount * 8 + 64);
  let keyRows = new Int32Array(hashes.length);
  let keyRules = new Uint8Array(hashes.length);
  let count = 0;
  let row = 0;
  const sink: KeySink = (name, one, other) => {
    let rule = rules.get(name);
    if (!rule) {
      rule = { at: Math.min(rules.size, 255), hash: hashOf(name, 0x811c9dc5) };
      rules.set(name, rule);
    }
    if (count === hashes.length) {
      const more = Math.ceil(count * 1.5);
      hashes = grown(hashes, new Uint32Array(more));
      keyRows = grown(keyRows, new Int32Array(more));
      keyRules = grown(keyRules, new Uint8Array(more));
    }
    const hash = hashOf(one, rule.hash);
    hashes[count] = mixed(other === undefined ? hash : hashOf(other, hash ^ 0x5bd1e995));
    keyRows[count] = row;
    keyRules[count] = rule.at;
    count++;
  };
  const record: (readonly Prepared[])[] = [];
  for (; row < table.rowCount; row++) {
    readRow(table, row, record);
    emitKeys(table.comparisons, record, isBroad, sink);
  }
  return {
    hashes: hashes.subarray(0, count),
    keyRows: keyRows.subarray(0, count),
    keyRules: keyRules.subarray(0, count),
    ruleNames: [...rules.keys()],
  };
}

function grown<T extends Uint32Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** FNV-1a on UTF-16 units. Two keys that meet by chance only cost a comparison. */
function hashOf(text: string, from: number): number {
  let hash = from;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (once ^ (once >>> 13)) >>> 0;
}

/** Positions in order of their hash; equal ones keep their order (radix sort, two passes of 16 bits). */
function sortedByHash(hashes: Uint32Array): Int32Array {
  let from = new Int32Array(hashes.length);
  for (let at = 0; at < from.length; at++) from[at] = at;
  let to = new Int32Array(hashes.length);
  for (const shift of [0, 16]) {
    const starts = new Int32Array(65_537);
    for (const hash of hashes) starts[((hash >>> shift) & 0xffff) + 1] = (starts[((hash >>> shift) & 0xffff) + 1] as number) + 1;
    for (let at = 0; at < 65_536; at++) starts[at + 1] = (starts[at + 1] as number) + (starts[at] as number);
    for (const position of from) {
      const bucket = ((hashes[position] as number) >>> shift) & 0xffff;
      to[starts[bucket] as number] = position;
      starts[bucket] = (starts[bucket] as number) + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

function entriesByRow(rows: Int32Array, ends: Int32Array, rowCount: number): { starts: Int32Array; entries: Int32Array } {
  const starts = new Int32Array(rowCount + 1);
  for (let at = 0; at < rows.length; at++)
    if (ends[at] !== 0) starts[(rows[at] as number) + 1] = (starts[(rows[at] as number) + 1] as number) + 1;
  for (let row = 0; row < rowCount; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  const next = starts.slice();
  const entries = new Int32Array(starts[rowCount] as number);
  for (let at = 0; at < rows.length; at++) {
    if (ends[at] === 0) continue;
    const row = rows[at] as number;
    entries[next[row] as number] = at;
    next[row] = (next[row] as number) + 1;
  }
  return { starts, entries };
}

/** Reads candidates of one row after the other; each pair is met once, at its lower row. */
export function openCandidates(
  { rows, ends, starts, entries }: Pick<BlockIndex, 'rows' | 'ends' | 'starts' | 'entries'>,
  rowCount: number,
  secondFrom: number | undefined,
) {
  const stamps = new Int32Array(rowCount).fill(-1);
  const found: number[] = [];
  return (row: number): readonly number[] => {
    found.length = 0;
    if (secondFrom !== undefined && row >= secondFrom) return found;
    const least = secondFrom ?? 0;
    for (let entry = starts[row] as number; entry < (starts[row + 1] as number); entry++) {
      const at = entries[entry] as number;
      const end = ends[at] as number;
      for (let other = at + 1; other < end; other++) {
        const candidate = rows[other] as number;
        if (candidate < least || stamps[candidate] === row || candidate === row) continue;
        stamps[candidate] = row;
        found.push(candidate);
      }
    }
    return found;
  };
}
