import type { ChanceScores } from './chance-scores.ts';
import { gainInWords, percent } from './in-words.ts';
import type { Verdict } from './page/page.ts';

export interface ChanceWords {
  /** "leads", "pairs". */
  readonly cases: string;
  /** "the share of the past", and how large that was. */
  readonly base: number;
  /** How the cases were kept apart: "later than all that was learned from". */
  readonly apart: string;
}

const fewCases = 50;
const little = 0.1;

/** Says of the scores whether chances can be relied on, against always saying the share of the past. */
export function chanceVerdict(scores: ChanceScores, { cases, base, apart }: ChanceWords): Verdict {
  const { n, happened, logLoss, baseLogLoss, gain, ece, auc } = scores;
  const share = 1 - logLoss / baseLogLoss;
  const always = `always saying ${percent(base)}, the share of the past`;
  const size = gain
    ? gainInWords(share, gain.low / baseLogLoss, gain.high / baseLogLoss)
    : `${percent(Math.abs(share))} ${share >= 0 ? 'smaller' : 'larger'}`;
  const isTrue = ece <= tolerance(n);
  const sentences = [
    `On ${n.toLocaleString('en')} ${cases} ${apart}, of which ${happened.toLocaleString('en')} came true, the error (log loss) is ${size} than by ${always}.`,
    `What was said and what happened lie ${percent(ece, 1)} apart on average: ${isTrue ? 'the chances can be taken at their word' : 'further than luck explains, so take the order and not the chances'}.`,
    ...(auc === undefined
      ? []
      : [
          `Of two ${cases}, one that came true and one that did not, the right one was given the higher chance in ${percent(auc)} of all pairs.`,
        ]),
  ];
  const isSurelyBetter = gain ? gain.low > 0 : share > 0;
  if (n < fewCases)
    return { tone: 'open', headline: `Too early to say: only ${n} ${cases} can be judged.`, sentences: sentences.slice(0, 1) };
  if (isSurelyBetter && isTrue && share < little)
    return { tone: 'good', headline: `The chances are true but tell little: ${percent(share)} less error than ${always}.`, sentences };
  if (isSurelyBetter && isTrue)
    return { tone: 'good', headline: `The chances can be relied on: ${percent(share)} less error than ${always}.`, sentences };
  if (isSurelyBetter)
    return {
      tone: 'poor',
      headline: `The order can be relied on, the chances themselves not: they are off by ${percent(ece, 1)}.`,
      sentences,
    };
  if (gain && gain.high < 0)
    return { tone: 'poor', headline: `Do not rely on these chances: ${always} was nearer to what happened.`, sentences };
  return { tone: 'open', headline: `No difference found: these columns say no more than ${always}.`, sentences };
}

/** How far a true set of chances is seldom off by luck alone, with ten steps and n cases; below 4 % nobody would notice. */
function tolerance(n: number): number {
  return Math.max(0.04, 0.45 / Math.sqrt(n / 10));
}
