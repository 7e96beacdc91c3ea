import type { DealsBacktest } from '@windshield/core';
import { gainInWords, percent } from './in-words.ts';
import type { Verdict } from './page/page.ts';

const few = 100;
const tolerable = 0.04;
/** Luck seldom makes the mean distance of ten groups half as large again as it does on average. */
const tolerance = (byChance: number) => 1.5 * byChance;

/** Says of the scores whether the chances of deals can be relied on, against the shares usual at an age (of the same segment). */
export function dealsVerdict({ scores, referenceColumn, forecasts, ends, drift }: DealsBacktest): Verdict {
  const reference = `the usual shares by ${referenceColumn === undefined ? 'age' : `${referenceColumn} and age`}`;
  if (forecasts.count === 0)
    return { tone: 'open', headline: 'No deal of the test file was still open at these ages: nothing was foretold.', sentences: [] };
  if (!scores)
    return {
      tone: 'open',
      headline: `${forecasts.count.toLocaleString('en')} chances were said; the file does not tell yet what became of these deals.`,
      sentences: [
        `They rest on ${ends[0] + ends[1] + ends[2]} deals that had ended: ${ends[0]} won, ${ends[1]} lost, ${ends[2]} gone.`,
        ...(drift.isDrifted ? [drift.text] : []),
      ],
    };
  const { model, reference: usual, difference } = scores.states;
  const gain = usual > 0 ? 1 - model / usual : 0;
  const [least, most] = [-difference.high / usual, -difference.low / usual];
  const calibration = scores.calibration.won.at(-1);
  const truth = calibration
    ? calibrationSentence(calibration.days, calibration.error, calibration.errorByChance)
    : 'How true each chance is cannot be said: too few deals were followed to the end.';
  const warned = drift.isDrifted ? [drift.text] : [];
  const sure = `Compared with ${reference}, the error is ${gainInWords(gain, least, most)}.`;
  if (scores.n < few)
    return { tone: 'open', headline: `Too early to say: only ${scores.n} forecasts can be judged.`, sentences: [sure, ...warned] };
  if (difference.high < 0 && calibration && calibration.error > Math.max(tolerable, tolerance(calibration.errorByChance)))
    return {
      tone: 'poor',
      headline: `The order is better than ${reference}, but do not take single chances at their word: they were off by ${percent(calibration.error)}.`,
      sentences: [sure, truth, ...warned],
    };
  if (difference.high < 0)
    return {
      tone: 'good',
      headline: `The chances say more than ${reference}: ${percent(gain)} less error on deals they had never seen.`,
      sentences: [sure, truth, ...warned],
    };
  if (difference.low > 0)
    return {
      tone: 'poor',
      headline: `Do not rely on these chances: ${reference} were nearer to what happened.`,
      sentences: [sure, truth, ...warned],
    };
  return {
    tone: 'open',
    headline: `No difference found: the chances are as good as ${reference}, not better.`,
    sentences: [sure, truth, ...warned],
  };
}

function calibrationSentence(days: number, error: number, byChance: number): string {
  const plain = `Chances to win within ${days} days were off by ${percent(error)} on average; were every chance true, luck alone would make it ${percent(byChance)}.`;
  return error <= tolerance(byChance) ? `${plain} They can be taken at their word.` : `${plain} They are further off than luck explains.`;
}
