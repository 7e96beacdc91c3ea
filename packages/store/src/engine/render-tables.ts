import pg from 'pg';
import type { Engine } from './engine.ts';

/**
 * Writes the tables and views of schema `app` as TypeScript types for Kysely, from what the database itself says: the committed file
 * `tables.ts` is its output, and a test compares the two. Columns that fill themselves are optional when inserting.
 */
export async function readTables(engine: Engine): Promise<string> {
  const client = new pg.Client(engine.connectionAs('owner'));
  await client.connect();
  try {
    return renderTables((await client.query<Column>(columnsQuery)).rows);
  } finally {
    await client.end();
  }
}

function renderTables(rows: readonly Column[]): string {
  const tables = Map.groupBy(rows, ({ table }) => table);
  const interfaces = [...tables].map(([table, columns]) => `interface ${typeName(table)} {\n${columns.map(renderColumn).join('')}}\n`);
  const entries = [...tables.keys()].map((table) => `  'app.${table}': ${typeName(table)};\n`);
  return `${head}${interfaces.join('\n')}\nexport interface Tables {\n${entries.join('')}}\n`;
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly is_array: boolean;
  readonly is_nullable: boolean;
  readonly fills_itself: boolean;
  readonly is_computed: boolean;
}

const columnsQuery = `
  select c.relname as table, a.attname as name, coalesce(e.typname, t.typname) as type, e.oid is not null as is_array,
    not a.attnotnull as is_nullable, a.atthasdef or a.attidentity <> '' as fills_itself, a.attgenerated <> '' as is_computed
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
  where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
  order by c.relname collate "C", a.attnum`;

const head = `// Written by \`npm run generate:tables\` from the migrated database; a test fails when the two differ.
import type { ColumnType } from 'kysely';

/** PostgreSQL's exact decimals leave it as text. */
type Decimal = ColumnType<string, string | number, string | number>;
type Instant = ColumnType<Date, Date | string, Date | string>;
/** Arrays must be given as JSON text: an array by itself means a PostgreSQL array. */
type Json = ColumnType<unknown, object | string, object | string>;
/** Fills itself when an insert does not give it. */
type Filled<T> =
  T extends ColumnType<infer Read, infer Insert, infer Update>
    ? ColumnType<Read, Insert | undefined, Update>
    : ColumnType<T, T | undefined, T>;
/** Computed from other columns: never written. */
type Computed<T> = ColumnType<T, never, never>;

`;

const scalarTypes: Readonly<Record<string, string>> = {
  bool: 'boolean',
  bytea: 'Buffer',
  float4: 'number',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  json: 'Json',
  jsonb: 'Json',
  numeric: 'Decimal',
  timestamptz: 'Instant',
};
/** Everything else, such as uuid, text, date and tsvector, is text. */
const scalarType = (type: string): string => scalarTypes[type] ?? 'string';
/** Kysely understands a `ColumnType` only as a whole column, not within another type. */
const plainTypes: Readonly<Record<string, string>> = { Decimal: 'string', Instant: 'Date', Json: 'unknown' };

function renderColumn(column: Column): string {
  const scalar = scalarType(column.type);
  const isPlain = column.is_array || column.is_computed;
  const single = isPlain ? (plainTypes[scalar] ?? scalar) : scalar;
  const base = column.is_array ? `${single}[]` : single;
  const type = column.is_nullable ? nullable(base) : base;
  const whole = column.is_computed ? `Computed<${type}>` : column.fills_itself ? `Filled<${type}>` : type;
  return `  ${column.name}: ${whole};\n`;
}

const nullable = (type: string): string => `${type} | null`;

function typeName(table: string): string {
  return table.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
