import type { Reason, RecordRef } from '../gauge/index.ts';
import { type DayNumber, dayInWords } from '../time/index.ts';
import type { DealFacts, Exchange } from './facts.ts';
import { type Missing, missingOnDeal } from './missing.ts';
import type { DealOutlook } from './outlook.ts';

export type AdviceKind = 'work' | 'decide' | 'letGo';

/** Who can see the answer to "is this deal alive?". */
export type Witness = { kind: 'contact' | 'user' | 'account'; id: string; name: string; why: string };

export type DealAdvice = {
  kind: AdviceKind;
  /** Sentences; `effect` is 0 where a reason is not a number. */
  because: Reason[];
  missing: Missing[];
  /** What would change the advice; never empty. */
  whatWouldChangeThis: string[];
  whoCanSee: Witness[];
  suggestion: string;
};

/**
 * Sorts an open deal into *work*, *decide* or *let go kindly*.
 *
 * Let go is proposed only when both hold: its time is over (older than any won here, or the chance is below 10 % with an
 * interval below 20 %), and something was **seen to happen** that says so: silence beyond the customer's own rhythm
 * after messages of ours, or a date moved three times, or a close date 90 days gone on a record that nobody has touched
 * since. What an export merely does not hold (people, steps, mail) is never taken for silence: such a deal is one to
 * decide about. A meeting ahead or an answer within two weeks makes it one to work, and, when its time is over, one to ask
 * about while they are listening.
 */
export function adviseOnDeal(facts: DealFacts, outlook: DealOutlook, asOf: DayNumber): DealAdvice {
  const missing = missingOnDeal(facts, asOf);
  const life = signsOfLife(facts, asOf);
  const over = signsThatItsTimeIsOver(facts, outlook);
  const seen = signsSeenToHappen(facts, asOf);
  const doubts = doubtsAbout(facts, outlook, missing);
  if (life.length === 0 && over.length > 0 && seen.length > 0) return letGo(facts, [...seen, ...over], missing);
  if (over.length > 0 && life.length > 0) return decide(facts, outlook, [...over, ...life], missing);
  if (life.length === 0 && (over.length > 0 || seen.length > 0 || doubts.length > 0))
    return decide(facts, outlook, [...over, ...seen, ...doubts], missing);
  return work(facts, outlook, life, missing);
}

function sentence(key: string, text: string, records: RecordRef[], params?: Record<string, string | number>): Reason {
  return { key, text, effect: 0, records, ...(params === undefined ? {} : { params }) };
}

function signsOfLife(facts: DealFacts, asOf: DayNumber): Reason[] {
  const signs: Reason[] = [];
  const { exchange } = facts;
  const last = lastInteraction(exchange);
  if (exchange?.nextMeetingDay !== undefined && exchange.nextMeetingDay >= asOf) {
    signs.push(sentence('meetingAhead', `you meet on ${dayInWords(exchange.nextMeetingDay, asOf)}`, last));
  }
  if (exchange?.lastInboundDay !== undefined && asOf - exchange.lastInboundDay <= 14) {
    signs.push(sentence('wroteLately', `they were in touch ${daysAgo(asOf - exchange.lastInboundDay)}`, last));
  }
  const ahead = facts.nextSteps.find((step) => step.dueDay !== undefined && step.dueDay >= asOf);
  if (ahead) {
    const whose = ahead.whose === 'ours' ? 'yours' : 'theirs';
    signs.push(
      sentence('stepAhead', `a next step is agreed for ${dayInWords(ahead.dueDay as number, asOf)} (${whose})`, [
        { kind: 'nextStep', id: ahead.id },
      ]),
    );
  }
  return signs;
}

