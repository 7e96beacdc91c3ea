import type { RecordRef } from '../gauge/index.ts';
import { type DayNumber, dayInWords } from '../time/index.ts';
import type { DealFacts } from './facts.ts';

export type MissingKey =
  | 'nextStep'
  | 'nextStepOverdue'
  | 'nextStepDate'
  | 'people'
  | 'decisionMaker'
  | 'need'
  | 'closeDatePassed'
  | 'closeDate'
  | 'amount'
  | 'account'
  | 'openedDay'
  | 'owner';

/** Something that an open deal lacks; `order` 1 matters most for the next step. */
export type Missing = { key: MissingKey; text: string; question: string; order: number; records: RecordRef[] };

/**
 * What an open deal lacks, in the order in which it matters for the next step: with whom (account, people), what for (need),
 * what next (step, its day), who decides, when (close date), how much. A lack is a question to ask, not a fault.
 */
export function missingOnDeal(facts: DealFacts, asOf: DayNumber): Missing[] {
  const deal: RecordRef = { kind: 'deal', id: facts.id };
  const missing: Omit<Missing, 'order'>[] = [];
  const add = (key: MissingKey, text: string, question: string, records: RecordRef[] = [deal]) =>
    missing.push({ key, text, question, records });

  if (facts.ownerId === undefined) add('owner', 'nobody here owns it', 'Whose deal is this?');
  if (facts.accountId === undefined) add('account', 'no account is linked', 'Which company is this for?');
  if (facts.people.length === 0) add('people', 'nobody on the customer’s side is linked', 'Whom are you speaking with?');
  addNextStep(facts, asOf, add);
  if (facts.needs === 0) add('need', 'their problem is not on record in their own words', 'What did they say they need?');
  if (facts.people.length > 0 && !facts.people.some((person) => person.isDecisionMaker)) {
    add('decisionMaker', 'it is not known who decides', 'Who signs, and who can say no?');
  }
  if (facts.expectedCloseDay === undefined) {
    add('closeDate', 'no close date', 'When do they want it to be in place?');
  } else if (facts.expectedCloseDay < asOf) {
    add('closeDatePassed', `its close date passed on ${dayInWords(facts.expectedCloseDay, asOf)}`, 'Which day have they named since?');
  }
  if (facts.amountMinor === undefined) add('amount', 'no amount', 'What would it be worth?');
  if (facts.openedDay === undefined) add('openedDay', 'the day it was opened is not known', 'When did it begin?');
  return missing.map((lack, i) => ({ ...lack, order: i + 1 }));
}

function addNextStep(
  facts: DealFacts,
  asOf: DayNumber,
  add: (key: MissingKey, text: string, question: string, records?: RecordRef[]) => void,
): void {
  if (facts.nextSteps.length === 0) {
    if (facts.exchange?.nextMeetingDay === undefined) add('nextStep', 'no next step is agreed', 'What happens next, and who does it?');
    return;
  }
  const dated = facts.nextSteps.filter((step) => step.dueDay !== undefined);
  const refs = (steps: typeof dated): RecordRef[] => steps.map((step) => ({ kind: 'nextStep', id: step.id }));
  if (dated.length === 0) {
    add('nextStepDate', 'the next step has no day', 'By when?', refs(facts.nextSteps));
    return;
  }
  const overdue = dated.filter((step) => (step.dueDay as number) < asOf);
  const first = overdue[0];
  if (first && overdue.length === dated.length) {
    add(
      'nextStepOverdue',
      `the next step was due on ${dayInWords(first.dueDay as number, asOf)}`,
      'Was it done, or which day now?',
      refs(overdue),
    );
  }
}
