import { describe, expect, test } from 'vitest';
import type { ChanceScores } from './chance-scores.ts';
import { scoreChances } from './chance-scores.ts';
import { chanceVerdict } from './chance-verdict.ts';
import { forecastVerdict } from './forecast-verdict.ts';
import { gainInWords, number, percent, rough, score } from './in-words.ts';

const words = { cases: 'rows', base: 0.3, apart: 'of the test file' };
const scores: ChanceScores = {
  n: 2_000,
  happened: 600,
  logLoss: 0.45,
  baseLogLoss: 0.6,
  gain: { value: 0.15, low: 0.12, high: 0.18 },
  brier: 0.15,
  ece: 0.02,
  auc: 0.8,
  reliability: [],
};

describe('what is said of chances', () => {
  test.each([
    ['surely better and true', scores, 'good', 'can be relied on: 25 % less error'],
    [
      'surely better, little',
      { ...scores, logLoss: 0.57, gain: { value: 0.03, low: 0.01, high: 0.05 } },
      'good',
      'true but tell little: 5.0 % less',
    ],
    [
      'surely better and off',
      { ...scores, ece: 0.12 },
      'poor',
      'The order can be relied on, the chances themselves not: they are off by 12.0 %',
    ],
    ['surely worse', { ...scores, logLoss: 0.7, gain: { value: -0.1, low: -0.2, high: -0.05 } }, 'poor', 'Do not rely on these chances'],
    ['perhaps better', { ...scores, gain: { value: 0.01, low: -0.02, high: 0.04 } }, 'open', 'No difference found'],
    ['few cases', { ...scores, n: 20 }, 'open', 'Too early to say: only 20 rows'],
  ] as const)('%s', (_, given, tone, headline) => {
    const verdict = chanceVerdict(given, words);
    expect(verdict.tone).toBe(tone);
    expect(verdict.headline).toContain(headline);
  });

  test('chances that say the share of the past gain nothing over it', () => {
    const happened = Uint8Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 1 : 0));
    const found = scoreChances(new Float64Array(200).fill(0.25), happened, 0.25, 1);
    expect(found?.gain).toMatchObject({ value: 0, low: 0, high: 0 });
    expect(found && chanceVerdict(found, { ...words, base: 0.25 }).tone).toBe('open');
  });

  test('chances of no case have no scores', () => expect(scoreChances(new Float64Array(0), new Uint8Array(0), 0.5, 1)).toBeUndefined());
});

describe('what is said of ranges', () => {
  const found = (share: number, low: number, high: number, gain: number, periods = 20) =>
    ({ scores: { coverage: { share, low, high, n: periods }, gain, periods }, unit: 'amount' }) as unknown as Parameters<
      typeof forecastVerdict
    >[0];
  test.each([
    [0.8, 0.6, 0.92, 0.3, 'good', 'Plan with these ranges'],
    [0.4, 0.2, 0.6, 0.3, 'poor', 'too narrow'],
    [1, 0.83, 1, 0.3, 'poor', 'too wide'],
    [0.8, 0.6, 0.92, -0.1, 'poor', 'the weighted pipeline came as near'],
  ])('%d held, %d to %d, gain %d', (share, low, high, gain, tone, headline) => {
    expect(forecastVerdict(found(share, low, high, gain))).toMatchObject({ tone, headline: expect.stringContaining(headline) });
  });
  test('few periods are said to be few', () => expect(forecastVerdict(found(1, 0.3, 1, 0.5, 3)).headline).toContain('Only 3 periods'));
});

test('numbers are said as people read them', () => {
  expect([percent(0.5), percent(0.051), percent(-0.3), percent(0)]).toEqual(['50 %', '5.1 %', '−30 %', '0 %']);
  expect([number(1_234_567), number(0.001_234), number(12.345), number(-3)]).toEqual(['1,234,567', '0.00123', '12.3', '−3']);
  expect([rough(1_234_567), rough(12_345), rough(1_234), rough(3.14)]).toEqual(['1.23M', '12.3K', '1,234', '3.1']);
  expect([score(-0.12345), score(undefined)]).toEqual(['−0.1235', '–']);
  expect(gainInWords(0.1, 0.05, 0.2)).toBe('10 % smaller (95 % interval: 5.0 % to 20 % smaller)');
  expect(gainInWords(-0.1, -0.2, -0.05)).toBe('10 % larger (95 % interval: 5.0 % to 20 % larger)');
  expect(gainInWords(0.1, -0.2, 0.3)).toBe('10 % smaller (95 % interval: from 20 % larger to 30 % smaller)');
});
