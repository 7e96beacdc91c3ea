import { type Decimal, parseNumber } from './number.ts';

/** Minutes of `45`, `0:45`, `00:45:00`, `1h 30m`, `90 min`, `1,5 Std.`; undefined when it is no length of time. */
export function parseMinutes(text: string, decimal: Decimal): number | undefined {
  const clock = /^(\d{1,3}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60;
  const parts =
    /^(?:([\d.,]+)\s*(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?|ore|uur|godz\.?|tim(?:mar)?)\.?)?\s*(?:(\d+)\s*(?:m|min|mins|minutes?|minuten|minutos|minuti|minuter)\.?)?$/i.exec(
      text,
    );
  if (parts && (parts[1] !== undefined || parts[2] !== undefined)) {
    const hours = parts[1] === undefined ? 0 : parseNumber(parts[1], decimal);
    return hours === undefined ? undefined : hours * 60 + Number(parts[2] ?? 0);
  }
  const minutes = parseNumber(text, decimal);
  return minutes === undefined || minutes < 0 ? undefined : minutes;
}
