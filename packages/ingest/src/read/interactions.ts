import type { InteractionDirection, InteractionKind, InteractionRecord, NextStepRecord, Participant, Ref } from '@windshield/core';
import { remembering } from '../cells/memo.ts';
import { isMail } from '../cells/people.ts';
import { parseTruth } from '../cells/truth.ts';
import { statusWord } from './activity-status.ts';
import { callReader, isCallLog } from './calls.ts';
import type { ReadingContext } from './context.ts';
import { given, identityReader, keyed } from './identity.ts';
import { type Cells, type PlanColumns, RowError } from './plan-columns.ts';

const kinds: readonly (readonly [RegExp, InteractionKind])[] = [
  [/e-?mail|^mail|courriel|correo|posta/i, 'mail'],
  [/call|phone|anruf|telefon|appel|llamada|chiamata|ligação|telefoon|rozmow|samtal|電話/i, 'call'],
  [
    /meeting|event|termin|besprechung|réunion|reunión|riunione|reunião|vergadering|afspraak|spotkanie|möte|demo|lunch|visio|video|teams|zoom|会議/i,
    'meeting',
  ],
  [/visit|besuch|visite|visita|bezoek|wizyt|besök|on.?site/i, 'visit'],
  [/chat|sms|whats|linked|message|communication|nachricht/i, 'chat'],
  [/task|to.?do|aufgabe|tâche|tarea|attività|tarefa|taak|zadanie|uppgift/i, 'task'],
];

function kindOf(text: string): InteractionKind | undefined {
  return kinds.find(([words]) => words.test(text))?.[1];
}

function directionOf(text: string): InteractionDirection | undefined {
  if (/^in\b|inbound|incoming|received|eingehend|entrant|entrante|in arrivo|recebid|inkomend|przychodz|inkommande/i.test(text)) return 'in';
  if (/^out\b|outbound|outgoing|sent|ausgehend|sortant|saliente|in uscita|enviad|uitgaand|wychodz|utgående|forwarded/i.test(text))
    return 'out';
  return /^both$|two.?way/i.test(text) ? 'both' : undefined;
}

/** A column "Incoming" says yes or no. */
function directionByHeader(header: string | undefined): (text: string) => InteractionDirection | undefined {
  if (!/^(is[ _]?)?incoming$/i.test(header ?? '')) return directionOf;
  return (text) => {
    const isIncoming = parseTruth(text);
    return isIncoming === undefined ? directionOf(text) : isIncoming ? 'in' : 'out';
  };
}

const minuteMs = 60_000;

/**
 * Activities. What is done is an interaction; a task that is still open is a next step, a meeting ahead is planned.
 * A mail goes out and a call goes out unless the row says otherwise; a meeting is of both.
 */
