import { expect, test } from 'vitest';
import type { KnownGauge } from './gauge-types.ts';
import { gaugeEffect, gaugeInterval, gaugeValue } from './gauge-words.ts';

const reading = (parts: Partial<KnownGauge>): KnownGauge => ({
  kind: 'known',
  unit: 'probability',
  value: 0.62,
  interval: [0.48, 0.74],
  level: 0.8,
  n: 212,
  method: 'clock',
  asOf: '2026-11-21',
  start: { key: 'start', text: 'deals like this one', effect: 0.41, records: [] },
  reasons: [],
  seen: 'mail and calendar, not your phone',
  ...parts,
});

test('a chance reads as whole per cent with its range', () => {
  expect(gaugeValue(reading({}))).toBe('62 %');
  expect(gaugeInterval(reading({}))).toBe('48–74 %');
});

test('a small chance is never shown as none, nor a great one as certain', () => {
  expect(gaugeValue(reading({ value: 0.004 }))).toBe('<1 %');
  expect(gaugeValue(reading({ value: 0.997 }))).toBe('>99 %');
  expect(gaugeValue(reading({ value: 0 }))).toBe('0 %');
});

test('a range whose ends read alike says them once', () => {
  expect(gaugeInterval(reading({ interval: [0.001, 0.004] }))).toBe('<1 %');
  expect(gaugeInterval(reading({ interval: [0.001, 0.013] }))).toBe('<1–1 %');
});

test('a day reads as a date, and a span of days as days', () => {
  const day = Date.UTC(2026, 11, 8) / 86_400_000;
  const date = new Intl.DateTimeFormat([...navigator.languages], { day: 'numeric', month: 'short', year: 'numeric' });
  const shown = gaugeValue(reading({ unit: 'dayNumber', value: day }));
  expect(date.format(new Date(2026, 11, 8))).toContain(shown);
  expect(gaugeInterval(reading({ unit: 'days', interval: [40, 90] }))).toBe('40–90 days');
});

test('reasons say what they add or take, and stay silent where they are not a number', () => {
  expect(gaugeEffect(0.15, { unit: 'probability' })).toBe('+15');
  expect(gaugeEffect(-0.05, { unit: 'probability' })).toBe('−5');
  expect(gaugeEffect(1, { unit: 'days' })).toBe('+1 day');
  expect(gaugeEffect(0, { unit: 'probability' })).toBeUndefined();
});
