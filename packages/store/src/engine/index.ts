export { claimServe, type ServeClaim } from './claim-serve.ts';
export { databaseVersion } from './database-version.ts';
export { type EmbeddedOptions, startEngine } from './embedded.ts';
export { type Engine, EngineError, type EngineRole } from './engine.ts';
export { connectExternal } from './external.ts';
export { type MigrateResult, migrate } from './migrate.ts';
export { type Database, openPools, type PoolSizes, type Pools } from './pools.ts';
export type { Tables } from './tables.ts';
export { isUuid } from './uuid.ts';
export {
  type Actor,
  type ActorRole,
  type ActorSource,
  inWorkspace,
  type TransactionOptions,
  WorkspaceTransaction,
} from './workspace-transaction.ts';
