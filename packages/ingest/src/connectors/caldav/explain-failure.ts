import { isTlsCode, networkFailures } from '../network-failure.ts';
import { CalendarError } from './calendar-error.ts';

/** Turns whatever a connection reports into an error that says what to do and holds nothing private. */
export function explainFailure(failure: unknown): CalendarError {
  if (failure instanceof CalendarError) return failure;
  // Several addresses of one host were tried; the first failure tells as much as all.
  const first: unknown = failure instanceof AggregateError ? failure.errors[0] : failure;
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  const known = networkFailures[code];
  if (known) return new CalendarError(known);
  if (isTlsCode(code)) return new CalendarError('tls');
  // What answers speaks something else than HTTP.
  if (code.startsWith('HPE_')) return new CalendarError('notACalendarServer');
  return new CalendarError('serverFault');
}

/** What an answer's status means where it is none that was hoped for. */
export function explainStatus(
  status: number,
  signsInBy: 'password' | 'accessToken' | undefined,
  retryAfter: string | undefined,
): CalendarError {
  if (status === 401) return new CalendarError(signsInBy === 'accessToken' ? 'tokenExpired' : 'wrongPassword');
  if (status === 403) return new CalendarError('notAllowed');
  if (status === 404 || status === 410) return new CalendarError('calendarGone');
  if (status === 429 || status === 503) return new CalendarError('throttled', secondsIn(retryAfter));
  if (status >= 500) return new CalendarError('serverFault');
  return new CalendarError('notACalendarServer');
}

/** Seconds, of those that are a number; a date is left to the caller's own pauses. */
function secondsIn(retryAfter: string | undefined): number | undefined {
  return retryAfter !== undefined && /^\d{1,6}$/.test(retryAfter.trim()) ? Number(retryAfter) : undefined;
}
