import type { InteractionDirection, InteractionRecord, Participant, ParticipantRole, Ref } from '@windshield/core';
import { dayMs } from '@windshield/core';
import { parseCallLength } from '../cells/call-length.ts';
import { type CallParty, isExtension, parseParty } from '../cells/call-party.ts';
import { type CallWord, callWord } from '../cells/call-words.ts';
import { instantReader, parseDate } from '../cells/date.ts';
import { remembering } from '../cells/memo.ts';
import { regionOfTimeZone } from '../cells/zone-region.ts';
import type { ReadingContext } from './context.ts';
import { given, identityReader, keyed } from './identity.ts';
import { type Cells, type PlanColumns, RowError } from './plan-columns.ts';

/** Whether the columns are those of a call log: they name numbers or sides of calls. */
export function isCallLog(columns: PlanColumns): boolean {
  return columns.has('phone') || columns.has('fromPhone') || columns.has('toPhone');
}

/**
 * Rows of a call log. A call that nobody took (missed, busy, declined, left to a machine, of no length) is recorded as `cancelled`: what
 * has a state other than `done` moves no last contact, answers nothing and counts in no gauge, so that a missed call never looks like
 * contact, while the timeline still shows that somebody tried. What the log calls it is kept under the log's own header.
 */
export function callReader(columns: PlanColumns, context: ReadingContext): (cells: Cells) => InteractionRecord {
  const region = regionOfTimeZone(columns.plan.format.timeZone);
  const identity = identityReader(columns);
  const startsAt = timeReader(columns);
  const lasted = lengthReader(columns);
  const party = (field: string) => {
    const read = columns.text(field);
    const parse = remembering((text) => parseParty(text, region));
    return (cells: Cells) => {
      const text = read(cells);
      return text === undefined ? undefined : parse(text);
    };
  };
  const theirNumber = party('phone');
  const from = party('fromPhone');
  const to = party('toPhone');
  const ourNumber = party('ownPhone');
  const fromName = columns.text('fromName');
  const toName = columns.text('toName');
  const direction = columns.text('direction');
  const result = columns.text('statusName');
  const resultHeader = columns.headerOf('statusName');
  const isAnswered = columns.truth('isAnswered');
  const contact = columns.ref('contact');
  const user = columns.ref('user');
  const account = columns.ref('account');
  const subject = columns.text('subject');
  const body = columns.text('body');
  const medium = columns.text('type');
  const word = remembering(callWord);
  const ownNumbers = context.callNumbers?.get(columns.plan.path);
  const latest = new Date(Date.parse(context.now) + dayMs).toISOString();

  return (cells) => {
    const own = identity(cells);
    const occurredAt = startsAt(cells);
    const written = direction(cells);
    const told = result(cells);
    const ofWay = written === undefined ? {} : word(written);
    const ofResult = told === undefined ? {} : word(told);
    const caller = withName(from(cells), fromName(cells));
    const called = withName(to(cells), toName(cells));
    const agent = user(cells);
    const way = directionOf(ofWay, ofResult, caller, called, agent?.name, ownNumbers);
    const theirs = withName(theirNumber(cells) ?? (way === 'out' ? called : caller), undefined);
    const ours = ourNumber(cells) ?? (theirNumber(cells) ? undefined : way === 'out' ? caller : called);
    const seconds = lasted(cells);
    const isReached = reached(ofWay, ofResult, isAnswered(cells), seconds);
    const person = namedPerson(contact(cells), region);
    const colleague = agent?.name !== undefined && onlyDigits.test(agent.name) ? undefined : agent;
    const participants = [
      ...(colleague ? [{ role: ourRole[way], user: colleague }] : oursOf(ourRole[way], ours, agent?.name)),
      ...theirsOf(theirRole[way], theirs, person),
    ];
    const custom = isReached || told === undefined || resultHeader === undefined ? own.custom : { ...own.custom, [resultHeader]: told };
    const record: Omit<InteractionRecord, 'key'> = {
      kind: 'interactions',
      ...own,
      type: kindOf(medium(cells)),
      direction: way,
      occurredAt,
      state: !isReached ? 'cancelled' : occurredAt > latest ? 'planned' : 'done',
      participants,
      ...given({
        custom,
        durationMinutes: isReached && seconds !== undefined ? Math.round(seconds / 6) / 10 : undefined,
        subject: subject(cells),
        body: body(cells),
        user: colleague,
        account: account(cells),
      }),
    };
    const { externalId } = own;
    // Ids that a telephone counts up from 1 say little; the time tells two telephones apart.
    if (externalId !== undefined && externalId.length > 8) return keyed(record);
    const sides = [theirs?.number ?? person?.name ?? theirs?.name ?? '', way, String(Math.round(seconds ?? 0)), externalId ?? ''];
    return { ...record, key: `call:${[occurredAt, ...sides].join('|').slice(0, 200)}` };
  };
}

const ourRole = { in: 'to', out: 'from' } as const;
const theirRole = { in: 'from', out: 'to' } as const;
const onlyDigits = /^\+?[\d ()/-]+$/;

/** Our side where no column names a user: the number, with the name beside it as a hint. */
function oursOf(role: ParticipantRole, ours: CallParty | undefined, extension: string | undefined): Participant[] {
  const address = ours?.number ?? extension ?? ours?.name;
  if (address === undefined) return [];
  return [{ role, address, ...given({ user: ours?.name === undefined ? undefined : { name: ours.name } }) }];
}

