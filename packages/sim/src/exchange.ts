import type { DayNumber } from '@windshield/core';
import type { Minute } from './agenda.ts';
import { answerMinute, engagedIn, experience, goodness, isThere, pester, remember, willingness } from './buying.ts';
import { dayMinutes, workdayMinutes } from './calendar.ts';
import { held } from './chance.ts';
import { makePromises } from './promises.ts';
import { engage, heard, makeKnown, relevanceOf } from './traces.ts';
import { subjects } from './words.ts';
import { type Deal, isAway, type Member, takeTime, type World } from './world.ts';

/** The seller writes. Whoever gets it answers, later, if they care; the answer may lead to a meeting or on to more mail. */
export function writeTo(
  world: World,
  deal: Deal,
  member: Member,
  input: { subject: string; thread?: string; turn?: number; isOwnAccord: boolean },
): void {
  const { draws, diary, agenda } = world;
  if (member.person.isErased) return;
  const turn = input.turn ?? 0;
  const thread = input.thread ?? diary.newThread();
  diary.write({
    type: 'mail',
    direction: 'out',
    at: agenda.now,
    subject: input.subject,
    thread,
    seller: deal.seller,
    account: deal.account,
    deal,
    people: [member.person],
  });
  deal.lastTouchAt = agenda.now;
  remember(world, deal, input.isOwnAccord ? 1 : 0.25);
  if (input.isOwnAccord) {
    if (deal.unansweredTouches >= 2) pester(world, member);
    deal.unansweredTouches += 1;
  }
  const will = willingness(world, deal, member);
  const answers = member.person.courtesy * held(1.9 * will - 0.1, 0.02, 1) * (turn > 1 ? 0.4 : 1);
  if (!draws.happens(answers)) return;
  agenda.at(answerMinute(world, member.person, will), () => theyAnswer(world, deal, member, input.subject, thread, turn + 1));
}

function theyAnswer(world: World, deal: Deal, member: Member, subject: string, thread: string, turn: number): void {
  if (member.person.leavesAt <= world.agenda.now || member.person.isErased) return;
  // What was going to be answered may be forgotten once the matter is dropped.
  if (deal.fadesFrom !== undefined && !world.draws.happens(0.5)) return;
  receive(world, deal, member, `Re: ${subject.replace(/^Re: /, '')}`, thread, turn);
}

/** They write, and the seller gets to it when they get to it. */
export function receive(world: World, deal: Deal, member: Member, subject: string, thread: string, turn: number): void {
  const { draws, diary, agenda } = world;
  const at = agenda.now;
  diary.write({
    type: 'mail',
    direction: 'in',
    at,
    subject,
    thread,
    seller: deal.seller,
    account: deal.account,
    deal,
    people: [member.person],
  });
  heard(deal, member, at);
  const { seller } = deal;
  // Questions are nearly always answered; a "thank you" needs no answer.
  const needsAnswer = draws.happens(turn % 2 === 0 ? 0.95 : 0.5);
  if (!needsAnswer) return;
  if (draws.happens(0.1 * (1 - seller.care))) {
    experience(world, deal, member, { quality: -0.7, weight: 0.2, trust: -0.01 });
    return;
  }
  const lag = world.home.after(at, draws.around(seller.promptMinutes, 0.8), (day) => isAway(seller, day));
  agenda.at(lag, () => {
    agenda.at(takeTime(world, seller, agenda.now, draws.between(8, 18)), () =>
      weAnswer(world, deal, member, subject, thread, turn + 1, at),
    );
  });
}

function weAnswer(world: World, deal: Deal, member: Member, subject: string, thread: string, turn: number, askedAt: Minute): void {
  const { draws, agenda } = world;
  if (member.person.isErased) return;
  const waitedDays = (agenda.now - askedAt) / dayMinutes;
  const lateness = waitedDays < 1.2 ? 0 : waitedDays < 3.5 ? 0.3 : 0.9;
  experience(world, deal, member, { quality: goodness(relevanceOf(world, deal)) - lateness, weight: 0.3, trust: -0.01 * lateness });
  if (deal.isOpenInBooks && deal.phase === 'looking' && draws.happens(0.3) && deal.plannedMeetings === 0)
    arrangeMeeting(world, deal, member);
  if (turn === 1) makePromises(world, deal, member, 0.14);
  writeTo(world, deal, member, { subject: `Re: ${subject.replace(/^Re: /, '')}`, thread, turn, isOwnAccord: false });
}

/** The seller calls. Half of the time nobody picks up, and nobody keeps a record of that. */
export function callUp(world: World, deal: Deal, member: Member): void {
  const { draws, agenda } = world;
  const will = willingness(world, deal, member);
  deal.lastTouchAt = agenda.now;
  remember(world, deal, 0.15);
  if (!isThere(world, member, Math.floor(agenda.now / dayMinutes)) || !draws.happens(0.12 + 0.55 * will)) {
    deal.unansweredTouches += draws.happens(0.4) ? 1 : 0;
    return;
  }
  talk(world, deal, member, 'out');
}

