import { CalendarError, type CalendarErrorCode } from './calendar-error.ts';

const byCode: Readonly<Record<string, CalendarErrorCode>> = {
  ADDRESS_REFUSED: 'addressRefused',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ECONNRESET: 'cutOff',
  EPIPE: 'cutOff',
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
  HOSTNAME_MISMATCH: 'tls',
};

/** Turns whatever a connection reports into an error that says what to do and holds nothing private. */
export function explainFailure(failure: unknown): CalendarError {
  if (failure instanceof CalendarError) return failure;
  // Several addresses of one host were tried; the first failure tells as much as all.
  const first: unknown = failure instanceof AggregateError ? failure.errors[0] : failure;
  const code = first instanceof Error && 'code' in first ? String(first.code) : '';
  const known = byCode[code];
  if (known) return new CalendarError(known);
  if (/^(ERR_(SSL|TLS)_|CERT_|CRL_)/.test(code)) return new CalendarError('tls');
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