/** The other side: the number, with the name beside it as a hint; the person named where the number is not known. */
function theirsOf(role: ParticipantRole, theirs: CallParty | undefined, person: Ref | undefined): Participant[] {
  const name = person?.name ?? theirs?.name;
  if (theirs?.number === undefined) {
    const contact = person ?? (name === undefined ? undefined : { name });
    return contact ? [{ role, contact }] : [];
  }
  return [{ role, address: theirs.number, ...given({ contact: name === undefined ? undefined : { name } }) }];
}

/**
 * Which way a call went: by the word for it, by the side that is an extension or the agent, by what the result implies (only who is
 * called misses a call), by the side whose number stands in more rows, else out.
 */
function directionOf(
  ofWay: CallWord,
  ofResult: CallWord,
  caller: CallParty | undefined,
  called: CallParty | undefined,
  agent: string | undefined,
  rows: ReadonlyMap<string, number> | undefined,
): Extract<InteractionDirection, 'in' | 'out'> {
  if (ofWay.direction === 'in' || ofWay.direction === 'out') return ofWay.direction;
  const isCallerOurs = isOurs(caller, agent);
  const isCalledOurs = isOurs(called, agent);
  if (isCallerOurs !== isCalledOurs) return isCallerOurs ? 'out' : 'in';
  if (ofResult.direction === 'in' || ofResult.direction === 'out') return ofResult.direction;
  if (rows && caller?.number !== undefined && called?.number !== undefined)
    return (rows.get(called.number) ?? 0) > (rows.get(caller.number) ?? 0) ? 'in' : 'out';
  return 'out';
}

function isOurs(party: CallParty | undefined, agent: string | undefined): boolean {
  if (party === undefined) return false;
  return (party.number !== undefined && isExtension(party.number)) || (agent !== undefined && party.name === agent);
}

function reached(ofWay: CallWord, ofResult: CallWord, isAnswered: boolean | undefined, seconds: number | undefined): boolean {
  if (seconds === 0 || isAnswered === false || ofResult.isReached === false) return false;
  return isAnswered === true || ofResult.isReached === true || ofWay.isReached !== false;
}

function withName(party: CallParty | undefined, name: string | undefined): CallParty | undefined {
  if (name === undefined || party?.name !== undefined || /^[+\d ()./-]*$/.test(name)) return party;
  return { ...party, name };
}

/** A number, or a word for nobody, in the column of names names nobody. */
function namedPerson(ref: Ref | undefined, region: string | undefined): Ref | undefined {
  if (ref?.name === undefined || ref.key !== undefined || ref.email !== undefined) return ref;
  return parseParty(ref.name, region)?.name === ref.name.trim() ? ref : undefined;
}

function kindOf(medium: string | undefined): InteractionRecord['type'] {
  if (medium === undefined) return 'call';
  return /fax/i.test(medium) ? 'other' : /^(sms|mms|text)/i.test(medium) ? 'chat' : 'call';
}

/** When the call began: day and time in one column or two, in the zone of the plan unless header or cell name another. */
function timeReader(columns: PlanColumns): (cells: Cells) => string {
  const { dateOrder, timeZone } = columns.plan.format;
  const day = columns.text('occurredAt');
  const time = columns.text('occurredTime');
  const header = columns.headerOf('occurredAt');
  const toInstant = instantReader(/\b(?:utc|gmt)\b/i.test(header ?? '') ? 'UTC' : timeZone);
  return (cells) => {
    const text = day(cells);
    if (text === undefined) throw new RowError(header, 'is empty; expected when the call began');
    const date = parseDate(text, dateOrder);
    if (!date) throw new RowError(header, `"${text}" is not a date; expected a day such as 2026-02-28, with or without a time`);
    const clock = date.timeMs === undefined ? time(cells) : undefined;
    if (clock === undefined) return toInstant(date);
    const whole = parseDate(`2000-01-01 ${clock}`, dateOrder);
    if (whole?.timeMs === undefined)
      throw new RowError(columns.headerOf('occurredTime'), `"${clock}" is not a time; expected one such as 14:05`);
    return toInstant({ ...date, timeMs: whole.timeMs, ...given({ offsetMinutes: whole.offsetMinutes }) });
  };
}

/** How long they spoke, in seconds. */
function lengthReader(columns: PlanColumns): (cells: Cells) => number | undefined {
  const field = columns.has('durationSeconds') ? 'durationSeconds' : 'durationMinutes';
  const header = columns.headerOf(field);
  const read = columns.text(field);
  const format = {
    decimal: columns.plan.format.decimal,
    unit: field === 'durationSeconds' ? ('seconds' as const) : ('minutes' as const),
    clock: /\bh{1,2}:mm\b(?!:)/i.test(header ?? '') ? ('hh:mm' as const) : ('mm:ss' as const),
  };
  const parse = remembering((text) => parseCallLength(text, format));
  return (cells) => {
    const text = read(cells);
    if (text === undefined) return undefined;
    const seconds = parse(text);
    if (seconds === undefined) throw new RowError(header, `"${text}" is not the length of a call; expected one such as 3:20 or 200`);
    return seconds;
  };
}