function signsThatItsTimeIsOver(facts: DealFacts, outlook: DealOutlook): Reason[] {
  const deal: RecordRef[] = [{ kind: 'deal', id: facts.id }];
  if (outlook.isOlderThanAnyWon && outlook.longestWonDays !== undefined) {
    const longest = Math.round(outlook.longestWonDays);
    const text = `it is on day ${outlook.ageDays}; of ${outlook.kind.won} deals like it that were won, none took longer than ${longest} days`;
    return [sentence('olderThanAnyWon', text, deal, { ageDays: outlook.ageDays ?? 0, longest, n: outlook.kind.won })];
  }
  if (outlook.chance.kind === 'known' && outlook.chance.value < 0.1 && outlook.chance.interval[1] < 0.2) {
    const [low, high] = outlook.chance.interval.map((share) => Math.round(share * 100));
    return [sentence('lowChance', `deals like it at this age are won in ${low}-${high} of 100 cases`, deal)];
  }
  return [];
}

function signsSeenToHappen(facts: DealFacts, asOf: DayNumber): Reason[] {
  const signs: Reason[] = [];
  const silence = silenceOf(facts.exchange, asOf);
  if (silence) signs.push(silence);
  if (facts.pushes !== undefined && facts.pushes >= 3) {
    const why = facts.lastPushReason === undefined ? '' : `, last because “${facts.lastPushReason}”`;
    const records: RecordRef[] =
      facts.lastPushChangeId === undefined ? [{ kind: 'deal', id: facts.id }] : [{ kind: 'change', id: facts.lastPushChangeId }];
    signs.push(sentence('pushes', `its close date was moved ${facts.pushes} times${why}`, records, { pushes: facts.pushes }));
  }
  const { expectedCloseDay, lastChangedDay } = facts;
  const isForgotten =
    expectedCloseDay !== undefined && asOf - expectedCloseDay >= 90 && lastChangedDay !== undefined && asOf - lastChangedDay >= 90;
  if (isForgotten) {
    const text = `its close date passed on ${dayInWords(expectedCloseDay, asOf)}, and nobody has touched it since ${dayInWords(lastChangedDay, asOf)}`;
    signs.push(sentence('forgotten', text, [{ kind: 'deal', id: facts.id }]));
  }
  return signs;
}

/** Quiet longer than three of their usual answers and than three weeks, with at least two messages of ours unanswered. */
function silenceOf(exchange: Exchange | undefined, asOf: DayNumber): Reason | undefined {
  if (exchange === undefined || exchange.unanswered < 2) return undefined;
  const since = exchange.lastInboundDay ?? exchange.lastOutboundDay;
  if (since === undefined) return undefined;
  const quietDays = asOf - since;
  if (quietDays < Math.max(21, 3 * (exchange.usualAnswerDays ?? 7))) return undefined;
  const usual = exchange.usualAnswerDays;
  const rhythm = usual === undefined ? '' : `; they usually answer within ${atLeastOneDay(usual)}`;
  const text = `quiet for ${quietDays} days after ${exchange.unanswered} messages of yours${rhythm}`;
  return sentence('silence', text, lastInteraction(exchange), { quietDays, unanswered: exchange.unanswered });
}

function doubtsAbout(facts: DealFacts, outlook: DealOutlook, missing: readonly Missing[]): Reason[] {
  const doubts: Reason[] = [];
  const { shareOfWonThatTookLonger: longer, ageDays } = outlook;
  if (longer !== undefined && ageDays !== undefined && longer <= 0.1 && !outlook.isOlderThanAnyWon) {
    const text = `it is on day ${ageDays}; only ${Math.round(longer * 100)} % of the won deals like it took longer`;
    doubts.push(sentence('older', text, [{ kind: 'deal', id: facts.id }]));
  }
  for (const lack of missing) {
    if (lack.key === 'closeDatePassed' || lack.key === 'nextStepOverdue') doubts.push(sentence(lack.key, lack.text, lack.records));
  }
  if (facts.pushes === 2) doubts.push(sentence('pushes', 'its close date was moved twice', [{ kind: 'deal', id: facts.id }]));
  return doubts;
}

