import type { ContactRecord, InteractionRecord, Participant } from '@windshield/core';
import { instantOf, workingDay, workingDayBefore } from './calendar.ts';
import type { Draws } from './chance.ts';
import type { AccountTruth } from './company.ts';
import type { Story } from './story.ts';
import { subjects } from './words.ts';

type Touch = {
  type: InteractionRecord['type'];
  direction: InteractionRecord['direction'];
  day: number;
  minute: number;
  subject: string;
  thread?: string;
  durationMinutes?: number;
  state?: InteractionRecord['state'];
};

/** Writes down who met whom: everything up to the early morning of the as-of day, and meetings already planned. */
export class Diary {
  readonly records: InteractionRecord[] = [];
  private readonly asOfDay: number;
  private readonly lastMinute = 7 * 60 + 30;

  constructor(asOfDay: number) {
    this.asOfDay = asOfDay;
  }

  write(touch: Touch, account: AccountTruth, people: readonly ContactRecord[], dealKey?: string): void {
    const isAhead = touch.day > this.asOfDay || (touch.day === this.asOfDay && touch.minute > this.lastMinute);
    if (isAhead && touch.state !== 'planned') return;
    const id = `interaction-${this.records.length + 1}`;
    const user = { key: account.ownerKey };
    const isFromThem = touch.direction === 'in';
    const isMeeting = touch.type === 'meeting' || touch.type === 'visit';
    const theirs = people.map(
      (person, i): Participant => ({ role: isMeeting ? 'attendee' : isFromThem && i === 0 ? 'from' : 'to', contact: { key: person.key } }),
    );
    const ours: Participant = { role: isMeeting ? 'organiser' : isFromThem ? 'to' : 'from', user };
    this.records.push({
      kind: 'interactions',
      key: `id:${id}`,
      externalId: id,
      type: touch.type,
      direction: touch.direction,
      occurredAt: instantOf(touch.day, touch.minute),
      ...(touch.durationMinutes === undefined ? {} : { durationMinutes: touch.durationMinutes }),
      subject: touch.subject,
      ...(touch.thread === undefined ? {} : { threadKey: touch.thread }),
      state: touch.state ?? 'done',
      user,
      account: { key: account.record.key },
      ...(dealKey === undefined ? {} : { deal: { key: dealKey } }),
      participants: isFromThem ? [...theirs, ours] : [ours, ...theirs],
    });
  }
}

const workMinute = (draws: Draws) => draws.whole(7 * 60 + 40, 16 * 60 + 20);

/** The conversation of one deal: exchanges at the customer's pace, meetings now and then, and nudges into the silence. */
export function converse(draws: Draws, diary: Diary, story: Story, asOfDay: number): void {
  const { account, people } = story;
  const dealKey = `id:${story.id}`;
  const until = Math.min(story.endDay, asOfDay + 1);
  diary.write(
    {
      type: 'mail',
      direction: 'out',
      day: story.openedDay,
      minute: workMinute(draws),
      subject: draws.pick(subjects.first),
      thread: `${story.id}-t0`,
    },
    account,
    people.slice(0, 1),
    dealKey,
  );
  let day = workingDay(story.openedDay + 1 + Math.round(draws.around(account.answerDays, 0.5)));
  for (let n = 1; day < until; n++) {
    exchange(draws, diary, story, day, `${story.id}-t${n}`);
    day = workingDay(day + Math.max(1, Math.round(draws.around(story.paceDays, 0.5))));
  }
  if (story.fate === 'faded') nudge(draws, diary, story);
}

