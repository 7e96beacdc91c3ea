import type pg from 'pg';

/** Who a connection acts as. `owner` migrates and maintains; everything a person does goes through `windshield_app`. */
export type EngineRole = 'owner' | 'windshield_app' | 'windshield_auth' | 'windshield_worker';

/** A running PostgreSQL, ours or somebody else's. Both kinds look the same to the rest of Windshield. */
export interface Engine {
  readonly kind: 'embedded' | 'external';
  /** For people: the data directory, or `host:port/database` without a password. */
  readonly location: string;
  /** True when a server that another process started was found running and is shared with it. */
  readonly adopted: boolean;
  readonly startupMs: number;
  /** How to connect as a role. Roles other than `owner` exist after `migrate`. */
  connectionAs(role: EngineRole): pg.ClientConfig;
  /**
   * Leaves the engine. The last process to leave an embedded one stops the server and gets `true`;
   * `false` means that the server goes on, for others or because it is not ours. Calling it again returns the same promise.
   */
  stop(): Promise<boolean>;
}

/** The engine cannot run here. The message says what a person can do about it. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
