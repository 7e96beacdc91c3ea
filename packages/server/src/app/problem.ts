import { type Problem, type ProblemCode, problemStatus } from '@windshield/contract';

const titles: Record<ProblemCode, string> = {
  unauthenticated: 'Nobody is signed in',
  forbidden: 'Your role may not do this',
  notFound: 'There is no such thing here',
  conflict: 'It does not fit what is there',
  versionConflict: 'Somebody changed it meanwhile',
  tooLarge: 'That is too much at once',
  invalid: 'Something does not fit',
  versionRequired: 'Say which version you have seen',
  tooMany: 'Too many attempts',
  internal: 'Something went wrong here',
  unavailable: 'The database does not answer',
};

export interface ProblemParts {
  /** What was wrong and what can be done. */
  readonly detail?: string | undefined;
  readonly fields?: readonly { readonly field: string; readonly message: string }[] | undefined;
  /** With `versionConflict`: the record as it is now. */
  readonly current?: unknown;
  /** After so many seconds trying again makes sense. */
  readonly retryAfterSeconds?: number | undefined;
}

/** A refusal that the client is told about, as RFC 9457 wants it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly parts: ProblemParts;

  constructor(code: ProblemCode, parts: ProblemParts | string = {}) {
    const { detail, ...rest } = typeof parts === 'string' ? { detail: parts } : parts;
    super(detail ?? titles[code]);
    this.code = code;
    this.parts = { detail, ...rest };
  }
}

/** The problem document and its response. */
export function problemResponse({ code, parts }: ProblemError): Response {
  const { detail, fields, current, retryAfterSeconds } = parts;
  const status = problemStatus[code];
  const document: Problem = {
    type: 'about:blank',
    title: titles[code],
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(fields !== undefined && { fields: [...fields] }),
    ...(current !== undefined && { current }),
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(code === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    },
  });
}
