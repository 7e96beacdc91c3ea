import { z } from 'zod';

/** Every code an error can carry, with its HTTP status. Stable: clients may rely on them. */
export const problemStatus = {
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  versionConflict: 412,
  tooLarge: 413,
  invalid: 422,
  versionRequired: 428,
  tooMany: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof problemStatus;

/** RFC 9457 problem document. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'about:blank, or a page about this kind of problem' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().optional().meta({ description: 'What was wrong and what can be done' }),
    fields: z
      .array(z.object({ field: z.string(), message: z.string().meta({ description: 'What was wrong and what would be right' }) }))
      .optional(),
    current: z.unknown().optional().meta({ description: 'With versionConflict: the record as it is now' }),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: Problem } } });

export const readProblems = {
  401: problem('Nobody is signed in'),
  404: problem('No such record here'),
  422: problem('A parameter does not fit'),
} as const;

export const writeProblems = {
  401: problem('Nobody is signed in'),
  403: problem('Your role may not do this'),
  404: problem('No such record here'),
  409: problem('It does not fit what is there'),
  422: problem('A field does not fit; `fields` names each'),
} as const;

/** Of routes that tell whether somebody knows a secret. */
export const visitProblems = {
  401: problem('What was sent does not go together'),
  403: problem('You may not come in'),
  422: problem('A field does not fit; `fields` names each'),
  429: problem('Too many attempts failed; `Retry-After` says when the next one is looked at'),
} as const;

export const changeProblems = {
  ...writeProblems,
  412: problem('Somebody changed the record meanwhile; `current` is how it is now'),
  428: problem('Send If-Match with the version that you have seen'),
} as const;
