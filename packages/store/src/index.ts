/** Everything that reaches PostgreSQL. What rooms give goes into JSON as it is: instants are ISO 8601 text, unknown is null. */
export { type Account, type AccountFull, accounts } from './accounts/index.ts';
export * as capture from './capture/index.ts';
export {
  type BuyingGroupMember,
  type Deal,
  type DealFull,
  dealClockComputedAt,
  deals,
  listPipelines,
  listProducts,
  type PastDealRow,
  type Pipeline,
  type Product,
  readDealClock,
  readDealFacts,
  readDealHistory,
  readRates,
  type SavedDealClock,
  saveDealClock,
  setBuyingGroup,
} from './deals/index.ts';
export * as decisions from './decisions/index.ts';
export * from './engine/index.ts';
export * as history from './history/index.ts';
export * as hygiene from './hygiene/index.ts';
export * from './idempotency/index.ts';
export * as imports from './imports/index.ts';
export { type ExportFile, type ExportSink, exportAll } from './imports/index.ts';
export * as interactions from './interactions/index.ts';
export * from './jobs/index.ts';
export { type Lead, type LeadFull, type LeadStatus, leads } from './leads/index.ts';
export {
  type Cost,
  costs,
  type Need,
  type NextStep,
  type NextStepStatus,
  type Note,
  needs,
  nextSteps,
  notes,
  type Outcome,
  outcomes,
  type Target,
  targets,
} from './parts/index.ts';
export {
  type Contact,
  type ContactFull,
  type ContactPoint,
  contacts,
  type Erased,
  eraseContact,
  eraseLead,
  everythingAbout,
  type PersonData,
} from './people/index.ts';
export {
  type FieldFault,
  Forbidden,
  InvalidValue,
  type ListQuery,
  type Money,
  type Named,
  NotFound,
  type Page,
  type RecordRoom,
  type Stored,
  type Values,
  VersionConflict,
} from './records/index.ts';
export * as relationships from './relationships/index.ts';
export { type Hit, search } from './search/index.ts';
export * from './sign-in/index.ts';
export * as today from './today/index.ts';
export * as workspace from './workspace/index.ts';
