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
  readonly table?: string;
  /** Of a key that is taken: `Key (workspace_id, name_key)=(…) already exists.` */
  readonly detail?: string;
}

const camel = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const merged: FieldFault = { field: 'id', message: 'was merged into another one; take that merge back to have it again' };

/** Rules over several columns: which field to look at, and what would be right. */
const rules: Readonly<Record<string, FieldFault>> = {
  accounts_merged: merged,
  contacts_merged: merged,
  leads_merged: merged,
  accounts_check: { field: 'revenueCurrency', message: 'goes with revenueMinor; give both or neither' },
  deals_check: { field: 'currency', message: 'goes with amountMinor; give both or neither' },
  deals_check1: { field: 'closedAt', message: 'is for deals that are won or lost; give the status or the stage as well, or leave it out' },
  leads_check: { field: 'valueCurrency', message: 'goes with valueMinor; give both or neither' },
  targets_of: { field: 'period', message: 'has a target for the same person or team already; change that one instead' },
};

/** Says in words what PostgreSQL refused; anything that is not the writer's doing comes back as it is. */
export function explainRefusal(error: unknown, what: string): unknown {
  const { code, constraint = '', table = '', detail = '' } = error as PostgresError;
  if (code === '42501') return new Forbidden(`Your role may not write this ${what}.`);
  if (code !== '23503' && code !== '23505' && code !== '23514') return error;
  const rule = rules[constraint];
  if (rule) return new InvalidValue(rule);
  if (code === '23503') {
    const column = /_workspace_id_(.+)_fkey\d*$/.exec(constraint)?.[1];
    return column
      ? new InvalidValue({ field: camel(column), message: 'points at nothing in this workspace; give the id of a record that exists here' })
      : error;
  }
  if (code === '23505') {
    const column = /^Key \((?:[^)]*, )?(\w+)\)=/.exec(detail)?.[1]?.replace(/_key$/, '');
    return column
      ? new InvalidValue({ field: camel(column), message: `is that of another ${what} already; change that one instead` })
      : error;
  }
  const column = constraint.startsWith(`${table}_`) ? /^(.+)_check\d*$/.exec(constraint.slice(table.length + 1))?.[1] : undefined;
  return column
    ? new InvalidValue({ field: camel(column), message: `does not fit the rules for a ${what}; see the API's description` })
    : error;
}
