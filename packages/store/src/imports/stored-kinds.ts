import { type DealRecord, nameKey, type RecordKind, type Ref, type TargetRecord, type UserRecord } from '@windshield/core';
import { type Cell, jsonText } from '../records/staging.ts';

/** Kinds that live in a table of their own with soft delete and an entry in `external_keys`. */
export type StoredKind = Exclude<RecordKind, 'rates' | 'interactions' | 'changes'>;
/** Kinds that others point at. */
export type TargetKind = 'users' | 'products' | 'accounts' | 'contacts' | 'deals' | 'leads';
/** Kinds of which two can be merged into one. */
export const isMergeable = (kind: StoredKind) => kind === 'accounts' || kind === 'contacts' || kind === 'leads';
/** In the order in which references must be settled: a contact's name is looked up within its account. */
export const targetKinds = ['users', 'products', 'accounts', 'contacts', 'deals', 'leads'] as const satisfies readonly TargetKind[];

export type ColumnType = 'text' | 'uuid' | 'timestamptz' | 'date' | 'integer' | 'bigint' | 'numeric' | 'real' | 'boolean' | 'jsonb';
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** Answers what a row points at, once the references of its batch are settled. */
export interface Links {
  /** The id of what the reference points at; undefined while nobody knows it. `accountId` narrows a contact's name to one account. */
  idOf(target: TargetKind, source: string, ref: Ref | undefined, accountId?: string): string | undefined;
  teamId(name: string | undefined): string | undefined;
  stageOf(pipelineName: string | undefined, stageName: string): { pipelineId: string; stageId: string };
}

/** How one field of a record fills columns of its table. */
export interface FieldWriter {
  readonly columns: readonly Column[];
  cells(record: Readonly<Record<string, unknown>>, source: string, links: Links): readonly Cell[];
}

export interface StoredKindLayout {
  readonly table: string;
  /** Fields that are kept elsewhere (points, lines, …) have no columns here. */
  readonly fields: ReadonlyMap<string, FieldWriter>;
  /** Fields that point at another record, and at what. */
  readonly references: ReadonlyMap<string, TargetKind>;
  /** Fields that are sets of their own, written after the record. */
  readonly details: readonly string[];
  /** At least one of `about` must be known. */
  readonly isAboutSomething: boolean;
}

type Entry = FieldWriter | { readonly target: TargetKind; readonly column: string };

const column =
  (type: ColumnType) =>
  (field: string, name = snake(field)): [string, FieldWriter] => [
    field,
    { columns: [{ name, type }], cells: (record) => [record[field] as Cell] },
  ];
/** A column that is never empty: what is not said is `unsaid`. */
const filled = (type: ColumnType, field: string, unsaid: Cell): [string, FieldWriter] => [
  field,
  { columns: [{ name: snake(field), type }], cells: (record) => [(record[field] as Cell) ?? unsaid] },
];
const text = column('text');
const number = column('integer');
const day = column('date');
const instant = column('timestamptz');

const money = (field: string, amount: string, currency: string): [string, FieldWriter] => [
  field,
  {
    columns: [
      { name: amount, type: 'bigint' },
      { name: currency, type: 'text' },
    ],
    cells(record) {
      const value = record[field] as { amountMinor: number; currency: string } | undefined;
      return [value?.amountMinor, value?.currency];
    },
  },
];

const named: [string, FieldWriter] = [
  'name',
  {
    columns: [
      { name: 'name', type: 'text' },
      { name: 'name_key', type: 'text' },
    ],
    cells: (record) => [record['name'] as string, nameKey(record['name'] as string)],
  },
];

const reference = (field: string, target: TargetKind, name = `${snake(field)}_id`): [string, Entry] => [field, { target, column: name }];
const owner = reference('owner', 'users');
const about: readonly [string, Entry][] = [
  reference('account', 'accounts'),
  reference('contact', 'contacts'),
  reference('deal', 'deals'),
  reference('lead', 'leads'),
];

