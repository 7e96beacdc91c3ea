import { fieldLevel } from './compare.ts';
import type { FieldKind } from './fields.ts';
import { missingLevel } from './levels.ts';
import type { Prepared } from './prepare.ts';
import type { RecordTable } from './record-table.ts';
import { allowForNames, chanceOfValue, logOddsOf, type Scorer, swapNames } from './score-pair.ts';
import { sketchOf } from './sketches.ts';
import type { WordWeights } from './word-weights.ts';

/** Fields that tell most for least work come first: most pairs are dismissed after two or three. */
const workOf: Readonly<Record<FieldKind, number>> = {
  country: 0,
  region: 1,
  houseNumber: 2,
  postalCode: 3,
  date: 4,
  idNumber: 5,
  number: 6,
  category: 7,
  phone: 8,
  mail: 9,
  domain: 10,
  lastName: 11,
  firstName: 12,
  city: 13,
  personName: 14,
  street: 15,
  companyName: 16,
  text: 17,
};

const memoSize = 1 << 16;
const mostCodesRemembered = 300_000;

/**
 * Scores pairs of rows of one table, fast: equal codes need no comparing, compared values are remembered, and a pair is dismissed as soon as
 * nothing that is left to compare could bring it up to `leastLogOdds`. Scores that are given are those of {@link logOddsOf}.
 */
