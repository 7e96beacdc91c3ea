import type { LeadPrediction, LeadsBacktest } from '@windshield/core';
import { percent, score } from './in-words.ts';
import type { Section } from './page/page.ts';

const shownRows = 10;
/** Below so many rows a tenth of them is a handful. */
const enoughRows = 50;

/**
 * Which rows to begin with, and what that order is worth; nothing where all rows have the same chance.
 * @param happened what became of each row, in the order of the predictions, where that is known
 */
export function orderSections({ predictions }: Pick<LeadsBacktest, 'predictions'>, happened: Uint8Array | undefined): Section[] {
  const order = predictions
    .map((prediction, i) => ({ prediction, came: happened?.[i] }))
    .toSorted((a, b) => b.prediction.p - a.prediction.p);
  const [first, last] = [order[0], order.at(-1)];
  if (!first || !last || first.prediction.p === last.prediction.p) return [];
  const text = order.length < enoughRows ? [] : [happened ? whatCame(order) : whatIsExpected(order)];
  return [
    {
      heading: 'Where to begin',
      text: [...text, 'Taken in the order of their chances, these rows come first.'],
      numbers: {
        caption: 'The highest chances',
        header: ['row', 'said', ...(happened ? ['happened'] : []), 'what spoke for it'],
        rows: order
          .slice(0, shownRows)
          .map(({ prediction, came }) => [
            prediction.row,
            percent(prediction.p, 1),
            ...(happened ? [came === 1 ? 'yes' : 'no'] : []),
            strongestReasons(prediction),
          ]),
      },
    },
  ];
}

type Ordered = readonly { readonly prediction: LeadPrediction; readonly came: number | undefined }[];

function whatCame(order: Ordered): string {
  const came = (rows: Ordered) => rows.reduce((sum, row) => sum + (row.came ?? 0), 0);
  const tenth = Math.round(order.length / 10);
  const all = came(order);
  const [top, bottom] = [came(order.slice(0, tenth)), came(order.slice(Math.ceil(order.length / 2)))];
  const count = (value: number) => value.toLocaleString('en');
  const lift = all === 0 ? '' : `, ${score((top * order.length) / (tenth * all), 1)} times as many as in a tenth taken at random`;
  return `Of the ${count(all)} that came true, ${count(top)} are among the ${count(tenth)} rows with the highest chances${lift}; ${count(bottom)} are in the half with the lowest.`;
}

function whatIsExpected(order: Ordered): string {
  const mean = (rows: Ordered) => rows.reduce((sum, row) => sum + row.prediction.p, 0) / rows.length;
  const tenth = order.slice(0, Math.round(order.length / 10));
  return `Of the ${tenth.length.toLocaleString('en')} rows with the highest chances, ${percent(mean(tenth))} are expected to come true; of all rows, ${percent(mean(order))}.`;
}

/** `Source: referral (+1.19); Fit: 0.9 (+0.80)`: what moved a chance most, in log-odds. */
export function strongestReasons({ reasons }: Pick<LeadPrediction, 'reasons'>): string {
  return reasons
    .slice(0, 3)
    .map(({ column, value, effect }) => `${column}: ${value} (${effect > 0 ? '+' : ''}${score(effect, 2)})`)
    .join('; ');
}
