import { dayMs } from '@windshield/core';

/**
 * A moment on a wall clock: milliseconds since 1970-01-01T00:00 as if that clock stood in UTC. Reckoning with it needs no zone; an
 * `Instant` comes of it only with one.
 */
export type LocalTime = number;
/** Milliseconds since the epoch in UTC. */
export type EpochMs = number;

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export { dayMs };

/** Days from 1970-01-01 of a Gregorian day; months from 1. Also right before the year 100, where Date.UTC is not (Hinnant, 2013). */
export function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

export interface CivilDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function civilOf(days: number): CivilDay {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * m + 2) / 5) + 1,
  };
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 30);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

/** The day in which a local time lies, as days from 1970-01-01. */
export function dayOf(local: LocalTime): number {
  return Math.floor(local / dayMs);
}

/** Whether an instant has a year of four digits: no program means others, and not every database takes them. */
export function isWritable(epoch: EpochMs): boolean {
  return epoch >= firstWritable && epoch <= lastWritable;
}
const firstWritable = daysOf(1, 1, 2) * dayMs;
const lastWritable = daysOf(9999, 12, 31) * dayMs;

export function isoInstant(epoch: EpochMs): string {
  return new Date(epoch).toISOString();
}

/** `20260105T090000` of a wall clock or, of an instant, of one in UTC. */
export function compactTime(local: LocalTime): string {
  return new Date(local).toISOString().replace(/[-:]|\.\d{3}Z$/g, '');
}

export function compactDay(local: LocalTime): string {
  return compactTime(local).slice(0, -7);
}
