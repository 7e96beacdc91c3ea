import type { RequestContext } from '../app/context.ts';

/** The answer, with cookies that the browser is to keep. */
export function signedIn<T extends object>(context: RequestContext, cookies: readonly string[], answer: T): T {
  for (const cookie of cookies) context.header('set-cookie', cookie, { append: true });
  return answer;
}
