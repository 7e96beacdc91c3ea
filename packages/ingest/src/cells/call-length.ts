import { type Decimal, parseNumber } from './number.ts';

export interface CallLengthFormat {
  readonly decimal: Decimal;
  /** What a bare number counts. */
  readonly unit: 'seconds' | 'minutes';
  /** What `12:05` is; minutes and seconds in all call logs that do not say otherwise. */
  readonly clock?: 'mm:ss' | 'hh:mm';
}

const part = /^\s*(\d{1,9}(?:[.,]\d{1,9})?)\s*(\p{L}{1,10}\.?|''|["'′″])\s*,?/u;

/** Seconds of `312`, `5:12`, `00:05:12`, `3 min 20 s`, `1h02m`, `3'20"`, `PT3M20S`, `1,5 Min.`; undefined when it is no length of a call. */
export function parseCallLength(text: string, { decimal, unit, clock = 'mm:ss' }: CallLengthFormat): number | undefined {
  const cell = text.trim();
  if (cell.length > 40) return undefined;
  const parts = /^(\d{1,5}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d{1,6})?$/.exec(cell);
  if (parts) {
    const [, first, second, third] = parts.map(Number);
    if (parts[3] !== undefined) return (first ?? 0) * 3600 + (second ?? 0) * 60 + (third ?? 0);
    return clock === 'hh:mm' ? (first ?? 0) * 3600 + (second ?? 0) * 60 : (first ?? 0) * 60 + (second ?? 0);
  }
  if (/^\d/.test(cell) && /^[\d.,]+$/.test(cell)) {
    const number = parseNumber(cell, decimal);
    return number === undefined || number < 0 ? undefined : number * (unit === 'minutes' ? 60 : 1);
  }
  return inWords(cell.replace(/^PT(?=\d)/i, ''));
}

function inWords(text: string): number | undefined {
  let rest = text;
  let seconds = 0;
  while (rest !== '') {
    const found = part.exec(rest);
    const worth = found === null ? undefined : worthOf((found[2] ?? '').toLowerCase());
    if (!found || worth === undefined) return undefined;
    seconds += Number((found[1] ?? '').replace(',', '.')) * worth;
    rest = rest.slice(found[0].length).trim();
  }
  return text === '' ? undefined : seconds;
}

function worthOf(word: string): number | undefined {
  if (/^(h|hrs?|hours?|hr|std|stunden?|st|heures?|horas?|ore|ora|uur|u|godz|tim|timmar|t)\.?$/.test(word) || /^(時間|小时)/.test(word))
    return 3600;
  if (
    /^(m|min|mins|mn|minutes?|minuten?|minutos?|minut[ioy]?|minuter|minuut)\.?$/.test(word) ||
    word === "'" ||
    word === '′' ||
    /^分/.test(word)
  )
    return 60;
  if (
    /^(s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|seg|second[io]|seconden|sekund[ay]?|sekunder)\.?$/.test(word) ||
    /^(''|"|″|秒)/.test(word)
  )
    return 1;
  return undefined;
}
