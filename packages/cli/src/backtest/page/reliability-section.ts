import { type CalibrationRow, reliabilityCurve } from '@windshield/core';
import { percent, score } from '../in-words.ts';
import type { Section } from './page.ts';
import { reliabilityChart } from './reliability-chart.ts';

/** A reliability chart with its reading and its numbers. `of` names what was foretold: "won within 90 days". */
export function reliabilitySection(heading: string, of: string, rows: readonly CalibrationRow[], text: readonly string[]): Section {
  const points = reliabilityCurve(rows);
  if (points.length === 0) return { heading, text: ['There is nothing to compare with: the file does not say what happened.'] };
  return {
    heading,
    text: [
      ...text,
      'Each dot is a group of cases that were given about the same chance; the bar is how far chance alone could move it (80 %). On the dashed line, what was said is what happened.',
    ],
    chart: reliabilityChart(points, { said: `chance said: ${of}`, happened: 'share that happened' }),
    numbers: {
      caption: `Groups by the chance that was said: ${of}`,
      header: ['said', 'happened', '80 % interval', 'cases'],
      rows: points.map(({ said, happened, low, high, n }) => [
        percent(said, 1),
        percent(happened, 1),
        `${percent(low, 1)} to ${percent(high, 1)}`,
        n,
      ]),
    },
  };
}

/** The group in which said and happened lie furthest apart, counted in cases; in one sentence. */
export function worstGroup(rows: readonly CalibrationRow[]): string | undefined {
  const worst = rows.toSorted((a, b) => b.n * Math.abs(b.said - b.happened) - a.n * Math.abs(a.said - a.happened))[0];
  if (!worst) return undefined;
  return `The chances were furthest from the truth where ${percent(worst.said)} was said: ${percent(worst.happened)} happened (${worst.n.toLocaleString('en')} cases, ${score(Math.abs(worst.said - worst.happened) * worst.n, 0)} too ${worst.said > worst.happened ? 'many' : 'few'} expected).`;
}
