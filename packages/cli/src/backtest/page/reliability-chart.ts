import type { ReliabilityPoint } from '@windshield/core';
import { at, escaped } from './markup.ts';

const left = 56;
const top = 12;
const side = 300;
const bottom = top + side;

/**
 * What was said (across) against what happened (up): on the dashed line every chance is true. Dots grow with the number of cases; bars are
 * 80 % intervals. The axes end at the largest value where all chances are small, and start at 0 always.
 */
export function reliabilityChart(points: readonly ReliabilityPoint[], what: { readonly said: string; readonly happened: string }): string {
  const most = niceEnd(Math.max(...points.flatMap(({ said, happened, high }) => [said, happened, Math.min(high, happened + 0.2)])));
  const x = (share: number) => left + (side * Math.min(share, most)) / most;
  const y = (share: number) => bottom - (side * Math.min(share, most)) / most;
  const cases = Math.max(...points.map(({ n }) => n));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * most);
  const grid = ticks.map(
    (share) =>
      `<line class="grid" x1="${left}" x2="${left + side}" y1="${at(y(share))}" y2="${at(y(share))}"/><line class="grid" y1="${top}" y2="${bottom}" x1="${at(x(share))}" x2="${at(x(share))}"/>`,
  );
  const labels = ticks.map(
    (share) =>
      `<text x="${left - 8}" y="${at(y(share) + 4)}" text-anchor="end">${percent(share, most)}</text><text x="${at(x(share))}" y="${bottom + 18}" text-anchor="middle">${percent(share, most)}</text>`,
  );
  const intervals = points.map(
    ({ said, low, high }) => `<line class="interval" x1="${at(x(said))}" x2="${at(x(said))}" y1="${at(y(low))}" y2="${at(y(high))}"/>`,
  );
  const path = points.map(({ said, happened }) => `${at(x(said))},${at(y(happened))}`).join(' ');
  const dots = points.map(
    ({ said, happened, n }) =>
      `<circle class="dot" cx="${at(x(said))}" cy="${at(y(happened))}" r="${at(3.5 + 3.5 * Math.sqrt(n / cases))}"><title>said ${percent(said, most)}, happened ${percent(happened, most)}, ${n.toLocaleString('en')} cases</title></circle>`,
  );
  const label = `Reliability chart: ${points.map(({ said, happened }) => `said ${percent(said, most)}, happened ${percent(happened, most)}`).join('; ')}.`;
  return `<svg class="square" viewBox="0 0 372 ${bottom + 44}" role="img" aria-label="${escaped(label)}">
${grid.join('')}
<line class="axis" x1="${left}" x2="${left + side}" y1="${bottom}" y2="${bottom}"/><line class="axis" x1="${left}" x2="${left}" y1="${top}" y2="${bottom}"/>
<line class="ideal" x1="${left}" y1="${bottom}" x2="${left + side}" y2="${top}"/>
${labels.join('')}
${intervals.join('')}
<polyline class="path" points="${path}"/>
${dots.join('')}
<text x="${left + side / 2}" y="${bottom + 38}" text-anchor="middle">${escaped(what.said)}</text>
<text transform="translate(9 ${top + side / 2}) rotate(-90)" text-anchor="middle">${escaped(what.happened)}</text>
</svg>`;
}

/** A round end of the axes that keeps every point inside. */
function niceEnd(most: number): number {
  return [0.02, 0.04, 0.1, 0.2, 0.4, 0.6, 0.8].find((end) => most <= end) ?? 1;
}

function percent(share: number, most: number): string {
  return `${(100 * share).toFixed(most < 0.1 ? 1 : 0)} %`;
}
