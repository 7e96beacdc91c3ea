import { type DayNumber, dayMs, dayNumber, isoDay, weekday } from '@windshield/core';
import type { Minute } from './agenda.ts';

export const dayMinutes = 1_440;
/** People work from half past eight to half past five, on their own clock. */
const opens = 8 * 60 + 30;
const closes = 17 * 60 + 30;
export const workdayMinutes = closes - opens;

/** Bank holidays as month and day; `easter` are days from Easter Sunday. Enough of them to make a year uneven. */
const holidaysOf: Readonly<Record<string, { fixed: readonly string[]; easter: readonly number[] }>> = {
  DE: { fixed: ['01-01', '05-01', '10-03', '12-24', '12-25', '12-26', '12-31'], easter: [-2, 1, 39, 50] },
  ES: { fixed: ['01-01', '01-06', '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'], easter: [-2] },
  AT: { fixed: ['01-01', '01-06', '05-01', '08-15', '10-26', '11-01', '12-08', '12-25', '12-26'], easter: [1, 39, 50, 60] },
  DK: { fixed: ['01-01', '06-05', '12-24', '12-25', '12-26'], easter: [-3, -2, 1, 39, 50] },
  MA: { fixed: ['01-01', '01-11', '05-01', '07-30', '08-14', '08-20', '11-06', '11-18'], easter: [] },
  GH: { fixed: ['01-01', '03-06', '05-01', '08-04', '09-21', '12-25', '12-26'], easter: [-2, 1] },
  IN: { fixed: ['01-26', '08-15', '10-02', '12-25'], easter: [-2] },
  JP: { fixed: ['01-01', '01-02', '01-03', '02-11', '04-29', '05-03', '05-04', '05-05', '08-11', '11-03', '11-23'], easter: [] },
  CZ: { fixed: ['01-01', '05-01', '05-08', '07-05', '07-06', '09-28', '10-28', '11-17', '12-24', '12-25', '12-26'], easter: [-2, 1] },
  FR: { fixed: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'], easter: [1, 39, 50] },
  IE: { fixed: ['01-01', '03-17', '12-25', '12-26'], easter: [1] },
};

const hoursFromUtc: Readonly<Record<string, number>> = { MA: 1, GH: 0, IN: 5.5, JP: 9, IE: 0 };
/** Countries that put their clocks forward between the last Sundays of March and October. */
const savesDaylight = new Set(['DE', 'ES', 'AT', 'DK', 'CZ', 'FR', 'IE']);

/** When people of one country work, seen from UTC. */
export class WorkCalendar {
  private readonly country: string;
  private readonly holidays = new Map<number, ReadonlySet<DayNumber>>();

  constructor(country: string) {
    this.country = country;
  }

  isWorkingDay(day: DayNumber): boolean {
    if (weekday(day) > 5) return false;
    const year = yearOf(day);
    let known = this.holidays.get(year);
    if (known === undefined) {
      known = holidaysIn(this.country, year);
      this.holidays.set(year, known);
    }
    return !known.has(day);
  }

  /** The day on the wall calendar there. */
  dayAt(minute: Minute): DayNumber {
    return Math.floor((minute + this.offset(Math.floor(minute / dayMinutes))) / dayMinutes);
  }

  /** UTC of a minute of a day there. */
  minuteOf(day: DayNumber, localMinute: number): Minute {
    return day * dayMinutes + localMinute - this.offset(day);
  }

  /** The moment itself when it lies in working hours, else when work begins next. */
  next(minute: Minute, isAway?: (day: DayNumber) => boolean): Minute {
    let day = this.dayAt(minute);
    if (minute > this.minuteOf(day, closes)) day += 1;
    while (!this.isWorkingDay(day) || isAway?.(day)) day += 1;
    return Math.max(minute, this.minuteOf(day, opens));
  }

  /** The moment when `minutes` of working time have passed. O(days passed). */
  after(minute: Minute, minutes: number, isAway?: (day: DayNumber) => boolean): Minute {
    let at = this.next(minute, isAway);
    for (let left = minutes; ; ) {
      const end = this.minuteOf(this.dayAt(at), closes);
      if (at + left <= end) return at + left;
      left -= end - at;
      at = this.next(end + 1, isAway);
    }
  }

  /** The working day that lies `days` working days after `day`, which counts as 0 when it is one itself. */
  workingDayAfter(day: DayNumber, days: number): DayNumber {
    let at = day;
    while (!this.isWorkingDay(at)) at += 1;
    for (let left = days; left > 0; ) {
      at += 1;
      if (this.isWorkingDay(at)) left -= 1;
    }
    return at;
  }

  private offset(day: DayNumber): number {
    return (hoursFromUtc[this.country] ?? 1) * 60 + (savesDaylight.has(this.country) && isSummerTime(day) ? 60 : 0);
  }
}

/** An instant as records write it. */
export function instantAt(minute: Minute): string {
  return new Date(Math.round(minute) * 60_000).toISOString();
}

/** How much of their usual attention people have for suppliers: little in August and around the turn of the year. */
export function attentionOn(day: DayNumber): number {
  const date = isoDayOf(day).slice(5);
  if (date >= '12-20' || date <= '01-05') return 0.45;
  return date >= '07-25' && date <= '08-24' ? 0.6 : 1;
}

const isoDays = new Map<DayNumber, string>();
function isoDayOf(day: DayNumber): string {
  let iso = isoDays.get(day);
  if (iso === undefined) {
    iso = isoDay(day);
    isoDays.set(day, iso);
  }
  return iso;
}

const yearOf = (day: DayNumber) => Number(isoDayOf(day).slice(0, 4));

const summers = new Map<number, readonly [from: DayNumber, to: DayNumber]>();
function isSummerTime(day: DayNumber): boolean {
  const year = yearOf(day);
  let summer = summers.get(year);
  if (summer === undefined) {
    const lastSunday = (iso: string) => dayNumber(iso) - (weekday(dayNumber(iso)) % 7);
    summer = [lastSunday(`${year}-03-31`), lastSunday(`${year}-10-31`)];
    summers.set(year, summer);
  }
  return day >= summer[0] && day < summer[1];
}

function holidaysIn(country: string, year: number): ReadonlySet<DayNumber> {
  const { fixed, easter } = holidaysOf[country] ?? { fixed: [], easter: [] };
  const sunday = easterSunday(year);
  return new Set([...fixed.map((date) => dayNumber(`${year}-${date}`)), ...easter.map((days) => sunday + days)]);
}

/** The Gregorian computus of Meeus, Jones and Butcher. */
function easterSunday(year: number): DayNumber {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const n = h + l - 7 * Math.floor((a + 11 * h + 22 * l) / 451) + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) / dayMs;
}
