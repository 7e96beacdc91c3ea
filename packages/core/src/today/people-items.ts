import { type DayNumber, dayIn, dayInWords } from '../time/index.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { PromiseDue, RecordToClean, TieToRenew, TodayItem, Waiting, Who } from './items.ts';

const dismissReasons = [
  { key: 'notMine', text: 'Not my account' },
  { key: 'handled', text: 'Already handled' },
  { key: 'askedForTime', text: 'They asked for time until …' },
];

/** A promise of ours that is due, or one of theirs whose day has passed. */
export function promiseItem(promise: PromiseDue, asOf: DayNumber): TodayItem {
  const isOurs = promise.whose === 'ours';
  const name = promise.contactName ?? promise.accountName ?? promise.dealName;
  const late = asOf - promise.dueDay;
  const due = late <= 0 ? 'due today' : late === 1 ? 'was due yesterday' : `was due on ${dayInWords(promise.dueDay, asOf)}`;
  const title = isOurs
    ? `You promised${name === undefined ? '' : ` ${name}`}: ${promise.what}`
    : `${name ?? 'They'} promised: ${promise.what}`;
  const where = promise.dealName === undefined || promise.dealName === name ? '' : ` for ${promise.dealName}`;
  return {
    key: `${isOurs ? 'promiseOurs' : 'promiseTheirs'}:${promise.id}`,
    kind: isOurs ? 'promiseOurs' : 'promiseTheirs',
    title,
    who: whoIsIn(promise),
    why: [{ key: 'due', text: `${due}${where}`, effect: 0, params: { late }, records: [{ kind: 'nextStep', id: promise.id }] }],
    suggestion: isOurs ? 'Do it, or tell them a new day before they ask.' : 'Ask how it stands, and whether you can help.',
    minutes: promise.minutes ?? (isOurs ? 20 : 5),
    actions: ['done', 'later', 'dismiss', 'spoke', 'open'],
    dismissReasons,
    records: [{ kind: 'nextStep', id: promise.id }],
    fingerprint: fingerprintOf([promise.whose, promise.dueDay, promise.what]),
    dueDay: promise.dueDay,
  };
}

/** Somebody wrote and waits. */
export function waitingItem(waiting: Waiting, now: number, timeZone: string): TodayItem {
  const { contactName, subject } = waiting;
  const usual = waiting.usualAnswerMinutes;
  const rhythm = usual === undefined ? '' : `; you usually answer within ${spanInWords(usual)}`;
  const about = subject === undefined || subject === '' ? '' : `, about “${subject}”`;
  return {
    key: `waiting:${waiting.interactionId}`,
    kind: 'waiting',
    title: `${contactName} is waiting for your answer`,
    who: whoIsIn(waiting),
    why: [
      {
        key: 'waiting',
        text: `since ${momentInWords(waiting.since, now, timeZone)}${about}${rhythm}`,
        effect: 0,
        params: { since: waiting.since },
        records: [{ kind: 'interaction', id: waiting.interactionId }],
      },
    ],
    suggestion: 'Answer, if only to say by when you will know.',
    minutes: 10,
    actions: ['answer', 'spoke', 'done', 'later', 'dismiss', 'open'],
    dismissReasons: [...dismissReasons, { key: 'needsNoAnswer', text: 'It needs no answer' }],
    records: [{ kind: 'interaction', id: waiting.interactionId }],
    fingerprint: fingerprintOf([waiting.interactionId]),
  };
}

/** One item of care: a tie to renew or a record to clean. */
export function careItem(care: TieToRenew | RecordToClean, asOf: DayNumber): TodayItem {
  return care.kind === 'tie' ? tieItem(care, asOf) : recordItem(care);
}

function tieItem(tie: TieToRenew, asOf: DayNumber): TodayItem {
  const about = tie.lastAbout === undefined ? '' : `, about “${tie.lastAbout}”`;
  const gapDays = tie.usualGapDays === undefined ? undefined : Math.round(tie.usualGapDays);
  const rhythm = gapDays === undefined ? '' : `; you used to speak every ${gapDays > 1 ? `${gapDays} days` : 'day'}`;
  return {
    key: `careTie:${tie.contactId}`,
    kind: 'careTie',
    title: `Coffee with ${tie.contactName}`,
    who: whoIsIn(tie),
    why: [
      {
        key: 'quietTie',
        text: `you last spoke on ${dayInWords(tie.lastSpokenDay, asOf)}${about}${rhythm}`,
        effect: 0,
        params: { days: asOf - tie.lastSpokenDay },
        records: tie.lastInteractionId === undefined ? [] : [{ kind: 'interaction', id: tie.lastInteractionId }],
      },
    ],
    suggestion: 'Write without wanting anything: ask how it went since.',
    minutes: 15,
    actions: ['spoke', 'later', 'dismiss', 'open'],
    dismissReasons: [
      { key: 'notMine', text: 'Not my contact' },
      { key: 'handled', text: 'We spoke elsewhere' },
      { key: 'tieIsOver', text: 'Leave it be' },
    ],
    records: [{ kind: 'contact', id: tie.contactId }],
    fingerprint: fingerprintOf([tie.lastSpokenDay]),
  };
}

function recordItem(care: RecordToClean): TodayItem {
  const { record, name, problem, problemKey, openDeals } = care;
  const helps = openDeals === 0 ? '' : `; it would help ${openDeals} open ${openDeals === 1 ? 'deal' : 'deals'}`;
  const isOneself = record.kind === 'account' || record.kind === 'contact' || record.kind === 'deal' || record.kind === 'lead';
  return {
    key: `careRecord:${record.id}:${problemKey}`,
    kind: 'careRecord',
    title: `Put right: ${name}`,
    who: isOneself ? [{ kind: record.kind as 'account', id: record.id, name }] : [],
    why: [{ key: problemKey, text: `${problem}${helps}`, effect: 0, params: { openDeals }, records: [record] }],
    suggestion: 'A minute now saves a wrong word later.',
    minutes: 5,
    actions: ['mend', 'done', 'later', 'dismiss', 'open'],
    dismissReasons: [
      { key: 'isRight', text: 'It is right as it is' },
      { key: 'notMine', text: 'Not mine to change' },
    ],
    records: [record],
    fingerprint: fingerprintOf([problemKey, problem]),
  };
}

function whoIsIn(subject: {
  contactId?: string;
  contactName?: string;
  accountId?: string;
  accountName?: string;
  dealId?: string;
  dealName?: string;
}): Who[] {
  const who: Who[] = [];
  if (subject.contactId !== undefined && subject.contactName !== undefined)
    who.push({ kind: 'contact', id: subject.contactId, name: subject.contactName });
  if (subject.accountId !== undefined && subject.accountName !== undefined)
    who.push({ kind: 'account', id: subject.accountId, name: subject.accountName });
  if (subject.dealId !== undefined && subject.dealName !== undefined)
    who.push({ kind: 'deal', id: subject.dealId, name: subject.dealName });
  return who;
}

function momentInWords(at: number, now: number, timeZone: string): string {
  const day = dayIn(timeZone, at);
  const today = dayIn(timeZone, now);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  if (day === today) return `${clock} today`;
  return day === today - 1 ? `yesterday ${clock}` : dayInWords(day, today);
}

function spanInWords(minutes: number): string {
  if (minutes < 90) return `${Math.max(1, Math.round(minutes))} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 36 ? `${hours} hours` : `${Math.round(minutes / 1440)} days`;
}
