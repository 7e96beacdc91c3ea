import { z } from 'zod';
import { ProblemError } from './problem.ts';

interface Fault {
  readonly field: string;
  readonly message: string;
}

/**
 * The value as the contract wants it.
 *
 * @throws ProblemError `invalid`, naming each field, what was wrong and what would be right; a field that does not exist is wrong too
 */
export function check<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const unknown = [...unknownFields(schema, value), ...fieldsWithNul(value)];
  const result = schema.safeParse(value);
  if (result.success && unknown.length === 0) return result.data;
  const faults = [...unknown, ...(result.error?.issues ?? []).flatMap((issue) => describe(issue))];
  throw invalid(faults);
}

export function invalid(fields: readonly Fault[]): ProblemError {
  return new ProblemError('invalid', { detail: fields.map(({ field, message }) => `${field} ${message}`).join('; '), fields });
}

function unknownFields(schema: z.ZodType, value: unknown): Fault[] {
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return [];
  const known = Object.keys(schema.shape);
  return Object.keys(value)
    .filter((field) => !known.includes(field))
    .map((field) => ({ field, message: `is not known here; there are ${known.join(', ')}` }));
}

/** No body of the contract goes deeper; one that is made of brackets alone must not use up the stack. */
const deepest = 12;

/** PostgreSQL keeps every sign but this one. */
function fieldsWithNul(value: unknown, path: readonly string[] = []): Fault[] {
  if (typeof value === 'string')
    return value.includes('\0') ? [{ field: path.join('.') || 'body', message: 'must not hold a NUL sign' }] : [];
  if (typeof value !== 'object' || value === null || path.length > deepest) return [];
  return Object.entries(value).flatMap(([name, inner]) => fieldsWithNul(inner, [...path, name]));
}

function describe(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Fault[] {
  const path = [...above, ...issue.path];
  // Of a choice between shapes, the faults of the one that comes closest.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [closest = []] = [...issue.errors].sort((a, b) => a.length - b.length);
    return closest.flatMap((inner) => describe(inner, path));
  }
  return [{ field: path.map(String).join('.') || 'body', message: words(issue) }];
}

function words(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? `is missing: it takes ${noun(issue.expected)}`
        : `takes ${noun(issue.expected)}`;
    case 'invalid_value':
      return `takes ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string'
        ? issue.minimum === 1
          ? 'must not be empty'
          : issue.message
        : `takes ${amount(issue.origin)} of at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `takes at most ${issue.maximum} characters`
        : `takes ${amount(issue.origin)} of at most ${issue.maximum}`;
    case 'invalid_format':
      return formats[issue.format] ? `takes ${formats[issue.format]}` : issue.message;
    default:
      return issue.message;
  }
}

const amount = (origin: string) => (origin === 'array' ? 'a list with a length' : 'a number');

const nouns: Record<string, string> = {
  int: 'a whole number',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
const noun = (expected: string) => nouns[expected] ?? expected;

const formats: Record<string, string> = {
  uuid: 'an id (a UUID)',
  date: 'a day such as 2026-11-21',
  datetime: 'an instant in UTC such as 2026-11-21T09:30:00Z',
};
