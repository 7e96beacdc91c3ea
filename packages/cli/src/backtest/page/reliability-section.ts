import { type CalibrationRow, reliabilityCurve } from '@windshield/core';
import { percent, score } from '../in-words.ts';
import type { Section } from './page.ts';
import { reliabilityChart } from './reliability-chart.ts';

/** Chances of one kind, in groups: `of` names what was foretold, "won within 90 days". */
export interface Reliability {
  readonly of: string;
  readonly rows: readonly CalibrationRow[];
}

const reading =
  'Each dot is a group of cases that were given about the same chance; the bar is how far luck alone could move it (80 %). On the dashed line, what was said is what happened.';

/** Reliability charts with their reading and their numbers. */
export function reliabilitySection(heading: string, all: readonly Reliability[], text: readonly string[]): Section {
  const curves = all.map(({ of, rows }) => ({ of, points: reliabilityCurve(rows) })).filter(({ points }) => points.length > 0);
  if (curves.length === 0) return { heading, text: ['There is nothing to compare with: the file does not say what happened.'] };
  const charts = curves.map(({ of, points }) => reliabilityChart(points, { said: `said: ${of}`, happened: 'happened' }));
  return {
    heading,
    text: [...text, reading],
    chart: charts.length === 1 ? charts.join('') : `<div class="multiples">\n${charts.join('\n')}\n</div>`,
    numbers: {
      caption: 'Groups by the chance that was said',
      header: ['what', 'said', 'happened', '80 % interval', 'cases'],
      rows: curves.flatMap(({ of, points }) =>
        points.map(({ said, happened, low, high, n }) => [
          of,
          percent(said, 1),
          percent(happened, 1),
          `${percent(low, 1)} to ${percent(high, 1)}`,
          n,
        ]),
      ),
    },
  };
}

/** The group in which said and happened lie furthest apart, counted in cases; in one sentence. */
export function worstGroup(rows: readonly CalibrationRow[]): string | undefined {
  const worst = rows.toSorted((a, b) => b.n * Math.abs(b.said - b.happened) - a.n * Math.abs(a.said - a.happened))[0];
  if (!worst) return undefined;
  return `The chances were furthest from the truth where ${percent(worst.said)} was said: ${percent(worst.happened)} happened (${worst.n.toLocaleString('en')} cases, ${score(Math.abs(worst.said - worst.happened) * worst.n, 0)} too ${worst.said > worst.happened ? 'many' : 'few'} expected).`;
}
