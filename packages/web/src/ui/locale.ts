import { dayMs, minorUnitDigits } from '@windshield/core';

/** How numbers, money and time are written: always the reader's own locale and zone, as the browser knows them. */

const locale = typeof navigator === 'undefined' ? 'en' : [...navigator.languages];

const remembered = new Map<string, Intl.NumberFormat>();
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = remembered.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  remembered.set(key, made);
  return made;
}

/** @param amountMinor integer minor units, e.g. cents. `short` is for lists: whole units, compact from 100,000 on. */
export function formatMoney(amountMinor: number, currency: string, manner: 'exact' | 'short' = 'exact'): string {
  const amount = amountMinor / 10 ** minorUnitDigits(currency);
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  if (manner === 'exact') return numberFormat(Number.isInteger(amount) ? { ...style, maximumFractionDigits: 0 } : style).format(amount);
  if (Math.abs(amount) < 100_000) return numberFormat({ ...style, maximumFractionDigits: 0 }).format(amount);
  return numberFormat({ ...style, notation: 'compact', maximumSignificantDigits: 3 }).format(amount);
}

export function formatNumber(value: number, maximumFractionDigits = 0): string {
  return numberFormat({ maximumFractionDigits }).format(value);
}

/** @param share 0 to 1. */
export function formatPercent(share: number): string {
  return numberFormat({ style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** A calendar day (`2026-12-08`) is read in the reader's zone at noon, so that it never slips to the day before. */
export function toDate(when: string | Date): Date {
  if (when instanceof Date) return when;
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(when) ? `${when}T12:00:00` : when);
}

/** The reader's own calendar day of a moment: `2026-12-08`. */
export function calendarDay(when: string | Date): string {
  const date = toDate(when);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const hasTime = (when: string | Date) => when instanceof Date || when.length > 10;

export function formatDate(when: string | Date, now = new Date()): string {
  const date = toDate(when);
  const sameYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) }).format(date);
}

/** Weekday, day, month, year, and the time of day when there is one. */
export function formatExactDate(when: string | Date): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...(hasTime(when) && { timeStyle: 'short' }) }).format(toDate(when));
}

/** "Saturday 21 November". */
export function formatDay(when: string | Date): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(toDate(when));
}

/** Today and yesterday by name, a fortnight in days, then the date itself. */
export function formatRelativeDate(when: string | Date, now = new Date()): string {
  const date = toDate(when);
  const startOfDay = (d: Date) => new Date(d.getFullYear(), d.getMonth(), d.getDate()).getTime();
  const days = Math.round((startOfDay(date) - startOfDay(now)) / dayMs);
  if (Math.abs(days) > 14) return formatDate(date, now);
  const named = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  if (!hasTime(when) || Math.abs(days) > 1) return named;
  return `${named} ${new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(date)}`;
}

/** 210 -> "3 h 30". */
export function formatMinutes(durationMinutes: number): string {
  const hours = Math.floor(durationMinutes / 60);
  const rest = Math.round(durationMinutes % 60);
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest}`;
}

/** "Ana, Per and Lea" in the reader's language. */
export function formatList(words: string[]): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(words);
}
