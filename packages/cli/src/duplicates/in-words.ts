import { count, table } from '../words.ts';
import type { FoundDuplicates } from './find-in-files.ts';
import type { PairScores } from './pair-scores.ts';

/** What is printed without `--json`. */
export function duplicatesInWords(
  { rows, columns, found, scores, probabilities }: FoundDuplicates,
  seconds: number,
  reviewAt: number,
): string[] {
  const { model, candidatePairs, rules } = found;
  const atLeast = (threshold: number) => probabilities.reduce((sum, p) => sum + (p >= threshold ? 1 : 0), 0);
  const capped = rules.filter((rule) => rule.cappedBlocks > 0);
  return [
    `${rows.map((one) => count(one, 'row')).join(' against ')}: ${count(atLeast(model.decideAt), 'pair')} probably the same (from ${share(model.decideAt)} up), in ${seconds.toFixed(1)} s.`,
    `${count(atLeast(reviewAt), 'pair')} worth a look (from ${share(reviewAt)}), ${count(atLeast(model.mergeAt), 'pair')} sure enough to merge unasked (from ${share(model.mergeAt)}).`,
    `${count(candidatePairs, 'pair')} compared.${capped.length === 0 ? '' : ` Passed over as too usual to tell anything: ${capped.map(({ rule, cappedBlocks }) => `${cappedBlocks} of "${rule}"`).join(', ')}.`}`,
    '',
    ...table(columns.map(({ name, kind, why }) => [`  ${name}`, kind, why])),
    ...(scores
      ? [
          '',
          `Against the truth (${count(scores.truePairs, 'pair')}):`,
          ...table([
            ['  ', 'threshold', 'precision', 'recall', 'F1'],
            line('best F1', scores.best),
            line('picked', scores.atDecide),
            line('review', scores.atReview),
            line('auto-merge', scores.atMerge),
          ]),
        ]
      : []),
  ];
}

function line(name: string, { threshold, precision, recall, f1 }: PairScores): string[] {
  return [`  ${name}`, share(threshold), precision === null ? 'none' : precision.toFixed(4), recall.toFixed(4), f1.toFixed(4)];
}

function share(value: number): string {
  return value > 0.99 ? value.toFixed(6) : value.toFixed(3);
}
