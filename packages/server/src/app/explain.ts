import { Forbidden, InvalidValue, NotFound, VersionConflict } from '@windshield/store';
import { ProblemError } from './problem.ts';

/** PostgreSQL's words for "not now": connection failures (class 08), shutdown and start (57P), too many connections. */
const notNow = /^(08|57P|53300)/;
/** What PostgreSQL says to a number, a day or an instant that its type does not reach, such as one in the year 0. */
const outOfRange = new Set(['22003', '22007', '22008', '22P02']);
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

/** Says in the client's terms what went wrong below; anything that is nobody's wish becomes `internal`, without details. */
export function explain(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof NotFound) return new ProblemError('notFound', error.message);
  if (error instanceof Forbidden) return new ProblemError('forbidden', error.message);
  if (error instanceof InvalidValue) return new ProblemError('invalid', { detail: error.message, fields: error.fields });
  if (error instanceof VersionConflict) return new ProblemError('versionConflict', { detail: error.message, current: error.current });
  const { code = '' } = (error ?? {}) as { code?: unknown };
  if (code === '42501') return new ProblemError('forbidden', 'Your role may not do this. Ask an admin of the workspace for another role.');
  if (outOfRange.has(code as string))
    return new ProblemError(
      'invalid',
      'A number, a day or the cursor is none that can be kept. Days begin in the year 1; take the cursor from the page before.',
    );
  if (typeof code === 'string' && (notNow.test(code) || unreachable.has(code)))
    return new ProblemError('unavailable', { detail: 'The database does not answer. Try again in a moment.', retryAfterSeconds: 2 });
  return new ProblemError('internal', 'Something went wrong here; the log of the server says what. Nothing was saved.');
}