export function openRowScorer(table: RecordTable, scorer: Scorer, leastLogOdds: number): (a: number, b: number) => number {
  const { codes, values } = table;
  const { comparisons, logLevels, logShares, weights, model, counts } = scorer;
  const fieldCount = comparisons.fields.length;
  const order = comparisons.fields.map((_, at) => at).sort((x, y) => workOf[kindAt(x)] - workOf[kindAt(y)]);
  const { first, last } = comparisons;
  const levels = new Uint8Array(fieldCount);
  const chances = new Float64Array(fieldCount);
  const memos = values.map((ofField) =>
    ofField.length <= mostCodesRemembered ? { pairs: new Float64Array(memoSize).fill(-1), levels: new Uint8Array(memoSize) } : undefined,
  );
  const chanceOfCode = values.map((ofField) => new Float64Array(ofField.length).fill(Number.NaN));
  // What a field can still add where its values are not the same, for staying and for having moved.
  const mostGain = [1, 2].map((ofClass) =>
    comparisons.fields.map((_, at) => {
      let most = Number.NEGATIVE_INFINITY;
      const chance = logLevels[0]?.[at] as Float64Array;
      for (let level = 1; level < chance.length; level++)
        most = Math.max(most, (logLevels[ofClass]?.[at]?.[level] as number) - (chance[level] as number));
      return most;
    }),
  );
  const start = [1, 2].map((ofClass) => (logShares[ofClass] as number) - (logShares[0] as number) + Math.LN2);

  function kindAt(at: number): FieldKind {
    return (comparisons.fields[at] as { kind: FieldKind }).kind;
  }

  function logChanceOf(at: number, code: number): number {
    const known = (chanceOfCode[at] as Float64Array)[code] as number;
    if (!Number.isNaN(known)) return known;
    const { filled, isDescriptive } = model.comparisons[at] as { filled: number; isDescriptive: boolean };
    const [value] = (values[at] as readonly (readonly Prepared[])[])[code] as readonly Prepared[];
    const chance = isDescriptive
      ? (logLevels[0]?.[at]?.[0] as number)
      : Math.log(chanceOfValue(counts[at]?.get(value?.key ?? '') ?? 2, filled));
    (chanceOfCode[at] as Float64Array)[code] = chance;
    return chance;
  }

  const sketches = values.map((ofField, at) => sketchOf(kindAt(at), ofField));

  function compare(at: number, codeA: number, codeB: number): void {
    const sketch = sketches[at];
    if (sketch?.areFar(sketch.ofCode[codeA] as number, sketch.ofCode[codeB] as number)) {
      const chance = logLevels[0]?.[at] as Float64Array;
      levels[at] = chance.length - 1;
      chances[at] = chance[chance.length - 1] as number;
      return;
    }
    const low = Math.min(codeA, codeB);
    const high = Math.max(codeA, codeB);
    const ofField = values[at] as readonly (readonly Prepared[])[];
    const memo = memos[at];
    const pair = low * ofField.length + high;
    const slot = memo ? (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 16 : 0;
    if (memo && memo.pairs[slot] === pair) {
      levels[at] = memo.levels[slot] as number;
    } else {
      levels[at] = fieldLevel(
        kindAt(at),
        ofField[low] as readonly Prepared[],
        ofField[high] as readonly Prepared[],
        weights[at] as WordWeights,
      );
      if (memo) {
        memo.pairs[slot] = pair;
        memo.levels[slot] = levels[at] as number;
      }
    }
    const level = levels[at] as number;
    chances[at] = level === 0 ? sharedChance(at, low, high) : (logLevels[0]?.[at]?.[level] as number);
  }

  /** Several values, of which one is shared; or another spelling of the same. */
  function sharedChance(at: number, codeA: number, codeB: number): number {
    const ofField = values[at] as readonly (readonly Prepared[])[];
    const usual = logLevels[0]?.[at]?.[0] as number;
    const key = ofField[codeA]?.find((one) => ofField[codeB]?.some((other) => other.key === one.key))?.key;
    const { filled, isDescriptive } = model.comparisons[at] as { filled: number; isDescriptive: boolean };
    return key === undefined || isDescriptive ? usual : Math.log(chanceOfValue(counts[at]?.get(key) ?? 2, filled));
  }

  const waiting = new Int32Array(fieldCount);
  return (a, b) => {
    let staying = start[0] as number;
    let moving = start[1] as number;
    let left = 0;
    for (let nth = 0; nth < fieldCount; nth++) {
      const at = order[nth] as number;
      const codeA = (codes[at] as Int32Array)[a] as number;
      const codeB = (codes[at] as Int32Array)[b] as number;
      if (codeA < 0 || codeB < 0) {
        levels[at] = missingLevel;
        chances[at] = 0;
      } else if (codeA === codeB) {
        levels[at] = 0;
        const chance = logChanceOf(at, codeA);
        chances[at] = chance;
        staying += (logLevels[1]?.[at]?.[0] as number) - chance;
        moving += (logLevels[2]?.[at]?.[0] as number) - chance;
      } else {
        waiting[left++] = at;
        staying += mostGain[0]?.[at] as number;
        moving += mostGain[1]?.[at] as number;
      }
    }
    for (let nth = 0; nth < left; nth++) {
      if (staying < leastLogOdds && moving < leastLogOdds) return Number.NEGATIVE_INFINITY;
      const at = waiting[nth] as number;
      compare(at, (codes[at] as Int32Array)[a] as number, (codes[at] as Int32Array)[b] as number);
      // Names that differ may yet have changed places.
      if (at === first || at === last) continue;
      const level = levels[at] as number;
      staying += (logLevels[1]?.[at]?.[level] as number) - (chances[at] as number) - (mostGain[0]?.[at] as number);
      moving += (logLevels[2]?.[at]?.[level] as number) - (chances[at] as number) - (mostGain[1]?.[at] as number);
    }
    if (first >= 0 && (levels[first] as number) >= 3 && (levels[last] as number) >= 3) {
      swapNames(levels, first, last, valuesAt(a), valuesAt(b));
      for (const at of [first, last]) {
        const level = levels[at] as number;
        if (level !== missingLevel && level > 0) chances[at] = logLevels[0]?.[at]?.[level] as number;
      }
    }
    allowForNames(scorer, levels, chances);
    const logOdds = logOddsOf(scorer, levels, chances);
    return logOdds < leastLogOdds ? Number.NEGATIVE_INFINITY : logOdds;
  };

  function valuesAt(row: number): (readonly Prepared[])[] {
    const record: (readonly Prepared[])[] = [];
    for (const at of [first, last]) {
      const code = (codes[at] as Int32Array)[row] as number;
      record[at] = code < 0 ? [] : ((values[at] as readonly (readonly Prepared[])[])[code] as readonly Prepared[]);
    }
    return record;
  }
}