/** A talk on the phone; the part of them that no system sees depends on how the seller works. */
export function talk(world: World, deal: Deal, member: Member, direction: 'in' | 'out'): void {
  const { draws, diary, agenda } = world;
  diary.write({
    type: 'call',
    direction,
    at: agenda.now,
    durationMinutes: draws.whole(4, 26),
    subject: 'Call',
    seller: deal.seller,
    account: deal.account,
    deal,
    people: [member.person],
    isSeen: !draws.happens(deal.seller.unseenShare),
  });
  heard(deal, member, agenda.now);
  if (direction === 'out') remember(world, deal, 1);
  experience(world, deal, member, { quality: goodness(relevanceOf(world, deal)), weight: 0.3 });
  makePromises(world, deal, member, 0.4);
  if (deal.plannedMeetings === 0 && deal.phase === 'looking' && draws.happens(0.3)) arrangeMeeting(world, deal, member);
}

/** A meeting is put into the calendars; it takes place, is moved, or is called off by people who lost interest. */
export function arrangeMeeting(world: World, deal: Deal, member: Member, inDays = world.draws.whole(2, 11)): void {
  const { draws, agenda, home, diary } = world;
  const { seller, account } = deal;
  let day = home.workingDayAfter(home.dayAt(agenda.now), inDays);
  while (isAway(seller, day) || isAway(member.person, day) || !account.calendar.isWorkingDay(day) || !home.isWorkingDay(day)) day += 1;
  const isVisit = draws.happens(0.18);
  const invited = [member, ...engagedIn(deal).filter((other) => other !== member && draws.happens(0.3 + 0.4 * seller.reach))];
  if (draws.happens(0.75 * seller.reach)) {
    const newcomer = deal.members.find((one) => !one.isEngaged && one.person.leavesAt > agenda.now && !one.person.isErased);
    if (newcomer !== undefined) invited.push(newcomer);
  }
  const at = home.minuteOf(day, draws.pick([9, 10, 11, 13, 14, 15]) * 60 + draws.pick([0, 0, 30]));
  const meeting = diary.write({
    type: isVisit ? 'visit' : 'meeting',
    direction: 'both',
    at,
    durationMinutes: draws.pick([30, 45, 45, 60, 90]),
    subject: draws.pick(subjects.meetings),
    ...(isVisit && account.record.city !== undefined ? { place: account.record.city } : {}),
    state: 'planned',
    seller,
    account,
    deal,
    people: invited.map(({ person }) => person),
    isSeen: !draws.happens(isVisit ? seller.unseenShare : 0.04),
  });
  for (const { person } of invited) makeKnown(person, agenda.now);
  deal.plannedMeetings += 1;
  agenda.at(at, () => {
    deal.plannedMeetings -= 1;
    const will = willingness(world, deal, member);
    if (!deal.isOpenInBooks || !draws.happens(held(0.25 + 1.6 * will, 0.05, 0.93))) {
      meeting.state = 'cancelled';
      if (deal.isOpenInBooks && draws.happens(will + 0.1)) arrangeMeeting(world, deal, member);
      return;
    }
    meeting.state = 'done';
    meet(world, deal, invited, meeting.durationMinutes ?? 45);
  });
}

function meet(world: World, deal: Deal, invited: readonly Member[], minutes: number): void {
  const { agenda } = world;
  const { seller } = deal;
  takeTime(world, seller, agenda.now, minutes + 20);
  deal.lastTouchAt = agenda.now;
  remember(world, deal, 1.4);
  const relevance = relevanceOf(world, deal);
  for (const member of invited) {
    if (!member.isEngaged) engage(world, member);
    heard(deal, member, agenda.now);
    experience(world, deal, member, { quality: goodness(relevance) + 0.1, weight: 0.45 });
  }
  deal.hadMeeting = true;
  makePromises(world, deal, invited[0] as Member, 0.75);
}

/** On a working day of theirs, people with a live project now and then begin an exchange themselves. */
export function theyMayBegin(world: World, deal: Deal, day: DayNumber): void {
  const { draws, agenda, diary } = world;
  if (deal.phase === 'over' && deal.fadesFrom === undefined) return;
  for (const member of deal.members) {
    if (!member.isEngaged) continue;
    const will = willingness(world, deal, member);
    if (!draws.happens(0.9 * will ** 3 * member.person.initiative)) continue;
    if (!isThere(world, member, day)) continue;
    const at = member.person.account.calendar.minuteOf(day, 8 * 60 + 30 + draws.integer(workdayMinutes));
    const isCall = draws.happens(0.2);
    agenda.at(at, () => {
      if (!deal.isOpenInBooks || member.person.leavesAt <= agenda.now) return;
      if (isCall) talk(world, deal, member, 'in');
      else receive(world, deal, member, draws.pick(draws.happens(0.5) ? subjects.theirs : subjects.waiting), diary.newThread(), 0);
    });
  }
}
