import { seededRandom } from '../../stats/index.ts';
import { type BlockIndex, buildBlockIndex, openCandidates, pairBudget } from './block-index.ts';
import type { FieldKind } from './fields.ts';
import { fitMixture, type LevelWay, type Mixture } from './latent-classes.ts';
import { levelPlans, missingLevel } from './levels.ts';
import { type FieldModel, type LinkageModel, pairClasses } from './model.ts';
import { type LinkageTable, prepareTable, type RecordTable, rowOf } from './record-table.ts';
import { areOfPeople, mostDifferent, sharingIn } from './relations.ts';
import { haveSameNames, levelsOf, logChances, logOddsOf, openScorer, probabilityOf } from './score-pair.ts';
import { valueCounts, wordCounts } from './value-counts.ts';
import { WordWeights } from './word-weights.ts';

/**
 * Learns from unlabelled records how the same thing is written twice: Fellegi & Sunter's m by expectation-maximisation over candidate pairs,
 * u from random pairs, both held by priors so that few or odd records do not lead astray.
 *
 * @param seed any safe integer; random pairs are drawn from it
 */
export function fitLinkage(table: LinkageTable, options: { readonly seed?: number } = {}): LinkageModel {
  const prepared = prepareTable(table);
  return fitPrepared(prepared, table.fields, buildBlockIndex(prepared, pairBudget(table.rowCount)), options.seed ?? 1);
}

const pairsToLearnFrom = 120_000;
const randomPairs = 60_000;

/** {@link fitLinkage} on a table and blocks that are made already. */
export function fitPrepared(table: RecordTable, fields: LinkageTable['fields'], blocks: BlockIndex, seed: number): LinkageModel {
  const statistics = table.comparisons.fields.map((field, at) => ({
    ...valueCounts(table, at),
    words: wordCounts(table, at),
    isDescriptive: isDescriptive(field, fields),
  }));
  const population = pairsOf(table);
  const random = drawPairs(table, Math.min(randomPairs, 4 * population), seed);
  const weights = statistics.map(({ words }) => new WordWeights(words));
  const randomLevels = random.map(([a, b]) => levelsOf({ comparisons: table.comparisons, weights }, rowOf(table, a), rowOf(table, b)));

  let chance = chanceLevels(table, randomLevels, undefined);
  let model = startingModel(table, fields, statistics, chance, population);
  const sample = samplePairs(table, blocks, model);
  for (let round = 0; round < 3; round++) {
    model = withNamesakes(model, sample);
    const mixture = learn(table, model, sample, population);
    // Random pairs that turn out to be the same do not speak for chance.
    const scorer = openScorer(model);
    const unrelated = randomLevels.map((levels, at) => {
      const [a, b] = random[at] as [number, number];
      return 1 - probabilityOf(logOddsOf(scorer, levels, logChances(scorer, levels, rowOf(table, a), rowOf(table, b))));
    });
    model = withMixture(model, mixture);
    chance = chanceLevels(table, randomLevels, unrelated);
    model = { ...model, comparisons: model.comparisons.map((one, at) => ({ ...one, levels: [chance[at] ?? [], ...one.levels.slice(1)] })) };
  }
  return model;
}

function pairsOf({ rowCount, secondFrom }: RecordTable): number {
  return Math.max(1, secondFrom === undefined ? (rowCount * (rowCount - 1)) / 2 : secondFrom * (rowCount - secondFrom));
}

function drawPairs({ rowCount, secondFrom }: RecordTable, count: number, seed: number): [number, number][] {
  const random = seededRandom(seed);
  const pairs: [number, number][] = [];
  for (let draw = 0; draw < count; draw++) {
    const a = random.integer(secondFrom ?? rowCount);
    const b = secondFrom === undefined ? random.integer(rowCount) : secondFrom + random.integer(rowCount - secondFrom);
    if (a !== b) pairs.push([a, b]);
  }
  return pairs;
}

/** u: how alike unrelated records are, from random pairs, with a little of what is expected so that no level is impossible. */
function chanceLevels(table: RecordTable, levels: readonly Uint8Array[], weights: readonly number[] | undefined): number[][] {
  return table.comparisons.fields.map(({ kind }, at) => {
    const { expected } = levelPlans[kind];
    const counts = expected.map((_, level) => (level === expected.length - 1 ? 2 : 0.5 * (1 - (expected[0] ?? 0)) + 0.1));
    let sum = counts.reduce((a, b) => a + b, 0);
    levels.forEach((ofPair, pair) => {
      const level = ofPair[at] as number;
      if (level === missingLevel) return;
      const weight = weights?.[pair] ?? 1;
      counts[level] = (counts[level] as number) + weight;
      sum += weight;
    });
    return counts.map((count) => count / sum);
  });
}

