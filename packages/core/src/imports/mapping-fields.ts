import { type ColumnType, fieldTypesOf } from './columns.ts';
import type { RecordKind } from './records.ts';

/** What the cells of a mapped column are read as. */
export type FieldType = ColumnType | 'currency' | 'share' | 'email' | 'phone' | 'url' | 'seconds' | 'minutes';

/** A place where a column of a foreign file can go. */
export interface MappingField {
  /** As `ColumnMapping.field` names it: `amount`, `owner` (a name or mail), `owner.key` (their id). */
  readonly name: string;
  readonly type: FieldType;
}

/** Columns that help to read a record but are no field of it, or say the same in a form that CRMs use. */
const further: Partial<Record<RecordKind, readonly MappingField[]>> = {
  users: [
    { name: 'firstName', type: 'text' },
    { name: 'lastName', type: 'text' },
    { name: 'role.key', type: 'text' },
    { name: 'manager.key', type: 'text' },
    { name: 'teamName.key', type: 'text' },
  ],
  accounts: [{ name: 'currency', type: 'currency' }],
  contacts: [
    { name: 'email', type: 'email' },
    { name: 'phone', type: 'phone' },
    { name: 'url', type: 'url' },
    { name: 'handle', type: 'text' },
  ],
  products: [{ name: 'currency', type: 'currency' }],
  leads: [
    { name: 'firstName', type: 'text' },
    { name: 'lastName', type: 'text' },
    { name: 'isConverted', type: 'boolean' },
    { name: 'currency', type: 'currency' },
  ],
  deals: [
    { name: 'currency', type: 'currency' },
    { name: 'isClosed', type: 'boolean' },
    { name: 'isWon', type: 'boolean' },
    { name: 'statusName', type: 'text' },
    { name: 'closeOn', type: 'instant' },
    { name: 'wonAt', type: 'instant' },
    { name: 'lostAt', type: 'instant' },
    { name: 'actualAmount', type: 'money' },
    { name: 'contact', type: 'ref' },
    { name: 'contact.key', type: 'ref' },
    { name: 'product', type: 'ref' },
    { name: 'product.key', type: 'ref' },
    { name: 'quantity', type: 'number' },
  ],
  interactions: [
    { name: 'contact', type: 'ref' },
    { name: 'contact.key', type: 'ref' },
    { name: 'who.key', type: 'ref' },
    { name: 'what.key', type: 'ref' },
    { name: 'dueOn', type: 'day' },
    { name: 'endsAt', type: 'instant' },
    { name: 'durationSeconds', type: 'seconds' },
    { name: 'isClosed', type: 'boolean' },
    { name: 'statusName', type: 'text' },
    { name: 'from', type: 'email' },
    { name: 'to', type: 'email' },
    { name: 'cc', type: 'email' },
    // Of a call log: the number on the other side, or those that called and were called; ours; the time beside a day; who was named.
    { name: 'phone', type: 'phone' },
    { name: 'fromPhone', type: 'phone' },
    { name: 'toPhone', type: 'phone' },
    { name: 'ownPhone', type: 'phone' },
    { name: 'fromName', type: 'text' },
    { name: 'toName', type: 'text' },
    { name: 'occurredTime', type: 'text' },
    { name: 'isAnswered', type: 'boolean' },
  ],
  costs: [{ name: 'currency', type: 'currency' }],
  targets: [{ name: 'currency', type: 'currency' }],
};

const shared: readonly MappingField[] = [
  { name: 'modifiedAt', type: 'instant' },
  { name: 'isDeleted', type: 'boolean' },
];

const byKind = new Map<RecordKind, readonly MappingField[]>();

/** Every place where a column of a file of this kind can go; `custom` keeps a column under its own header. */
export function fieldsOf(kind: RecordKind): readonly MappingField[] {
  const known = byKind.get(kind);
  if (known) return known;
  const fields = new Map<string, MappingField>();
  for (const [name, type] of fieldTypesOf(kind)) {
    if (name === 'key' || type === 'list') continue;
    fields.set(name, { name, type });
    if (type === 'ref') fields.set(`${name}.key`, { name: `${name}.key`, type });
  }
  for (const field of [...(further[kind] ?? []), ...shared]) fields.set(field.name, field);
  const list = [...fields.values()];
  byKind.set(kind, list);
  return list;
}
