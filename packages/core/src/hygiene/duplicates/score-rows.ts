import { fieldLevel } from './compare.ts';
import { type Dismissal, gainOf } from './dismissal.ts';
import type { FieldKind } from './fields.ts';
import { missingLevel } from './levels.ts';
import type { Prepared } from './prepare.ts';
import type { RecordTable } from './record-table.ts';
import { allowForNames, chanceOfValue, logOddsOf, type Scorer, swapNames } from './score-pair.ts';
import type { WordWeights } from './word-weights.ts';

/** What leaves most open for least work is compared first: most pairs are dismissed after two or three. */
const workOf: Readonly<Record<FieldKind, number>> = {
  mail: 0,
  phone: 1,
  idNumber: 2,
  domain: 3,
  postalCode: 4,
  date: 5,
  houseNumber: 6,
  country: 7,
  region: 8,
  number: 9,
  category: 10,
  city: 11,
  street: 12,
  lastName: 13,
  firstName: 14,
  personName: 15,
  companyName: 16,
  text: 17,
};

const memoSize = 1 << 16;
const mostCodesRemembered = 300_000;

/**
 * Scores pairs of rows of one table, fast: equal codes need no comparing, compared values are remembered, and a pair is dismissed as soon as
 * nothing that is left to compare could bring it up to the least log odds. Scores that are given are those of {@link logOddsOf}.
 */
export function openRowScorer(table: RecordTable, scorer: Scorer, dismissal: Dismissal): (a: number, b: number) => number {
  const { values } = table;
  const { codes, leastLogOdds, start } = dismissal;
  const { comparisons, logLevels, weights, model, counts } = scorer;
  const fieldCount = comparisons.fields.length;
  const order = comparisons.fields.map((_, at) => at).sort((x, y) => workOf[kindAt(x)] - workOf[kindAt(y)]);
  const { first, last } = comparisons;
  const levels = new Uint8Array(fieldCount);
  const chances = new Float64Array(fieldCount);
  const memos = values.map((ofField) =>
    ofField.length <= mostCodesRemembered ? { pairs: new Float64Array(memoSize).fill(-1), levels: new Uint8Array(memoSize) } : undefined,
  );
  const chanceOfCode = values.map((ofField) => new Float64Array(ofField.length).fill(Number.NaN));
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

  function compare(at: number, codeA: number, codeB: number): void {
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
    let staying = start[0];
    let moving = start[1];
    let left = 0;
    const fromA = a * fieldCount;
    const fromB = b * fieldCount;
    const areNamesakes =
      first >= 0 &&
      codes[fromA + first] === codes[fromB + first] &&
      codes[fromA + last] === codes[fromB + last] &&
      (codes[fromA + last] as number) >= 0;
    for (let nth = 0; nth < fieldCount; nth++) {
      const at = order[nth] as number;
      const codeA = codes[fromA + at] as number;
      const codeB = codes[fromB + at] as number;
      const field = dismissal.fields[at] as Dismissal['fields'][number];
      if (codeA < 0 || codeB < 0) {
        levels[at] = missingLevel;
        chances[at] = 0;
      } else if (codeA === codeB) {
        levels[at] = 0;
        chances[at] = logChanceOf(at, codeA);
        const gain = field.same[codeA] as number;
        staying += gain;
        moving += gain + field.sameMoved;
      } else {
        const gain = gainOf(dismissal, at, codeA, codeB, a, b, areNamesakes);
        staying += gain[0];
        moving += gain[1];
        if (gain === field.far) {
          const chance = logLevels[0]?.[at] as Float64Array;
          levels[at] = chance.length - 1;
          chances[at] = chance[chance.length - 1] as number;
        } else waiting[left++] = at;
      }
    }
    for (let nth = 0; nth < left; nth++) {
      if (staying < leastLogOdds && moving < leastLogOdds) return Number.NEGATIVE_INFINITY;
      const at = waiting[nth] as number;
      compare(at, codes[fromA + at] as number, codes[fromB + at] as number);
      // Names that differ may yet have changed places, and mail then counts otherwise.
      if (at === first || at === last) continue;
      const field = dismissal.fields[at] as Dismissal['fields'][number];
      const level = levels[at] as number;
      const before = areNamesakes ? field.unlikeOfNamesakes : field.unlike;
      const chance = areNamesakes && level > 0 ? (scorer.logNamesakes[at]?.[level] ?? (chances[at] as number)) : (chances[at] as number);
      staying += (logLevels[1]?.[at]?.[level] as number) - chance - before[0];
      moving += (logLevels[2]?.[at]?.[level] as number) - chance - before[1];
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
      const code = codes[row * fieldCount + at] as number;
      record[at] = code < 0 ? [] : ((values[at] as readonly (readonly Prepared[])[])[code] as readonly Prepared[]);
    }
    return record;
  }
}