function startingModel(
  table: RecordTable,
  fields: LinkageTable['fields'],
  statistics: readonly Pick<FieldModel, 'counts' | 'filled' | 'words' | 'isDescriptive'>[],
  chance: readonly number[][],
  population: number,
): LinkageModel {
  const isOfPeople = areOfPeople(fields);
  const comparisons = table.comparisons.fields.map((field, at): FieldModel => {
    const plan = levelPlans[field.kind];
    const u = chance[at] ?? [];
    const mixed = (share: number, levels: readonly number[]) => u.map((p, level) => share * (levels[level] ?? 0) + (1 - share) * p);
    // What is shared is mistyped as often as what is one's own.
    const agreeing = 1 - (plan.expected.at(-1) ?? 0);
    const mistyped = plan.expected.map((p, level) => (level === plan.expected.length - 1 ? 0 : p / agreeing));
    const related = (ofClass: number) => {
      const { share = 0, spread = mistyped } = sharingIn(ofClass, field.kind, isOfPeople) ?? {};
      return u.map((p, level) => share * (spread[level] ?? 0) + (1 - share) * p);
    };
    const levels = [
      u,
      plan.expected,
      mixed(changesWithMove(field) ? (field.kind === 'phone' ? 0.4 : 0.15) : 1, plan.expected),
      related(3),
      related(4),
    ];
    return { ...field, ...(statistics[at] as Pick<FieldModel, 'counts' | 'filled' | 'words' | 'isDescriptive'>), levels };
  });
  const perPair = table.rowCount / population;
  return {
    version: 1,
    fields,
    comparisons,
    records: table.rowCount,
    shares: sharesOf([0, 0.05 * perPair, 0.002 * perPair, 0.1 * perPair, 0.1 * perPair]),
    decideAt: 0.5,
    mergeAt: 0.99,
  };
}

function sharesOf(shares: number[]): number[] {
  const capped = shares.map((share) => Math.min(share, 0.2));
  capped[0] = 1 - capped.reduce((a, b) => a + b, 0);
  return capped;
}

const namesakesBeforehand = {
  same: 0.02,
  'same name, other domain': 0.06,
  'typing slip': 0.06,
  'alike, same domain': 0.06,
  'same domain': 0.05,
};
const strengthBeforehand = 20;

/** How alike mail of people is who have one name and are, by all else, not the same. */
function withNamesakes(model: LinkageModel, sample: Sample): LinkageModel {
  const scorer = openScorer(model);
  const fieldCount = model.comparisons.length;
  const comparisons = model.comparisons.map((field, at) => {
    if (field.kind !== 'mail') return field;
    const expected = Object.values(namesakesBeforehand);
    const counts = [...expected, 1 - expected.reduce((a, b) => a + b, 0)].map((share) => share * strengthBeforehand);
    for (let pair = 0; pair < sample.pairCount; pair++) {
      const levels = sample.levels.slice(pair * fieldCount, (pair + 1) * fieldCount);
      const level = levels[at] as number;
      if (level === missingLevel || !haveSameNames(scorer.comparisons, levels)) continue;
      levels[at] = missingLevel;
      const chances = Float64Array.from(sample.chances.subarray(pair * fieldCount, (pair + 1) * fieldCount));
      counts[level] = (counts[level] as number) + 1 - probabilityOf(logOddsOf(scorer, levels, chances));
    }
    const sum = counts.reduce((a, b) => a + b, 0);
    return { ...field, amongNamesakes: counts.map((count) => count / sum) };
  });
  return { ...model, comparisons };
}

interface Sample {
  readonly levels: Uint8Array;
  readonly chances: Float32Array;
  readonly pairCount: number;
  /** Share of all candidate pairs. */
  readonly share: number;
}