function exchange(draws: Draws, diary: Diary, story: Story, day: number, thread: string): void {
  const { account } = story;
  const dealKey = `id:${story.id}`;
  const present = draws.happens(0.6)
    ? story.people.slice(0, 1)
    : [...story.people].sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, draws.whole(1, story.people.length));
  const minute = workMinute(draws);
  const form = draws.uniform();
  if (form < 0.18) {
    diary.write(
      {
        type: 'meeting',
        direction: 'both',
        day,
        minute: Math.round(minute / 30) * 30,
        durationMinutes: draws.pick([30, 45, 60, 90]),
        subject: draws.pick(subjects.meetings),
      },
      account,
      present,
      dealKey,
    );
    return;
  }
  if (form < 0.28) {
    diary.write(
      { type: 'call', direction: draws.happens(0.6) ? 'out' : 'in', day, minute, durationMinutes: draws.whole(4, 25), subject: 'Call' },
      account,
      present.slice(0, 1),
      dealKey,
    );
    return;
  }
  const theyBegin = draws.happens(0.4);
  const waitDays = theyBegin ? draws.around(0.5, 0.7) : draws.around(account.answerDays, 0.5);
  const answerMinute = Math.min(17 * 60, 8 * 60 + draws.whole(0, 520));
  const answerDay = waitDays < 0.6 && answerMinute > minute ? day : workingDay(day + Math.max(1, Math.round(waitDays)));
  const [first, second] = theyBegin ? (['in', 'out'] as const) : (['out', 'in'] as const);
  const subject = draws.pick(theyBegin ? subjects.theirs : subjects.ours);
  diary.write({ type: 'mail', direction: first, day, minute, subject, thread }, account, present, dealKey);
  diary.write(
    { type: 'mail', direction: second, day: answerDay, minute: answerMinute, subject: `Re: ${subject.replace(/^Re: /, '')}`, thread },
    account,
    present.slice(0, 1),
    dealKey,
  );
}

function nudge(draws: Draws, diary: Diary, story: Story): void {
  let day = story.endDay;
  for (let n = 0; n < draws.whole(1, 4); n++) {
    day = workingDay(day + draws.whole(5, 16));
    if (story.closedDay !== undefined && day >= story.closedDay) return;
    diary.write(
      { type: 'mail', direction: 'out', day, minute: workMinute(draws), subject: draws.pick(subjects.nudges), thread: `${story.id}-n${n}` },
      story.account,
      story.people.slice(0, 1),
      `id:${story.id}`,
    );
  }
}

/** Ties that outlive deals: a word every month or two, some of which fell silent in the last half year. */
export function keepTies(draws: Draws, diary: Diary, accounts: readonly AccountTruth[], asOfDay: number): void {
  for (const account of accounts) {
    const person = account.contacts.at(-1);
    if (person === undefined || account.need < 0.25) continue;
    const gapDays = draws.around(24, 0.35);
    const lastDay = draws.happens(0.35) ? asOfDay - draws.whole(80, 200) : asOfDay;
    let day = workingDay(asOfDay - 900 + draws.whole(0, 200));
    for (let n = 0; day < lastDay; n++) {
      const thread = `${account.record.externalId}-tie-${n}`;
      const subject = draws.pick(subjects.ties);
      const theyBegin = draws.happens(0.45);
      diary.write({ type: 'mail', direction: theyBegin ? 'in' : 'out', day, minute: workMinute(draws), subject, thread }, account, [
        person,
      ]);
      const answerDay = workingDay(day + 1 + Math.round(draws.around(account.answerDays, 0.4)));
      diary.write(
        { type: 'mail', direction: theyBegin ? 'out' : 'in', day: answerDay, minute: workMinute(draws), subject: `Re: ${subject}`, thread },
        account,
        [person],
      );
      day = workingDay(day + Math.round(draws.around(gapDays, 0.3)));
    }
  }
}

/** What lies on the desk on the as-of day: fresh questions without an answer yet, and meetings ahead. */
export function fillTheDesk(draws: Draws, diary: Diary, live: readonly Story[], asOfDay: number): void {
  const asked = new Map<string, number>();
  for (const story of live) {
    const { ownerKey } = story.account;
    const dealKey = `id:${story.id}`;
    const already = asked.get(ownerKey) ?? 0;
    if (already < 2) {
      asked.set(ownerKey, already + 1);
      const day = already === 0 ? workingDayBefore(asOfDay) : workingDayBefore(workingDayBefore(asOfDay));
      diary.write(
        {
          type: 'mail',
          direction: 'in',
          day,
          minute: draws.whole(13 * 60, 16 * 60),
          subject: draws.pick(subjects.waiting),
          thread: `${story.id}-desk`,
        },
        story.account,
        story.people.slice(0, 1),
        dealKey,
      );
    }
    if (draws.happens(0.35)) {
      const day = workingDay(asOfDay + draws.whole(0, 10));
      const minute = draws.pick([9, 10, 11, 13, 14, 15]) * 60;
      diary.write(
        { type: 'meeting', direction: 'both', day, minute, durationMinutes: 45, subject: draws.pick(subjects.meetings), state: 'planned' },
        story.account,
        story.people,
        dealKey,
      );
    }
  }
}