const email: [string, FieldWriter] = [
  'email',
  { columns: [{ name: 'email', type: 'text' }], cells: (record) => [(record['email'] as string | undefined)?.toLowerCase()] },
];

const team = (nameOf: (record: Readonly<Record<string, unknown>>) => string | undefined): [string, FieldWriter] => [
  'teamName',
  { columns: [{ name: 'team_id', type: 'uuid' }], cells: (record, _source, links) => [links.teamId(nameOf(record))] },
];

/** A team is named; where only the manager is known, it is the manager's team. */
export function teamNameOf(user: Pick<UserRecord | TargetRecord, 'teamName'> & { readonly managerName?: string }): string | undefined {
  return user.teamName ?? user.managerName;
}

const shared: readonly [string, Entry][] = [
  instant('createdAt'),
  ['custom', { columns: [{ name: 'custom', type: 'jsonb' }], cells: (record) => [jsonText(record['custom'] ?? {})] }],
];

const pointColumn = (record: Readonly<Record<string, unknown>>, kind: string) =>
  ((record['points'] ?? []) as { kind: string; value: string }[]).find((point) => point.kind === kind)?.value;

function layoutOf(
  table: string,
  entries: readonly (readonly [string, Entry])[],
  options: { details?: readonly string[]; isAboutSomething?: boolean; isOwn?: boolean } = {},
): StoredKindLayout {
  const fields = new Map<string, FieldWriter>();
  const references = new Map<string, TargetKind>();
  for (const [field, entry] of [...entries, ...(options.isOwn ? [] : shared)]) {
    if ('columns' in entry) {
      fields.set(field, entry);
      continue;
    }
    references.set(field, entry.target);
    fields.set(field, {
      columns: [{ name: entry.column, type: 'uuid' }],
      cells: (record, source, links) => {
        const accountId = entry.target === 'contacts' ? links.idOf('accounts', source, record['account'] as Ref | undefined) : undefined;
        return [links.idOf(entry.target, source, record[field] as Ref | undefined, accountId)];
      },
    });
  }
  return { table: `app.${table}`, fields, references, details: options.details ?? [], isAboutSomething: options.isAboutSomething ?? false };
}

