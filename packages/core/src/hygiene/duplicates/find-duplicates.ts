import { isBeyondDoubt, withDoubt } from './beyond-doubt.ts';
import { buildBlockIndex, pairBudget, type RuleReport } from './block-index.ts';
import { dismissalOf, survivingPairs } from './dismissal.ts';
import { fitPrepared } from './fit-linkage.ts';
import type { LinkageModel } from './model.ts';
import { reconcileClusters } from './reconcile-cluster.ts';
import { reconcileLinks } from './reconcile-links.ts';
import { type LinkageTable, prepareTable, type RecordTable, rowOf } from './record-table.ts';
import { levelsOf, logChances, logOddsOf, openScorer, probabilityOf } from './score-pair.ts';
import { openRowScorer } from './score-rows.ts';
import { decisionThreshold, mergeThreshold } from './thresholds.ts';

/** Two rows and how probably they are the same; `a` below `b`. */
export interface DuplicatePair {
  readonly a: number;
  readonly b: number;
  readonly probability: number;
}

export interface Duplicates {
  /** By probability, then rows; from {@link leastProbability} up. */
  readonly pairs: readonly DuplicatePair[];
  readonly model: LinkageModel;
  readonly candidatePairs: number;
  readonly rules: readonly RuleReport[];
  readonly largestBlock: number;
}

/** Pairs below it are not listed. */
export const leastProbability = 0.01;

export interface FindOptions {
  /** Any safe integer; random pairs to learn from are drawn by it. */
  readonly seed?: number;
  /** Fitted before on records with the same fields; without it one is fitted. */
  readonly model?: LinkageModel;
  /** What is used in the place of a model that was fitted here, where that cannot be meant; given back as it is, it is used. */
  readonly settleModel?: (fitted: LinkageModel) => LinkageModel;
  /** What is being done, and which share of it is done. */
  readonly onProgress?: (doing: string, share?: number) => void;
}

/** Finds records that are probably the same thing written twice, within one list or across two. */
export function findDuplicates(table: LinkageTable, options: FindOptions = {}): Duplicates {
  const { onProgress: progress = () => undefined, settleModel = (fitted: LinkageModel) => fitted } = options;
  progress('making values comparable');
  const prepared = prepareTable(table);
  progress('looking for candidates');
  const blocks = buildBlockIndex(prepared, pairBudget(table.rowCount));
  progress('learning');
  const model = options.model ?? settleModel(fitPrepared(prepared, table.fields, blocks, options.seed ?? 1));
  const scorer = openScorer(model);
  progress('dismissing');
  const dismissal = dismissalOf(prepared, blocks, scorer, Math.log(leastProbability / (1 - leastProbability)));
  const { pairs: surviving, candidates } = survivingPairs(dismissal);
  const score = openRowScorer(prepared, scorer, dismissal);
  const alone: DuplicatePair[] = [];
  for (let at = 0; at < surviving.length; at += 2) {
    if (at % comparedBetweenTold === 0) progress('comparing', at / surviving.length);
    const [a, b] = [surviving[at] as number, surviving[at + 1] as number];
    const logOdds = score(a, b);
    if (logOdds > Number.NEGATIVE_INFINITY) alone.push({ a, b, probability: probabilityOf(logOdds) });
  }
  progress('settling groups');
  const pairs = reconciled(prepared, model, alone);
  pairs.sort((x, y) => y.probability - x.probability || x.a - y.a || x.b - y.b);
  const probabilities = pairs.map(({ probability }) => probability);
  return {
    pairs,
    model: { ...model, decideAt: decisionThreshold(probabilities), mergeAt: mergeThreshold(probabilities) },
    candidatePairs: candidates,
    rules: blocks.rules,
    largestBlock: blocks.largestBlock,
  };
}

/** About a second's work. */
const comparedBetweenTold = 400_000;

function reconciled(table: RecordTable, model: LinkageModel, pairs: readonly DuplicatePair[]): DuplicatePair[] {
  const scorer = openScorer(model);
  const logOdds = (a: number, b: number) => {
    const [one, other] = [rowOf(table, a), rowOf(table, b)];
    const levels = levelsOf(scorer, one, other);
    return logOddsOf(scorer, levels, logChances(scorer, levels, one, other));
  };
  const together =
    table.secondFrom === undefined
      ? reconcileClusters(pairs, logOdds, leastProbability)
      : reconcileLinks(pairs, (x, y) => logOdds(x, y) > 0).filter(({ probability }) => probability >= leastProbability);
  return together.map((pair) => {
    if (pair.probability < 0.98 || isBeyondDoubt(scorer, levelsOf(scorer, rowOf(table, pair.a), rowOf(table, pair.b)))) return pair;
    return { ...pair, probability: withDoubt(pair.probability) };
  });
}
