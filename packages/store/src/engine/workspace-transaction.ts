import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  DummyDriver,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryResult,
  SingleConnectionProvider,
  Transaction,
} from 'kysely';
import pg from 'pg';
import type { Database } from './pools.ts';
import type { Tables } from './tables.ts';
import { isUuid } from './uuid.ts';
import { jsonTypes } from './value-types.ts';

/** For whom a transaction works. Row-level security and the `changes` log read it from the transaction's settings. */
export interface Actor {
  /** UUID */
  readonly workspaceId: string;
  /** UUID of the workspace's user; absent for work that no person started. */
  readonly userId?: string | undefined;
  /** What the person may do; work that no person started acts as `admin` with source `system`. */
  readonly role: ActorRole;
  /** Where the wish came from; `user` unless said otherwise. */
  readonly source?: ActorSource | undefined;
}
export type ActorRole = 'rep' | 'manager' | 'marketer' | 'executive' | 'admin';
export type ActorSource = 'user' | 'system' | 'api' | 'import';

export interface TransactionOptions {
  /** One unmoving picture of the data for a long read, such as an export (repeatable read, read only). */
  readonly snapshot?: boolean;
  /** A short read: PostgreSQL refuses to write, and what was found is given without waiting for the end of the transaction. */
  readonly readOnly?: boolean;
}

/**
 * One transaction in one workspace. Compose queries as with any Kysely transaction (`tx.selectFrom('app.deals')…`), or use
 * `raw` where every microsecond counts, or `client` for COPY streams: all three are the same transaction on the same connection.
 */
export class WorkspaceTransaction extends Transaction<Tables> {
  readonly actor: Actor;
  /** For COPY streams only; everything else waits its turn through `raw` or Kysely. */
  readonly client: pg.PoolClient;
  readonly #turn: SingleConnectionProvider;

  constructor(client: pg.PoolClient, actor: Actor) {
    const turn = new SingleConnectionProvider(new ClientConnection(client));
    super({ ...shared, executor: new DefaultQueryExecutor(compiler, adapter, turn) });
    this.actor = actor;
    this.client = client;
    this.#turn = turn;
  }

  /** Runs SQL text as it stands and returns its rows. With a `name` PostgreSQL parses and plans it once per connection. */
  raw<Row extends object>(text: string, values: readonly unknown[] = [], name?: string): Promise<Row[]> {
    return this.#turn.provideConnection(async () => {
      const query = { text, values: values as unknown[], ...(name === undefined ? {} : { name }) };
      return (await this.client.query<Row>(query)).rows;
    });
  }

  /** The same for many rows at little cost: each an array in the order of the select list, of values as they go into JSON. */
  rawValues(text: string, values: readonly unknown[] = [], name?: string): Promise<unknown[][]> {
    return this.#turn.provideConnection(async () => {
      const query = {
        text,
        values: values as unknown[],
        rowMode: 'array' as const,
        types: jsonTypes,
        ...(name === undefined ? {} : { name }),
      };
      return (await this.client.query<unknown[]>(query)).rows;
    });
  }
}

/**
 * The only way to the rows of a workspace: opens a transaction that sees and writes this workspace alone, commits what `work` did
 * when it resolves and takes all of it back when it throws. Costs two round trips beside the work's own (begin with settings, commit);
 * a read alone waits for neither.
 *
 * @throws TypeError when the actor's ids are not UUIDs or its role or source is unknown; whatever `work` throws.
 */
export async function inWorkspace<T>(
  database: Database,
  actor: Actor,
  work: (tx: WorkspaceTransaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const opening = openingStatement(actor, options);
  if (options.readOnly) return readInWorkspace(database, actor, opening, work);
  const client = await database.pool.connect();
  try {
    await client.query(opening);
    const result = await work(new WorkspaceTransaction(client, actor));
    // PostgreSQL answers COMMIT with ROLLBACK, and no error, when a statement failed and the failure was swallowed.
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('nothing was saved: a statement in this transaction failed and its error was not passed on');
    client.release();
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  }
}

/** The first question travels right behind the opening; the connection is free for others once PostgreSQL has ended the transaction. */
async function readInWorkspace<T>(
  { reading }: Database,
  actor: Actor,
  opening: string,
  work: (tx: WorkspaceTransaction) => Promise<T>,
): Promise<T> {
  const client = await reading.connect();
  const opened = client.query(opening);
  opened.catch(() => undefined);
  try {
    const result = await work(new WorkspaceTransaction(client, actor));
    await opened;
    return result;
  } catch (error) {
    await opened; // why it could not begin says more than what failed in its wake
    throw error;
  } finally {
    client.query('commit').then(
      () => client.release(),
      () => client.release(true),
    );
  }
}

/** Several statements in one simple-protocol message: one round trip. */
function openingStatement(actor: Actor, { snapshot, readOnly }: TransactionOptions): string {
  const settings = {
    'app.workspace': uuid('workspaceId', actor.workspaceId),
    'app.user_id': actor.userId === undefined ? '' : uuid('userId', actor.userId),
    'app.role': oneOf('role', actor.role, actorRoles),
    'app.source': oneOf('source', actor.source ?? 'user', actorSources),
    // A page's plan does not depend on its values, and planning it anew costs more than running it; set-wise imports do depend.
    plan_cache_mode: actor.source === 'import' ? 'auto' : 'force_generic_plan',
  };
  const calls = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`);
  const kind = snapshot ? ' isolation level repeatable read read only' : readOnly ? ' read only' : '';
  return `begin${kind}; select ${calls.join(', ')}`;
}

const actorRoles: readonly ActorRole[] = ['rep', 'manager', 'marketer', 'executive', 'admin'];
const actorSources: readonly ActorSource[] = ['user', 'system', 'api', 'import'];

function uuid(field: string, value: string): string {
  if (!isUuid(value)) throw new TypeError(`${field} must be a UUID, got ${JSON.stringify(value)}`);
  return value;
}

function oneOf(field: string, value: string, allowed: readonly string[]): string {
  if (!allowed.includes(value)) throw new TypeError(`${field} must be one of ${allowed.join(', ')}, got ${JSON.stringify(value)}`);
  return value;
}

class ClientConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  constructor(client: pg.PoolClient) {
    this.#client = client;
  }
  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.#client.query(sql, parameters as unknown[]);
    const changesRows = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
    return changesRows ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }
  // biome-ignore lint/correctness/useYield: Kysely asks for the method, and refusing is all it does
  async *streamQuery(): AsyncGenerator<never> {
    throw new Error('a workspace transaction does not stream: page through the rows, or COPY through its client');
  }
}

const compiler = new PostgresQueryCompiler();
const adapter = new PostgresAdapter();
const driver = new DummyDriver();
const dialect = {
  createDriver: () => driver,
  createQueryCompiler: () => compiler,
  createAdapter: () => adapter,
  createIntrospector: () => unsupported(),
};
const shared = { config: { dialect }, dialect, driver };
function unsupported(): never {
  throw new Error('a workspace transaction cannot inspect the schema');
}
