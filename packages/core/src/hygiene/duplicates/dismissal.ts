import { type BlockIndex, openCandidates } from './block-index.ts';
import type { FieldKind } from './fields.ts';
import type { RecordTable } from './record-table.ts';
import { chanceOfValue, type Scorer, swappedLevel } from './score-pair.ts';
import { areFar, mayMeet, type SketchKind, sketchKindOf, sketchOf } from './sketches.ts';

/** All that is needed to see which candidate pairs cannot be the same: numbers only. */
export interface Dismissal {
  readonly rowCount: number;
  readonly secondFrom: number | undefined;
  readonly blocks: Pick<BlockIndex, 'rows' | 'ends' | 'starts' | 'entries'>;
  /** Row by row: code of each field, -1 where nothing is known. */
  readonly codes: Int32Array;
  readonly fields: readonly DismissalField[];
  readonly first: number;
  readonly last: number;
  /** Log odds before any field, for staying and for having moved. */
  readonly start: readonly [staying: number, moving: number];
  readonly leastLogOdds: number;
}

interface DismissalField {
  readonly sketch: SketchKind | undefined;
  /** By code. */
  readonly sketches: Int32Array | undefined;
  /** By code: what agreement on the value adds at most. */
  readonly same: Float32Array;
  /** What is added at most where values differ; where names may be in each other's place; where values are far apart. */
  readonly unlike: readonly [staying: number, moving: number];
  readonly swapped: readonly [staying: number, moving: number];
  readonly far: readonly [staying: number, moving: number];
  /** As `unlike`, where first and last name are the same: mail alike then says little. */
  readonly unlikeOfNamesakes: readonly [staying: number, moving: number];
  /** What having moved adds beyond staying where they agree. */
  readonly sameMoved: number;
}

export function dismissalOf(table: RecordTable, blocks: BlockIndex, scorer: Scorer, leastLogOdds: number): Dismissal {
  const { rowCount, comparisons, secondFrom } = table;
  const fieldCount = comparisons.fields.length;
  const codes = new Int32Array(rowCount * fieldCount);
  table.codes.forEach((ofField, at) => {
    for (let row = 0; row < rowCount; row++) codes[row * fieldCount + at] = ofField[row] as number;
  });
  const { logShares } = scorer;
  const before = (ofClass: number) => (logShares[ofClass] as number) - (logShares[0] as number) + Math.LN2;
  return {
    rowCount,
    secondFrom,
    blocks,
    codes,
    fields: comparisons.fields.map(({ kind }, at) => fieldOf(table, scorer, kind, at)),
    first: comparisons.first,
    last: comparisons.last,
    start: [before(1), before(2)],
    leastLogOdds,
  };
}

function fieldOf(
  { values, comparisons }: RecordTable,
  { logLevels, logNamesakes, counts, model }: Scorer,
  kind: FieldKind,
  at: number,
): DismissalField {
  const ofField = values[at] ?? [];
  const sketch = sketchKindOf(kind);
  const sketches = sketch && new Int32Array(ofField.length);
  const same = new Float32Array(ofField.length);
  const gain = (ofClass: number, level: number) => (logLevels[ofClass]?.[at]?.[level] as number) - (logLevels[0]?.[at]?.[level] as number);
  const levelCount = logLevels[0]?.[at]?.length ?? 1;
  const isName = at === comparisons.first || at === comparisons.last;
  const most = (ofClass: number, chances = logLevels[0]?.[at] as Float64Array, withSwapped = false) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let level = 1; level < levelCount; level++)
      if (withSwapped || !isName || level !== swappedLevel)
        best = Math.max(best, (logLevels[ofClass]?.[at]?.[level] as number) - (chances[level] as number));
    return best;
  };
  const { filled = 0, isDescriptive = false } = model.comparisons[at] ?? {};
  const agreeing = logLevels[1]?.[at]?.[0] as number;
  const usual = logLevels[0]?.[at]?.[0] as number;
  const rare = Math.log(chanceOfValue(2, filled));
  ofField.forEach((all, code) => {
    if (sketches) sketches[code] = sketchOf(sketch, all);
    let chance = isDescriptive ? usual : rare;
    if (!isDescriptive) {
      const count = counts[at]?.get(all[0]?.key ?? '');
      if (count !== undefined && all.length === 1) chance = Math.log(chanceOfValue(count, filled));
    }
    same[code] = agreeing - chance;
  });
  return {
    sketch,
    sketches,
    same,
    unlike: [most(1), most(2)],
    swapped: [most(1, undefined, true), most(2, undefined, true)],
    far: [gain(1, levelCount - 1), gain(2, levelCount - 1)],
    unlikeOfNamesakes: [most(1, logNamesakes[at]), most(2, logNamesakes[at])],
    sameMoved: (logLevels[2]?.[at]?.[0] as number) - agreeing,
  };
}

