import type { RequestContext } from './context.ts';
import { ProblemError } from './problem.ts';

/** Bytes of a JSON body; files travel by themselves. */
export const bodyLimitBytes = 1_000_000;

/** @throws ProblemError when the body is no JSON, or too large */
export async function readBody(context: RequestContext): Promise<unknown> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/(\w+\+)?json\b/i.test(type))
    throw new ProblemError(
      'invalid',
      `The body must be JSON: send it with Content-Type: application/json${type ? `, not ${type.slice(0, 80)}` : ''}.`,
    );
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemError('invalid', `The body is not JSON: ${(error as Error).message}`);
  }
}
