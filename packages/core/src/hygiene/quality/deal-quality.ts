import { type DayNumber, dayInWords, isoDay } from '../../time/index.ts';
import type { DealQualityFacts, QualityContext } from './facts.ts';
import { type FindingAnswer, finding, keep, type QualityFinding } from './finding.ts';
import { noOwner, ownerLeft } from './owners.ts';

/** No one signs before this day, and no one plans beyond ten years. */
const earliestDay: DayNumber = 3_653; // 1980-01-02
const furthestDays = 3_653;
/** An amount so many times the usual one is more often a slip of the keys than a sale. */
const hardToBelieve = 1_000;

const setTo = (field: string, text: string): FindingAnswer => ({ key: 'set', text, needsValue: true, mend: { kind: 'set', field } });

/** What is missing, stale, impossible or contradictory about a deal, most telling first. O(1). */
export function dealQuality(deal: DealQualityFacts, context: QualityContext): QualityFinding[] {
  const found = [...impossible(deal, context)];
  if (deal.status !== 'open') return [...found, ...closedWithOpenSteps(deal)];
  return [...found, ...ownerLeft('deal.ownerLeft', deal), ...lacks(deal, context)];
}

function closedWithOpenSteps(deal: DealQualityFacts): QualityFinding[] {
  if (deal.openSteps === 0) return [];
  const steps = deal.openSteps === 1 ? 'one step is' : `${deal.openSteps} steps are`;
  const settle = (status: 'kept' | 'dropped', text: string): FindingAnswer => ({
    key: status,
    text,
    needsValue: false,
    mend: { kind: 'settleSteps', status },
  });
  return [
    finding('deal.closedWithOpenSteps', [deal.status, deal.openSteps], {
      question: `${deal.name} is ${deal.status}, but ${steps} still open. Were they done?`,
      why: 'an open step of a closed deal comes up on Today for nothing',
      answers: [settle('dropped', 'No longer needed'), settle('kept', 'They were done'), keep('They are still to be done')],
    }),
  ];
}

function impossible(deal: DealQualityFacts, { asOf }: QualityContext): QualityFinding[] {
  const { openedDay, closedDay, expectedCloseDay, amountMinor, usualMinor, name } = deal;
  const found: QualityFinding[] = [];
  if (openedDay !== undefined && closedDay !== undefined && closedDay < openedDay)
    found.push(
      finding('deal.closedBeforeOpened', [openedDay, closedDay], {
        field: 'openedAt',
        now: isoDay(openedDay),
        question: `${name} was closed on ${dayInWords(closedDay, asOf)}, before it was opened on ${dayInWords(openedDay, asOf)}. When did it begin?`,
        why: 'its length counts in every chance that is told here',
        answers: [
          {
            key: 'sameDay',
            text: 'On the day it was closed',
            value: isoDay(closedDay),
            needsValue: false,
            mend: { kind: 'set', field: 'openedAt', value: `${isoDay(closedDay)}T00:00:00Z` },
          },
          setTo('openedAt', 'On another day'),
          keep('Leave it so'),
        ],
      }),
    );
  if (closedDay !== undefined && closedDay > asOf)
    found.push(
      finding('deal.closedAhead', [closedDay], {
        field: 'closedAt',
        now: isoDay(closedDay),
        question: `${name} is ${deal.status} on ${dayInWords(closedDay, asOf)}, which is still to come. When was it closed?`,
        why: 'money that is not in yet would be counted as won',
        answers: [setTo('closedAt', 'On this day'), keep('Leave it so')],
      }),
    );
  if (
    deal.status === 'open' &&
    expectedCloseDay !== undefined &&
    (expectedCloseDay < earliestDay || expectedCloseDay > asOf + furthestDays)
  )
    found.push(
      finding('deal.dateImpossible', [expectedCloseDay], {
        field: 'expectedCloseOn',
        now: isoDay(expectedCloseDay),
        question: `${name} is expected to close on ${dayInWords(expectedCloseDay, asOf)}. Which day is right?`,
        why: 'such a day is a placeholder or a slip',
        answers: [
          {
            key: 'clear',
            text: 'Not known',
            needsValue: false,
            mend: { kind: 'set', field: 'expectedCloseOn', value: null },
          },
          setTo('expectedCloseOn', 'On this day'),
          keep('It is right'),
        ],
      }),
    );
  const isBelowZero = amountMinor !== undefined && amountMinor < 0;
  const isHuge = amountMinor !== undefined && usualMinor !== undefined && usualMinor > 0 && amountMinor > hardToBelieve * usualMinor;
  if (isBelowZero || isHuge)
    found.push(
      finding('deal.amountImpossible', [amountMinor, deal.currency], {
        field: 'amountMinor',
        now: String(amountMinor),
        question: isBelowZero ? `${name} has an amount below zero. What is it worth?` : `Is the amount of ${name} right?`,
        why: isBelowZero ? 'a sale brings money' : `it is more than ${hardToBelieve} times what a won deal usually brings here`,
        answers: [setTo('amountMinor', 'It is worth'), keep('It is right')],
      }),
    );
  return found;
}

