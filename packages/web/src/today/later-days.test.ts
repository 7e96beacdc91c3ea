import { expect, test } from 'vitest';
import { calendarDay } from '../ui/locale.ts';
import { laterDays } from './later-days.ts';

test('putting something off never lands on a weekend', () => {
  for (let day = 1; day <= 60; day += 1)
    for (const offer of laterDays(new Date(2026, 10, day))) {
      const weekday = new Date(`${offer.day}T12:00:00`).getDay();
      expect([0, 6], `${offer.label} from day ${day}`).not.toContain(weekday);
    }
});

test('every offer is a different day after today, and tomorrow is called tomorrow only when it is', () => {
  const thursday = new Date(2026, 10, 19, 9);
  const offers = laterDays(thursday);
  expect(offers.map((offer) => offer.day)).toEqual(['2026-11-20', '2026-11-23', '2026-12-21']);
  expect(offers[0]?.label).toBe('Tomorrow');
  expect(laterDays(new Date(2026, 10, 20, 9))[0]).toEqual({ label: 'Monday', day: '2026-11-23' });
  expect(calendarDay(thursday)).toBe('2026-11-19');
});
