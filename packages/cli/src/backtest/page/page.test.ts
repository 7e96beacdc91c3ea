import { describe, expect, test } from 'vitest';
import type { Page } from './page.ts';
import { reliabilityChart } from './reliability-chart.ts';
import { reliabilitySection } from './reliability-section.ts';
import { renderPage } from './render.ts';
import { againstRows, barRows, intervalRows, rangeRows } from './row-charts.ts';

const rows = [
  { saidFrom: 0, saidTo: 0.1, said: 0.05, happened: 0.04, n: 200 },
  { saidFrom: 0.5, saidTo: 0.6, said: 0.55, happened: 0.61, n: 40 },
];
const nasty = '<script>alert("x")</script> & \'co\'';

const page: Page = {
  title: nasty,
  question: nasty,
  verdict: { tone: 'good', headline: nasty, sentences: [nasty, '80 % of 100'] },
  figures: [{ label: nasty, value: nasty, note: nasty }],
  sections: [
    reliabilitySection(nasty, [{ of: nasty, rows }], [nasty]),
    {
      heading: 'Bars',
      text: [],
      chart: barRows(
        [
          { name: nasty, value: -2, said: nasty },
          { name: 'b', value: 3, said: '3' },
        ],
        nasty,
      ),
    },
    { heading: 'Ranges', text: [], chart: rangeRows([{ name: nasty, low: 1, middle: 2, high: 4, actual: 5, said: nasty }], nasty, String) },
    { heading: 'Intervals', text: [], chart: intervalRows([{ name: nasty, value: 1, low: -1, high: 2, said: nasty }], nasty) },
    { heading: 'Against', text: [], chart: againstRows([{ name: nasty, said: 1, happened: 2, words: nasty }], nasty) },
  ],
  made: [nasty],
};

describe('the page', () => {
  const html = renderPage(page);
  test('asks for nothing from anywhere', () => {
    expect(html).not.toMatch(/(src|href)="(?!data:,")/);
    expect(html).not.toMatch(/@import|url\(|https?:/);
    expect(html).toContain("default-src 'none'");
  });
  test('shows what a file holds as text, never as markup', () => {
    expect(html).not.toContain('<script');
    expect(html.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(10);
  });
  test('keeps a number and its percent sign on one line', () => expect(html).toContain('80\u00a0% of 100'));
  test('has no coordinate that is no number', () => expect(html).not.toMatch(/NaN|Infinity|undefined/));
});

test('a reliability chart puts every point where its numbers say', () => {
  const svg = reliabilityChart([{ saidFrom: 0, saidTo: 1, said: 0.5, happened: 1, n: 10, low: 0.8, high: 1 }], {
    said: 'said',
    happened: 'happened',
  });
  const [, x, y] = /<circle class="dot" cx="([\d.]+)" cy="([\d.]+)"/.exec(svg) ?? [];
  const [, left, bottom, right, top] = /<line class="ideal" x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"/.exec(svg) ?? [];
  expect(Number(x)).toBe((Number(left) + Number(right)) / 2);
  expect(Number(y)).toBe(Number(top));
  expect(Number(bottom)).toBeGreaterThan(Number(top));
});

test('where nothing is known of what happened, the page says so', () => {
  expect(reliabilitySection('Said and happened', [{ of: 'won', rows: [] }], []).text).toEqual([
    'There is nothing to compare with: the file does not say what happened.',
  ]);
});
