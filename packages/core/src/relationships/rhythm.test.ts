import { describe, expect, test } from 'vitest';
import { answerDays, decayedExposure, decayedWeight, gapsBetween, halfLifeAt, reciprocity, rhythmOf, tieKindNamed } from './index.ts';
import { shareOfGapsEnding } from './rhythm.ts';

describe('what is read from the days of a tie', () => {
  test('a weight halves with every half-life', () => {
    expect([0, 20, 40, -3].map((age) => decayedWeight(age, 20))).toEqual([1, 0.5, 0.25, 1]);
  });

  test('one interaction a day adds up to the exposure, so that a rate is 1 a day', () => {
    let sum = 0;
    for (let age = 0.5; age < 90; age++) sum += decayedWeight(age, 30);
    expect(sum / decayedExposure(90, 30)).toBeCloseTo(1, 4);
  });

  test('the half-life of an old tie is longer', () => {
    expect(halfLifeAt({ days: 20, tenurePower: 0.5 }, 0)).toBe(20);
    expect(halfLifeAt({ days: 20, tenurePower: 0.5 }, 90)).toBe(40);
  });

  test('reciprocity is 2 min / (in + out)', () => {
    expect(reciprocity(3, 1)).toBe(0.5);
    expect(reciprocity(2, 2)).toBe(1);
    expect(reciprocity(0, 5)).toBe(0);
    expect(reciprocity(0, 0)).toBeUndefined();
  });

  test('the long gap is the 90 % point of the gaps between active days', () => {
    const gaps = gapsBetween([0, 1, 3, 6, 10, 15, 21, 28, 36, 45, 55]);
    expect([...gaps]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const rhythm = rhythmOf(gaps);
    expect(rhythm?.usualDays).toBe(5.5);
    expect(rhythm?.longDays).toBeCloseTo(9.1, 12);
  });

  test('two gaps are no rhythm', () => {
    expect(rhythmOf(Float64Array.of(7, 7))).toBeUndefined();
  });

  test('of the gaps as long as this silence, the share that ended in time leans on 3 in 10', () => {
    // Four lasted longer than 5 days, three of them ended within 14 more.
    expect(shareOfGapsEnding([2, 5, 6, 9, 19, 40], 5, 14)).toBeCloseTo((3 + 0.6) / 6, 12);
    expect(shareOfGapsEnding([], 5, 14)).toBeCloseTo(0.3, 12);
  });

  test('an answer counts from the first day that waited for it', () => {
    expect(answerDays([0, 2, 10, 20], [3, 10, 15])).toEqual([3, 0]);
    expect(answerDays([], [1])).toEqual([]);
  });
});

test('kinds are known by the words of files', () => {
  expect(['Email', 'phone call', 'Meeting', 'WhatsApp', ' calls '].map(tieKindNamed)).toEqual(['mail', 'call', 'meeting', 'mail', 'call']);
});
