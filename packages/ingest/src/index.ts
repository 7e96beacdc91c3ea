export type { Input, OpenedInputs, SkippedInput } from './input/input.ts';
export { type InputLimits, inputLimits, openInputs } from './input/open.ts';
export { inspect } from './plan/inspect.ts';
export type { ReadingContext } from './read/context.ts';
export { prepareReading } from './read/prepare.ts';
export { readRecords } from './read/read-records.ts';
export type { Batch, InspectOptions, ReadingDefaults, ReadOptions, SourcedRecord } from './reading.ts';