export const storedKinds: Readonly<Record<StoredKind, StoredKindLayout>> = {
  users: layoutOf('users', [
    named,
    email,
    filled('text', 'role', 'rep'),
    filled('boolean', 'isActive', true),
    team((record) => teamNameOf(record)),
    text('managerName'),
    text('region'),
    text('timeZone'),
  ]),
  products: layoutOf('products', [
    named,
    text('code'),
    text('family'),
    money('price', 'price_minor', 'price_currency'),
    filled('boolean', 'isActive', true),
  ]),
  accounts: layoutOf('accounts', [
    named,
    reference('parent', 'accounts'),
    owner,
    text('type'),
    text('website'),
    text('domain'),
    text('industry'),
    number('employees'),
    money('revenue', 'revenue_minor', 'revenue_currency'),
    number('yearFounded'),
    text('phone'),
    text('address'),
    text('city'),
    text('country'),
    text('description'),
  ]),
  contacts: layoutOf(
    'contacts',
    [
      named,
      text('firstName'),
      text('lastName'),
      reference('account', 'accounts'),
      text('title'),
      owner,
      text('lifecycle'),
      text('language'),
      text('country'),
      text('description'),
      [
        'points',
        {
          columns: [
            { name: 'email', type: 'text' },
            { name: 'phone', type: 'text' },
          ],
          cells: (record) => [pointColumn(record, 'email'), pointColumn(record, 'phone')],
        },
      ],
    ],
    { details: ['points', 'account', 'title'] },
  ),
  deals: layoutOf(
    'deals',
    [
      text('name'),
      reference('account', 'accounts'),
      owner,
      [
        'stageName',
        {
          columns: [
            { name: 'pipeline_id', type: 'uuid' },
            { name: 'stage_id', type: 'uuid' },
          ],
          cells(record, _source, links) {
            const deal = record as unknown as DealRecord;
            const { pipelineId, stageId } = links.stageOf(deal.pipelineName, deal.stageName);
            return [pipelineId, stageId];
          },
        },
      ],
      text('status'),
      money('amount', 'amount_minor', 'currency'),
      instant('openedAt'),
      day('expectedCloseOn'),
      instant('closedAt'),
      text('lossReason'),
      text('competitor'),
      text('leadSource'),
      text('type'),
      column('real')('statedProbability'),
      text('description'),
      [
        'lines',
        {
          columns: [{ name: 'product_id', type: 'uuid' }],
          cells: (record, source, links) => [links.idOf('products', source, mainLine(record as unknown as DealRecord)?.product)],
        },
      ],
    ],
    { details: ['contacts', 'lines'] },
  ),
  leads: layoutOf('leads', [
    named,
    text('company'),
    text('title'),
    email,
    text('phone'),
    text('status'),
    text('statusName'),
    text('source'),
    text('campaign'),
    owner,
    text('industry'),
    number('employees'),
    text('country'),
    money('value', 'value_minor', 'value_currency'),
    text('description'),
    instant('convertedAt'),
    reference('account', 'accounts'),
    reference('contact', 'contacts'),
    reference('deal', 'deals'),
  ]),
  nextSteps: layoutOf(
    'next_steps',
    [text('what'), text('promisedBy'), reference('user', 'users'), day('dueOn'), text('status'), instant('settledAt'), ...about],
    { isAboutSomething: true },
  ),
  needs: layoutOf('needs', [text('words'), text('language'), instant('occurredAt'), ...about], { isAboutSomething: true }),
  notes: layoutOf('notes', [text('body'), reference('author', 'users'), instant('occurredAt'), ...about], { isAboutSomething: true }),
  outcomes: layoutOf('outcomes', [text('promised'), text('delivered'), day('promisedOn'), day('deliveredOn'), ...about], {
    isAboutSomething: true,
  }),
  costs: layoutOf('costs', [
    text('type'),
    money('amount', 'amount_minor', 'currency'),
    day('incurredOn'),
    text('leadSource'),
    text('campaign'),
    reference('user', 'users'),
    text('description'),
    ...about,
  ]),
  // A target is a fact of this workspace alone: its table has no creation time or further fields of a source system.
  targets: layoutOf(
    'targets',
    [
      text('period'),
      money('amount', 'amount_minor', 'currency'),
      reference('user', 'users'),
      team((record) => record['teamName'] as string | undefined),
    ],
    { isOwn: true },
  ),
};

/** The line that most of a deal's amount is for; the first where amounts do not tell. */
function mainLine({ lines }: Pick<DealRecord, 'lines'>) {
  return lines.reduce<DealRecord['lines'][number] | undefined>(
    (main, line) => (main === undefined || (line.amountMinor ?? 0) > (main.amountMinor ?? 0) ? line : main),
    undefined,
  );
}

/** Columns of a kind's table that imports write, `id` and `import_id` aside. */
export function columnsOfKind(kind: StoredKind): readonly Column[] {
  return [...storedKinds[kind].fields.values()].flatMap(({ columns }) => columns);
}

/** What a field of the history points at when it holds an id: `ownerId` of an account at a user. */
export function targetOfColumn(kind: string, field: string): TargetKind | undefined {
  if (!isStored(kind)) return undefined;
  const { references, fields } = storedKinds[kind];
  for (const [name, target] of references) if (fields.get(name)?.columns[0]?.name === snake(field)) return target;
  return field === 'productId' ? 'products' : undefined;
}

export function isStored(kind: string): kind is StoredKind {
  return kind in storedKinds;
}

/** `amountMinor` → `amount_minor`. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `amount_minor` → `amountMinor`, the field's name in `changes` and the API. */
export function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