/** What rounding to 32 bits may cost. */
const slack = 1e-4;

/**
 * The candidate pairs that may come up to the least log odds: a, b, a, b, … in order of a. Most are dismissed by the most that their fields
 * could add, without looking at a single value. Also how many candidates there were.
 */
export function survivingPairs(dismissal: Dismissal): { pairs: Int32Array; candidates: number } {
  const { rowCount, secondFrom, blocks, codes, fields, first, last, start, leastLogOdds } = dismissal;
  const fieldCount = fields.length;
  const candidatesOf = openCandidates(blocks, rowCount, secondFrom);
  const least = leastLogOdds - slack;
  let found = new Int32Array(1 << 16);
  let count = 0;
  let candidates = 0;
  for (let a = 0; a < rowCount; a++) {
    const others = candidatesOf(a);
    candidates += others.length;
    for (const b of others) {
      let staying = start[0];
      let moving = start[1];
      const areNamesakes = first >= 0 && agree(a, b, first) && agree(a, b, last);
      for (let at = 0; at < fieldCount; at++) {
        const codeA = codes[a * fieldCount + at] as number;
        const codeB = codes[b * fieldCount + at] as number;
        if (codeA < 0 || codeB < 0) continue;
        const field = fields[at] as DismissalField;
        if (codeA === codeB) {
          const gain = field.same[codeA] as number;
          staying += gain;
          moving += gain + field.sameMoved;
          continue;
        }
        const gain = gainOf(dismissal, at, codeA, codeB, a, b, areNamesakes);
        staying += gain[0];
        moving += gain[1];
      }
      if (staying < least && moving < least) continue;
      if (count + 2 > found.length) {
        const larger = new Int32Array(found.length * 2);
        larger.set(found);
        found = larger;
      }
      found[count++] = a;
      found[count++] = b;
    }
  }
  return { pairs: found.slice(0, count), candidates };

  function agree(a: number, b: number, at: number): boolean {
    const code = codes[a * fieldCount + at] as number;
    return code >= 0 && code === codes[b * fieldCount + at];
  }
}

/** The most that a field can add whose codes differ in two rows: the field's own `far` where its values surely are. */
export function gainOf(
  { fields, codes, first, last }: Dismissal,
  at: number,
  codeA: number,
  codeB: number,
  a: number,
  b: number,
  areNamesakes: boolean,
): readonly [staying: number, moving: number] {
  const field = fields[at] as DismissalField;
  if (at === first || at === last) {
    const nameAt = (row: number, place: number) => {
      const code = codes[row * fields.length + place] as number;
      return code < 0 ? 0 : (fields[place]?.sketches?.[code] ?? -1);
    };
    if (mayMeet(nameAt(a, first), nameAt(b, last)) && mayMeet(nameAt(a, last), nameAt(b, first))) return field.swapped;
  }
  const { sketch, sketches } = field;
  if (sketch && sketches) {
    const one = sketches[codeA] as number;
    const other = sketches[codeB] as number;
    if (one >= 0 && other >= 0 && areFar(sketch, one, other)) return field.far;
  }
  return areNamesakes ? field.unlikeOfNamesakes : field.unlike;
}
