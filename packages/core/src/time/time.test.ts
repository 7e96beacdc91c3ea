import { describe, expect, test } from 'vitest';
import { dayIn, dayInWords, dayNumber, freeTimeToday, isoDay, periodOf, periodsBetween, weekday } from './index.ts';

describe('days and periods', () => {
  test('days count from 1970 and read back', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(isoDay(dayNumber('2024-02-29'))).toBe('2024-02-29');
    expect(weekday(dayNumber('2026-11-21'))).toBe(6);
    expect(() => dayNumber('2026-02-30')).toThrow('2026-02-30');
    expect(() => dayNumber('21.11.2026')).toThrow('write it as 2026-11-21');
    expect(dayInWords(dayNumber('2025-03-04'), dayNumber('2026-01-01'))).toBe('4 March 2025');
  });
  test('the day depends on where one stands', () => {
    const late = Date.UTC(2026, 10, 21, 23, 30);
    expect(isoDay(dayIn('UTC', late))).toBe('2026-11-21');
    expect(isoDay(dayIn('Asia/Tokyo', late))).toBe('2026-11-22');
  });
  test('periods', () => {
    const quarter = periodOf('quarter', dayNumber('2026-11-21'));
    expect([isoDay(quarter.from), isoDay(quarter.to), quarter.label]).toEqual(['2026-10-01', '2026-12-31', 'Q4 2026']);
    expect(periodOf('month', dayNumber('2026-01-15'), -1).label).toBe('2025-12');
    expect(periodsBetween('quarter', dayNumber('2026-12-31'), dayNumber('2027-01-01'))).toBe(1);
  });
});

describe('free hours', () => {
  const at = (hour: number, minute = 0, date = 20) => Date.UTC(2026, 10, date, hour, minute);
  test('meetings are taken off once, and the past of the day is gone', () => {
    const busy = [
      { from: at(9), to: at(10) },
      { from: at(9, 30), to: at(10, 30) },
    ];
    expect(freeTimeToday({ now: at(5), timeZone: 'UTC', busy })).toEqual({
      freeMinutes: 360,
      workingMinutes: 450,
      meetingMinutes: 90,
      isWorkingDay: true,
    });
    expect(freeTimeToday({ now: at(13, 30), timeZone: 'UTC', busy }).freeMinutes).toBe(240);
  });
  test('weekends and holidays are free of work', () => {
    expect(freeTimeToday({ now: at(8, 0, 21), timeZone: 'UTC', busy: [] })).toMatchObject({ freeMinutes: 0, isWorkingDay: false });
    expect(freeTimeToday({ now: at(8), timeZone: 'UTC', busy: [], isHoliday: true }).isWorkingDay).toBe(false);
  });
  test('a night of 25 hours does not move the working day', () => {
    const now = Date.UTC(2026, 9, 25, 0, 0);
    const week = { 7: [{ fromMinute: 0, toMinute: 24 * 60 }] };
    expect(freeTimeToday({ now, timeZone: 'Europe/Berlin', week, busy: [] }).workingMinutes).toBe(25 * 60 - 1);
  });
});
