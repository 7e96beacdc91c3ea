import type { LifetimeBacktest } from '@windshield/core';
import { percent } from './in-words.ts';
import type { Verdict } from './page/page.ts';

const good = 0.1;
const fewCustomers = 30;

/** Says of the scores whether purchases were foretold, against everybody going on as before. */
export function lifetimeVerdict({ model, naive, actualInAll, rows, gammaGamma, frequencyAmountCorrelation }: LifetimeBacktest): Verdict {
  const gain = naive.meanAbsoluteError > 0 ? 1 - model.meanAbsoluteError / naive.meanAbsoluteError : 0;
  const off = actualInAll > 0 ? model.expectedInAll / actualInAll - 1 : Number.NaN;
  const sum = Number.isNaN(off)
    ? `Nobody bought again after the calibration; ${Math.round(model.expectedInAll).toLocaleString('en')} purchases were expected.`
    : `In all, ${Math.round(model.expectedInAll).toLocaleString('en')} purchases were expected and ${actualInAll.toLocaleString('en')} came: ${percent(Math.abs(off))} ${off < 0 ? 'too few were' : 'too many were'} foretold.`;
  const correlation =
    gammaGamma && frequencyAmountCorrelation !== undefined && Math.abs(frequencyAmountCorrelation) > 0.3
      ? [
          `Customers who buy more often also spend ${frequencyAmountCorrelation > 0 ? 'more' : 'less'} each time (correlation ${frequencyAmountCorrelation.toFixed(2)}); the amounts suppose that they do not, so take the money with care.`,
        ]
      : [];
  const few = rows.length < 100 ? ['There are fewer than 100 customers: another year could look different.'] : [];
  const sentences = [sum, ...correlation, ...few];
  if (rows.every(({ frequency }) => frequency === 0))
    return {
      tone: 'open',
      headline: 'Nothing could be learned: nobody had bought a second time by the end of the calibration.',
      sentences: [
        `From first purchases alone nobody can tell who comes back; ${actualInAll.toLocaleString('en')} purchases came after it.`,
      ],
    };
  if (rows.length < fewCustomers)
    return {
      tone: 'open',
      headline: `Too early to say: ${rows.length === 1 ? 'one customer is' : `${rows.length} customers are`} too few to judge by.`,
      sentences: [sum],
    };
  if (gain > 0 && Math.abs(off) <= 2 * good)
    return {
      tone: rows.length < 100 ? 'open' : 'good',
      headline: `Per customer, ${percent(gain)} nearer to what happened than supposing that everybody goes on as before.`,
      sentences,
    };
  if (gain > 0)
    return {
      tone: 'poor',
      headline: `Single customers are foretold ${percent(gain)} better than by going on as before, but the sum is off by ${percent(Math.abs(off))}.`,
      sentences,
    };
  return { tone: 'poor', headline: 'Do not rely on this: supposing that everybody goes on as before was as good.', sentences };
}
