/** There is no such record in this workspace, or it is deleted. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
  constructor(what: string, id: string) {
    super(`There is no ${what} with the id ${id} here.`);
  }
}

/** The record is there, but this role may not change it. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** Somebody changed the record since the version that the writer had seen. `current` is the record as it is now. */
export class VersionConflict<T = unknown> extends Error {
  override readonly name = 'VersionConflict';
  readonly current: T;
  constructor(message: string, current: T) {
    super(message);
    this.current = current;
  }
}

export interface FieldFault {
  /** As the API names it. */
  readonly field: string;
  /** What was wrong and what would be right. */
  readonly message: string;
}

/** Values that the database cannot take. */
export class InvalidValue extends Error {
  override readonly name = 'InvalidValue';
  readonly fields: readonly FieldFault[];
  constructor(...fields: FieldFault[]) {
    super(fields.map(({ field, message }) => `${field}: ${message}`).join('; '));
    this.fields = fields;
  }
}

interface PostgresError {
  readonly code?: string;
  readonly constraint?: string;
  readonly detail?: string;
}

const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Says in words what PostgreSQL refused; anything that is not the writer's doing comes back as it is. */
export function explainRefusal(error: unknown, what: string): unknown {
  const { code, constraint = '' } = error as PostgresError;
  if (code === '42501') return new Forbidden(`Your role may not write this ${what}.`);
  if (code === '23503') {
    const column = /_workspace_id_(.+)_fkey\d*$/.exec(constraint)?.[1];
    const field = column ? camel(column) : constraint;
    return new InvalidValue({ field, message: 'points at nothing in this workspace; give the id of a record that exists here' });
  }
  if (code === '23505') return new InvalidValue({ field: constraint, message: `there is already such a ${what}; change that one instead` });
  if (code === '23514')
    return constraint.endsWith('_check') ? new InvalidValue({ field: constraint, message: `does not fit the rules for a ${what}` }) : error;
  return error;
}