/** In the order in which they matter for the next step; the rest of an open deal's questions waits until the first are answered. */
function lacks(deal: DealQualityFacts, { asOf }: QualityContext): QualityFinding[] {
  const { name, expectedCloseDay } = deal;
  const found: QualityFinding[] = [...noOwner('deal.noOwner', deal)];
  if (deal.accountId === undefined)
    found.push(
      finding('deal.noAccount', [], {
        field: 'accountId',
        question: `Which company is ${name} for?`,
        why: 'without it no mail or meeting finds its way to this deal',
        answers: [setTo('accountId', 'This one'), keep('It is not known yet')],
      }),
    );
  else if (deal.people === 0)
    found.push(
      finding('deal.noPeople', [deal.accountId], {
        field: 'buyingGroup',
        question: `Whom are you speaking with about ${name}?`,
        why: 'a deal is won with people; nobody on the customer’s side is linked',
        answers: [setTo('buyingGroup', 'With'), keep('It is not known yet')],
      }),
    );
  if (deal.openSteps === 0 && !deal.hasMeetingAhead)
    found.push(
      finding('deal.noNextStep', [], {
        question: `What happens next with ${name}?`,
        why: 'no next step is agreed and no meeting is ahead',
        answers: [{ key: 'step', text: 'Next step', needsValue: true, mend: { kind: 'addStep' } }, keep('Nothing for now')],
      }),
    );
  if (expectedCloseDay === undefined)
    found.push(
      finding('deal.noCloseDate', [], {
        field: 'expectedCloseOn',
        question: `When do they want ${name} to be in place?`,
        why: 'without a day it is in no forecast',
        answers: [setTo('expectedCloseOn', 'On this day'), keep('It is not known yet')],
      }),
    );
  else if (expectedCloseDay < asOf && expectedCloseDay >= earliestDay)
    found.push(
      finding('deal.closeDatePassed', [expectedCloseDay], {
        field: 'expectedCloseOn',
        now: isoDay(expectedCloseDay),
        question: `${name} was to close on ${dayInWords(expectedCloseDay, asOf)}. Which day have they named since?`,
        why: `that day is ${asOf - expectedCloseDay} ${asOf - expectedCloseDay === 1 ? 'day' : 'days'} past`,
        answers: [setTo('expectedCloseOn', 'On this day'), keep('They named none')],
      }),
    );
  if (deal.amountMinor === undefined)
    found.push(
      finding('deal.noAmount', [], {
        field: 'amountMinor',
        question: `What would ${name} be worth?`,
        why: 'without an amount it is in no forecast',
        answers: [setTo('amountMinor', 'It is worth'), keep('It is not known yet')],
      }),
    );
  return found;
}