/** Candidates of evenly spread records: as many as are needed to learn from. */
function samplePairs(table: RecordTable, blocks: BlockIndex, model: LinkageModel): Sample {
  const scorer = openScorer(model);
  const candidatesOf = openCandidates(blocks, table.rowCount, table.secondFrom);
  const rows = table.secondFrom ?? table.rowCount;
  let total = 0;
  const step = Math.max(1, Math.floor(rows / 20_000));
  let looked = 0;
  for (let row = 0; row < rows; row += step) {
    total += candidatesOf(row).length;
    looked++;
  }
  const every = Math.max(1, Math.ceil((total * (rows / Math.max(1, looked))) / pairsToLearnFrom));
  const fieldCount = model.comparisons.length;
  const levels: Uint8Array[] = [];
  const chances: Float64Array[] = [];
  const again = openCandidates(blocks, table.rowCount, table.secondFrom);
  let visited = 0;
  for (let row = 0; row < rows; row++) {
    if (every > 1 && scattered(row) % every !== 0) continue;
    visited++;
    const a = rowOf(table, row);
    for (const other of again(row)) {
      const b = rowOf(table, other);
      const ofPair = levelsOf(scorer, a, b);
      levels.push(ofPair);
      chances.push(logChances(scorer, ofPair, a, b));
    }
  }
  const flatLevels = new Uint8Array(levels.length * fieldCount);
  const flatChances = new Float32Array(levels.length * fieldCount);
  levels.forEach((ofPair, pair) => {
    flatLevels.set(ofPair, pair * fieldCount);
    flatChances.set(chances[pair] as Float64Array, pair * fieldCount);
  });
  return { levels: flatLevels, chances: flatChances, pairCount: levels.length, share: Math.max(visited, 1) / Math.max(rows, 1) };
}

/** A number without any pattern for each row, so that no order within the file matters. */
function scattered(row: number): number {
  const once = Math.imul(row ^ (row >>> 16) ^ 0x5bd1e995, 0x21f0aaad);
  const twice = Math.imul(once ^ (once >>> 15), 0x735a2d97);
  return (twice ^ (twice >>> 15)) >>> 0;
}

/**
 * What describes and does not say who: such fields depend on each other and on where a record came from, so that each counts for half, and how
 * rare its value is counts for nothing. Where nothing else is there, as with titles and years of books, they do say who.
 */
function isDescriptive({ kind }: Pick<FieldModel, 'kind'>, fields: LinkageTable['fields']): boolean {
  return (kind === 'category' || kind === 'number' || kind === 'text') && fields.some((field) => saysWho.has(field.kind));
}

const saysWho: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'personName',
  'firstName',
  'lastName',
  'companyName',
  'mail',
  'phone',
  'idNumber',
]);

function wayOf(ofClass: number, field: FieldModel, isOfPeople: boolean): LevelWay {
  if (ofClass === 1) return 'learned';
  if (ofClass === 2) return changesWithMove(field) ? 'fixed' : 'tied';
  return sharingIn(ofClass, field.kind, isOfPeople) ? 'fixed' : 'chance';
}

function changesWithMove({ kind }: Pick<FieldModel, 'kind'>): boolean {
  return levelPlans[kind].moves || kind === 'phone';
}

function learn(table: RecordTable, model: LinkageModel, sample: Sample, population: number): Mixture {
  const { comparisons } = model;
  const chances = sample.chances.slice();
  // Levels below agreement follow u as it is known now.
  for (let pair = 0; pair < sample.pairCount; pair++)
    for (let at = 0; at < comparisons.length; at++) {
      const level = sample.levels[pair * comparisons.length + at] as number;
      if (level === missingLevel || level === 0) continue;
      const namesakes = comparisons[at]?.amongNamesakes;
      const isNamesake =
        namesakes && haveSameNames(table.comparisons, sample.levels.subarray(pair * comparisons.length, (pair + 1) * comparisons.length));
      chances[pair * comparisons.length + at] = Math.log((isNamesake ? namesakes : comparisons[at]?.levels[0])?.[level] ?? 1);
    }
  const isOfPeople = areOfPeople(model.fields);
  const perRecord = table.rowCount * sample.share;
  const start = startingModel(
    table,
    model.fields,
    comparisons,
    comparisons.map(({ levels }) => [...(levels[0] ?? [])]),
    population,
  );
  return fitMixture(
    { levels: sample.levels, chances, fieldCount: comparisons.length, pairCount: sample.pairCount, population: population * sample.share },
    {
      levels: pairClasses.map((_, ofClass) => start.comparisons.map(({ levels }) => levels[ofClass] ?? [])),
      shares: start.shares,
      strength: 12,
      mostDifferent: comparisons.map(({ kind }) => mostDifferent(kind, isOfPeople)),
      beliefs: comparisons.map((field) => (field.isDescriptive ? 0.5 : 1)),
      sharePriors: [0, 0.005 * perRecord, 0.0005 * perRecord, 0.005 * perRecord, 0.005 * perRecord],
      ways: pairClasses.map((_, ofClass) => comparisons.map((field) => wayOf(ofClass, field, isOfPeople))),
    },
  );
}

function withMixture(model: LinkageModel, { levels, shares }: Mixture): LinkageModel {
  return {
    ...model,
    shares,
    comparisons: model.comparisons.map((one, at) => ({ ...one, levels: levels.map((ofClass) => ofClass[at] ?? []) })),
  };
}