export function interactionReader(columns: PlanColumns, context: ReadingContext): (cells: Cells) => InteractionRecord | NextStepRecord {
  if (isCallLog(columns)) return callReader(columns, context);
  const identity = identityReader(columns);
  const type = columns.text('type');
  const direction = columns.text('direction');
  const occurredAt = columns.instant('occurredAt');
  const endsAt = columns.instant('endsAt');
  const dueOn = columns.day('dueOn');
  const dueAt = columns.instant('dueOn');
  const occurredOn = columns.day('occurredAt');
  const minutes = columns.minutes('durationMinutes');
  const seconds = columns.number('durationSeconds');
  const subject = columns.text('subject');
  const body = columns.text('body');
  const place = columns.text('place');
  const threadKey = columns.text('threadKey');
  const statusName = columns.text('statusName');
  const isClosed = columns.truth('isClosed');
  const user = columns.ref('user');
  const account = columns.ref('account');
  const deal = columns.ref('deal');
  const lead = columns.ref('lead');
  const contacts = columns.refs('contact');
  const who = columns.text('who.key');
  const what = columns.text('what.key');
  const from = columns.text('from');
  const to = columns.texts('to');
  const cc = columns.texts('cc');
  const fileKind = kindOf(columns.plan.path.split('/').at(-1) ?? '');
  const kindByWords = remembering(kindOf);
  const directionByWords = remembering(directionOf);
  const directionByColumn = remembering(directionByHeader(columns.headerOf('direction')));
  const isDone = remembering(statusWord);
  const usersById = columns.plan.system === 'salesforce';
  return (cells) => {
    const own = identity(cells);
    const key = own.externalId === undefined ? undefined : columns.keyOf(own.externalId);
    const words = subject(cells);
    const written = type(cells);
    const kind = (written && kindByWords(written)) || (words && kindByWords(firstWord(words))) || fileKind || 'other';
    const status = isClosed(cells) ?? isDone(statusName(cells) ?? '');
    const startsAt = occurredAt(cells);
    const at = startsAt ?? dueAt(cells) ?? own.createdAt;
    if (at === undefined)
      throw new RowError(columns.headerOf('occurredAt') ?? columns.headerOf('dueOn'), 'is empty; expected when it happened');
    const whoId = who(cells);
    const whatId = what(cells);
    const ofWho = whoId === undefined ? undefined : { key: columns.keyOf(whoId) };
    const ofWhat = whatId === undefined ? undefined : { key: columns.keyOf(whatId) };
    const isLead = usersById && whoId?.startsWith('00Q');
    const person = user(cells);
    const people: Ref[] = [...contacts(cells), ...(ofWho && !isLead ? [ofWho] : []), ...(context.engagementContacts.get(key ?? '') ?? [])];
    const about = given({
      account: (ofWhat && whatId?.startsWith('001') ? ofWhat : account(cells)) ?? (key ? context.engagementAccounts.get(key) : undefined),
      deal: (ofWhat && whatId?.startsWith('006') ? ofWhat : deal(cells)) ?? (key ? context.engagementDeals.get(key) : undefined),
      lead: ofWho && isLead ? ofWho : lead(cells),
    });
    if (status === false && (kind === 'task' || startsAt === undefined || kind === fileKind || columns.has('dueOn'))) {
      const step: Omit<NextStepRecord, 'key'> = {
        kind: 'nextSteps',
        ...own,
        what: words ?? written ?? 'Task',
        promisedBy: 'us',
        status: 'open',
        ...about,
        ...given({ user: person, dueOn: dueOn(cells) ?? occurredOn(cells), contact: people[0] }),
      };
      return keyed(step);
    }
    const way =
      directionByColumn(direction(cells) ?? '') ??
      directionByWords(written ?? '') ??
      (kind === 'mail' || kind === 'call' ? directionByWords(words ?? '') : undefined);
    const length = seconds(cells);
    const isAhead = at > context.now && status !== true;
    return keyed({
      kind: 'interactions',
      ...own,
      type: kind,
      direction: way ?? (kind === 'meeting' || kind === 'visit' ? 'both' : 'out'),
      occurredAt: at,
      state: /cancel|abgesagt|annul/i.test(statusName(cells) ?? '') ? 'cancelled' : isAhead ? 'planned' : 'done',
      participants: participantsOf(cells, people, person, way),
      ...about,
      ...given({
        durationMinutes: length === undefined ? (minutes(cells) ?? lengthOf(startsAt, endsAt(cells))) : Math.round(length / 6) / 10,
        subject: words,
        body: body(cells),
        place: place(cells),
        threadKey: threadKey(cells),
        user: person,
      }),
    });
  };

  function participantsOf(
    cells: Cells,
    people: readonly Ref[],
    person: Ref | undefined,
    way: InteractionDirection | undefined,
  ): Participant[] {
    const participants: Participant[] = [];
    const sender = from(cells);
    if (sender !== undefined) participants.push(addressed('from', sender));
    for (const [role, readers] of [
      ['to', to],
      ['cc', cc],
    ] as const) {
      for (const { read } of readers) {
        for (const one of read(cells)?.split(/\s*[;,]\s*/) ?? []) if (one !== '') participants.push(addressed(role, one));
      }
    }
    const isFromThem = way === 'in';
    if (person !== undefined && sender === undefined) participants.push({ role: isFromThem ? 'to' : 'from', user: person });
    for (const contact of people) participants.push({ role: isFromThem ? 'from' : 'to', contact });
    return participants;
  }
}

function firstWord(text: string): string {
  const end = text.search(/[:\s]/);
  return end === -1 ? text : text.slice(0, end);
}

function addressed(role: 'from' | 'to' | 'cc', text: string): Participant {
  const mail = /[^\s<>]+@[^\s<>]+/.exec(text)?.[0];
  return mail && isMail(mail) ? { role, address: mail.toLowerCase() } : { role, contact: { name: text } };
}

function lengthOf(startsAt: string | undefined, endsAt: string | undefined): number | undefined {
  if (startsAt === undefined || endsAt === undefined) return undefined;
  const length = (Date.parse(endsAt) - Date.parse(startsAt)) / minuteMs;
  return length >= 0 && length <= 14 * 24 * 60 ? length : undefined;
}
