import pg from 'pg';

/** Advisory lock numbers; they share one name space with whoever else uses the database. */
export const lockNumber = { using: 871_100, serving: 871_101, migrating: 871_102 } as const;

/**
 * A session-level advisory lock on a connection of its own. It ends with this process however that ends, so that it cannot go
 * stale. When the connection is lost while the server lives (PostgreSQL restarts its sessions after one of them crashed) the lock is taken again.
 */
export class HeldLock {
  readonly #config: pg.ClientConfig;
  readonly #take: string;
  readonly #revive: () => Promise<unknown>;
  #client: pg.Client | undefined;
  #released = false;

  private constructor(config: pg.ClientConfig, take: string, revive: () => Promise<unknown> = () => Promise.resolve()) {
    this.#config = config;
    this.#take = take;
    this.#revive = revive;
  }

  /**
   * Waits for nobody: a shared lock is granted as long as nobody has it alone.
   *
   * @param revive is called when the connection was lost, before the lock is taken again
   */
  static async share(config: pg.ClientConfig, lock: number, revive?: () => Promise<unknown>): Promise<HeldLock> {
    const held = new HeldLock(config, `select pg_try_advisory_lock_shared(${lock}) as granted`, revive);
    if (!(await held.#acquire())) throw new Error(`advisory lock ${lock} is held exclusively`);
    return held;
  }

  /** `undefined` when another session holds it. */
  static async tryExclusive(config: pg.ClientConfig, lock: number): Promise<HeldLock | undefined> {
    const held = new HeldLock(config, `select pg_try_advisory_lock(${lock}) as granted`);
    return (await held.#acquire()) ? held : undefined;
  }

  async #acquire(): Promise<boolean> {
    const client = new pg.Client(this.#config);
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ granted: boolean }>(this.#take);
    if (rows[0]?.granted !== true || this.#released) {
      await client.end();
      return false;
    }
    this.#client = client;
    client.once('end', () => this.#retake(100));
    return true;
  }

  #retake(delayMs: number): void {
    if (this.#released) return;
    this.#client = undefined;
    const again = async () => {
      if (this.#released) return;
      await this.#revive();
      if (!(await this.#acquire())) throw new Error('the lock is taken');
    };
    setTimeout(() => again().catch(() => this.#retake(Math.min(delayMs * 2, 5_000))), delayMs).unref();
  }

  /** Runs SQL on the connection that holds the lock; nothing when the connection is being renewed. */
  async query(text: string, values: unknown[] = []): Promise<void> {
    await this.#client?.query(text, values);
  }

  /** Lets go of the lock and hands its connection to `last` before closing it. */
  async release(last?: (client: pg.Client) => Promise<void>): Promise<void> {
    this.#released = true;
    const client = this.#client;
    if (!client) return;
    try {
      await client.query('select pg_advisory_unlock_all()');
      await last?.(client);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
