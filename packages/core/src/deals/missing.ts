import type { RecordRef } from '../gauge/index.ts';

export type MissingKey =
  | 'nextStep'
  | 'nextStepDate'
  | 'nextStepOverdue'
  | 'people'
  | 'decisionMaker'
  | 'need'
  | 'amount'
  | 'account'
  | 'closeDate'
  | 'closeDatePassed'
  | 'openedDay'
  | 'owner';

/** Something that an open deal lacks; `order` 1 matters most for the next step. */
export type Missing = { key: MissingKey; text: string; question: string; order: number; records: RecordRef[] };
