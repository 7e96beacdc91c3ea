import type { Caller } from '../app/context.ts';
import { ProblemError } from '../app/problem.ts';

/**
 * The person who is signed in.
 *
 * @throws ProblemError `forbidden` for a key, which is nobody
 */
export function personOf({ person }: Caller): NonNullable<Caller['person']> {
  if (!person) throw new ProblemError('forbidden', 'A key speaks for no person. Sign in to do this.');
  return person;
}
