export {
  type CalendarOptions,
  type ReadCalendar,
  readCalendar,
  readInvitation,
  withAnswer,
  withCancellation,
} from './calendar/index.ts';
export { type ReadCards, readCards } from './cards/index.ts';
export { type AmountColumn, readAmountColumn } from './cells/amount-column.ts';
export type { DateOrder } from './cells/date.ts';
export { type DateColumns, readDateColumns, type UnreadableCell } from './cells/date-column.ts';
export * from './connectors/caldav/index.ts';
export { ConnectorError } from './connectors/connector-error.ts';
export * from './connectors/imap/index.ts';
export { isPublicAddress, lookupAllowed } from './connectors/public-address.ts';
export type { Input, OpenedInputs, SkippedInput } from './input/input.ts';
export { type InputLimits, inputLimits, openInputs } from './input/open.ts';
export {
  type MailboxMessage,
  type MboxMessage,
  type MessageOptions,
  mailFiles,
  mboxMessages,
  type RawMessage,
  rawMessages,
  readMailbox,
  readMessage,
} from './mail/index.ts';
export { inspect } from './plan/inspect.ts';
export type { ReadingContext } from './read/context.ts';
export { prepareReading } from './read/prepare.ts';
export { readRecords } from './read/read-records.ts';
export type { Batch, InspectOptions, ReadingDefaults, ReadOptions, SourcedRecord } from './reading.ts';
export { readTextTable, type TableFile, TableFileError, type TableFileOptions } from './table/text-table.ts';