function letGo(facts: DealFacts, because: Reason[], missing: Missing[]): DealAdvice {
  return {
    kind: 'letGo',
    because,
    missing,
    whatWouldChangeThis: [
      'an answer from them, or a meeting in the calendar',
      'a day they name by which they want it in place',
      'a word from you that it is alive, with what you know and the system cannot see',
    ],
    whoCanSee: witnessesOf(facts),
    suggestion: `Write ${mainPerson(facts)?.name ?? 'them'} a last, friendly line: say that you will close it for now, and that the door stays open.`,
  };
}

function decide(facts: DealFacts, outlook: DealOutlook, because: Reason[], missing: Missing[]): DealAdvice {
  const changes = ['a next step with a day', 'an answer from someone on their side'];
  if (missing.some((lack) => lack.key === 'closeDatePassed')) changes.unshift('a close date that they named');
  if (facts.exchange === undefined) changes.push('your mail and calendar, which would show whether they are still speaking with you');
  const person = mainPerson(facts);
  const question = outlook.isOlderThanAnyWon ? 'is this still wanted, and by when' : 'what has to be true for this to go ahead';
  return {
    kind: 'decide',
    because,
    missing,
    whatWouldChangeThis: changes,
    whoCanSee: witnessesOf(facts),
    suggestion: person
      ? `Ask ${person.name}: ${question}? Then date it, or close it.`
      : `Find out: ${question}? Then date it, or close it.`,
  };
}

function work(facts: DealFacts, outlook: DealOutlook, life: Reason[], missing: Missing[]): DealAdvice {
  const because = [...life];
  if (outlook.chance.kind === 'known' && outlook.ageDays !== undefined) {
    because.push(sentence('age', outlook.sentence, [{ kind: 'deal', id: facts.id }], { ageDays: outlook.ageDays }));
  }
  const next = missing[0];
  if (because.length === 0) because.push(sentence('open', atItsStage(facts, next), [{ kind: 'deal', id: facts.id }]));
  return {
    kind: 'work',
    because,
    missing,
    whatWouldChangeThis: ['silence longer than their usual rhythm', 'a close date that passes without a new one', 'a no'],
    whoCanSee: witnessesOf(facts),
    suggestion: next === undefined ? 'Prepare the next step that is agreed.' : next.question,
  };
}

/** "at “Prospecting”; first: whom are you speaking with?" */
function atItsStage({ stage }: DealFacts, next: Missing | undefined): string {
  const where = stage === undefined ? 'open' : `at “${stage}”`;
  return next === undefined
    ? `${where}, and nothing is missing`
    : `${where}; first: ${next.question.charAt(0).toLowerCase()}${next.question.slice(1)}`;
}

function mainPerson(facts: DealFacts) {
  return facts.people.find((person) => person.isPrimary) ?? facts.people.find((person) => person.isDecisionMaker) ?? facts.people[0];
}

function witnessesOf(facts: DealFacts): Witness[] {
  const witnesses: Witness[] = [];
  const person = mainPerson(facts);
  if (person) witnesses.push({ kind: 'contact', id: person.contactId, name: person.name, why: 'can say whether it is still wanted' });
  else if (facts.accountId !== undefined && facts.accountName !== undefined) {
    witnesses.push({ kind: 'account', id: facts.accountId, name: facts.accountName, why: 'somebody there knows; nobody is linked yet' });
  }
  if (facts.ownerId !== undefined && facts.ownerName !== undefined) {
    witnesses.push({ kind: 'user', id: facts.ownerId, name: facts.ownerName, why: 'owns the deal and knows what is not written down' });
  }
  return witnesses;
}

function lastInteraction(exchange: Exchange | undefined): RecordRef[] {
  return exchange?.lastInteractionId === undefined ? [] : [{ kind: 'interaction', id: exchange.lastInteractionId }];
}

function atLeastOneDay(days: number): string {
  const whole = Math.max(1, Math.round(days));
  return whole === 1 ? 'a day' : `${whole} days`;
}

function daysAgo(days: number): string {
  return days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
}
