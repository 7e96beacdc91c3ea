import type { ImportRecord, RecordKind, RecordOf } from './records.ts';

/**
 * How one field of a record stands in a row: `money` takes two columns (`amountMinor`, `amountCurrency`), `ref` three
 * (`account.key`, `account.email`, `account.name`), `json` one cell of JSON, the others one cell as it is.
 */
export type ColumnType = 'text' | 'number' | 'boolean' | 'day' | 'instant' | 'money' | 'ref' | 'list' | 'json';

type FieldsOf<K extends RecordKind> = Exclude<keyof RecordOf<K>, 'kind' | 'key' | 'externalId' | 'createdAt' | 'custom'> & string;
type Layout = { readonly [K in RecordKind]: { readonly [F in FieldsOf<K>]-?: ColumnType } };

const about = { account: 'ref', contact: 'ref', deal: 'ref', lead: 'ref' } as const;

/** Every field of every kind, in the order of the columns that `export` writes. */
export const layout = {
  users: {
    name: 'text',
    email: 'text',
    role: 'text',
    isActive: 'boolean',
    teamName: 'text',
    managerName: 'text',
    region: 'text',
    timeZone: 'text',
  },
  accounts: {
    name: 'text',
    parent: 'ref',
    owner: 'ref',
    type: 'text',
    website: 'text',
    domain: 'text',
    industry: 'text',
    employees: 'number',
    revenue: 'money',
    yearFounded: 'number',
    phone: 'text',
    address: 'text',
    city: 'text',
    country: 'text',
    description: 'text',
  },
  contacts: {
    name: 'text',
    firstName: 'text',
    lastName: 'text',
    account: 'ref',
    title: 'text',
    owner: 'ref',
    lifecycle: 'text',
    language: 'text',
    country: 'text',
    description: 'text',
    points: 'list',
  },
  products: { name: 'text', code: 'text', family: 'text', price: 'money', isActive: 'boolean' },
  leads: {
    name: 'text',
    company: 'text',
    title: 'text',
    email: 'text',
    phone: 'text',
    status: 'text',
    statusName: 'text',
    source: 'text',
    campaign: 'text',
    owner: 'ref',
    industry: 'text',
    employees: 'number',
    country: 'text',
    value: 'money',
    description: 'text',
    convertedAt: 'instant',
    account: 'ref',
    contact: 'ref',
    deal: 'ref',
  },
  deals: {
    name: 'text',
    account: 'ref',
    owner: 'ref',
    pipelineName: 'text',
    stageName: 'text',
    status: 'text',
    amount: 'money',
    openedAt: 'instant',
    expectedCloseOn: 'day',
    closedAt: 'instant',
    lossReason: 'text',
    competitor: 'text',
    leadSource: 'text',
    type: 'text',
    statedProbability: 'number',
    nextStep: 'text',
    nextStepDueOn: 'day',
    need: 'text',
    description: 'text',
    contacts: 'list',
    lines: 'list',
  },
  interactions: {
    type: 'text',
    direction: 'text',
    occurredAt: 'instant',
    durationMinutes: 'number',
    subject: 'text',
    body: 'text',
    place: 'text',
    threadKey: 'text',
    state: 'text',
    user: 'ref',
    account: 'ref',
    deal: 'ref',
    lead: 'ref',
    participants: 'list',
  },
  changes: {
    recordKind: 'text',
    record: 'ref',
    field: 'text',
    from: 'text',
    to: 'text',
    occurredAt: 'instant',
    user: 'ref',
    reason: 'text',
  },
  nextSteps: { what: 'text', promisedBy: 'text', user: 'ref', dueOn: 'day', status: 'text', settledAt: 'instant', ...about },
  needs: { words: 'text', language: 'text', occurredAt: 'instant', ...about },
  notes: { body: 'text', author: 'ref', occurredAt: 'instant', ...about },
  outcomes: { promised: 'text', delivered: 'text', promisedOn: 'day', deliveredOn: 'day', ...about },
  costs: {
    type: 'text',
    amount: 'money',
    incurredOn: 'day',
    leadSource: 'text',
    campaign: 'text',
    user: 'ref',
    description: 'text',
    ...about,
  },
  targets: { period: 'text', amount: 'money', user: 'ref', teamName: 'text' },
  rates: { on: 'day', from: 'text', to: 'text', rate: 'number' },
} as const satisfies Layout;

/** Fields that every record has, ahead of its own. `system` is whose export the record came from; it scopes `key`. */
export const sharedLayout = { key: 'text', externalId: 'text', createdAt: 'instant' } as const;

/** The columns that one field takes. */
export function columnsOfField(field: string, type: ColumnType): readonly string[] {
  if (type === 'money') return [`${field}Minor`, `${field}Currency`];
  if (type === 'ref') return [`${field}.key`, `${field}.email`, `${field}.name`];
  return [field];
}

const columnsByKind = new Map<RecordKind, readonly string[]>();

/** The header of Windshield's own CSV of this kind: `system`, `key`, … in the order in which `toRow` writes the cells. */
export function columnsOf(kind: RecordKind): readonly string[] {
  const known = columnsByKind.get(kind);
  if (known) return known;
  const columns = ['system'];
  for (const [field, type] of fieldTypesOf(kind)) columns.push(...columnsOfField(field, type));
  columnsByKind.set(kind, columns);
  return columns;
}

/** Every field of the kind with its type, in the order of the columns. */
export function fieldTypesOf(kind: RecordKind): readonly (readonly [field: string, type: ColumnType])[] {
  const own: Readonly<Record<string, ColumnType>> = layout[kind];
  return [...Object.entries(sharedLayout), ...Object.entries(own), ['custom', 'json']];
}

/** The file that holds a kind in Windshield's own export: `accounts.csv`, `next-steps.csv`. */
export function exportFileName(kind: ImportRecord['kind']): string {
  return `${kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.csv`;
}
