import { type DayNumber, isoDay, periodOf } from '@windshield/core';
import { engagedIn, willingness } from './buying.ts';
import { dayMinutes, workdayMinutes } from './calendar.ts';
import { held } from './chance.ts';
import { afterWin } from './customers.ts';
import { arrangeMeeting, callUp, receive, writeTo } from './exchange.ts';
import { engage } from './traces.ts';
import { lossReasons, noteBodies, pushReasons, subjects } from './words.ts';
import { type Deal, isAway, type Member, type Seller, type World } from './world.ts';

/** A seller's working day: which open deals get a touch of their own accord, and, every other day or so, a look through the books. */
export function liveSellersDay(world: World, seller: Seller, day: DayNumber): void {
  const { draws, agenda, home } = world;
  if (!home.isWorkingDay(day) || isAway(seller, day)) return;
  const daysToQuarterEnd = periodOf('quarter', day).to - day;
  const rush = daysToQuarterEnd < 14 ? 1.35 : 1;
  const isFull = seller.freeAt > home.minuteOf(day, 17 * 60);
  for (const deal of [...seller.openDeals]) {
    if (deal.openedAt > agenda.now) continue;
    if (draws.happens(0.5)) agenda.at(home.minuteOf(day, 15 * 60 + draws.integer(150)), () => keepBooks(world, deal, day));
    if (!deal.isOpenInBooks || isFull) continue;
    const sinceTouch = (agenda.now - deal.lastTouchAt) / dayMinutes;
    const tired = 0.85 ** Math.max(0, deal.unansweredTouches - 1);
    // Whoever falls silent is chased; whoever talks needs no chasing.
    const rested = sinceTouch < 2 ? 0.25 : agenda.now - deal.lastInboundAt > 6 * dayMinutes ? 2.8 : 0.6;
    const appetite = 0.085 * seller.drive * deal.favour * deal.account.size ** 0.5 * rush * tired * rested;
    if (draws.happens(0.03 * seller.reach * (engagedIn(deal).length === 0 ? 4 : 1)))
      agenda.at(home.minuteOf(day, 9 * 60 + draws.integer(workdayMinutes - 60)), () => widen(world, deal));
    if (!draws.happens(held(appetite, 0, 0.6))) continue;
    agenda.at(home.minuteOf(day, 8 * 60 + 40 + draws.integer(workdayMinutes - 40)), () => {
      if (deal.isOpenInBooks) reachOut(world, deal);
    });
  }
}

/** One more person at the customer's is written to: a matter of habit, not of how much is done. */
function widen(world: World, deal: Deal): void {
  const { draws, agenda } = world;
  const stranger = deal.members.find((one) => !one.isEngaged && one.person.leavesAt > agenda.now && !one.person.isErased);
  if (stranger === undefined || !deal.isOpenInBooks) return;
  engage(world, stranger);
  writeTo(world, deal, stranger, { subject: draws.pick(subjects.first), isOwnAccord: true });
}

/** A touch of the seller's own accord: a mail, a call, or the proposal to meet. */
function reachOut(world: World, deal: Deal): void {
  const { draws } = world;
  const there = engagedIn(deal).filter(({ person }) => !person.isErased);
  const member = there.length > 0 ? draws.pick(there) : undefined;
  if (member === undefined) return;
  const form = draws.uniform();
  if (form < 0.3) callUp(world, deal, member);
  else if (form < 0.4 && deal.plannedMeetings === 0 && draws.happens(0.2 + willingness(world, deal, member)))
    arrangeMeeting(world, deal, member);
  else
    writeTo(world, deal, member, { subject: draws.pick(deal.unansweredTouches > 1 ? subjects.nudges : subjects.ours), isOwnAccord: true });
}

/** What the seller writes down: the stage as they see it, the date as they hope it, the end as they notice it. */
function keepBooks(world: World, deal: Deal, day: DayNumber): void {
  const { draws, agenda, books } = world;
  const now = agenda.now;
  if (!deal.isOpenInBooks) return;
  if (deal.hadMeeting && deal.stage === 0) {
    books.advance(deal, 1, now);
    const member = engagedIn(deal)[0];
    if (!deal.needIsKnown && member !== undefined && !member.person.isErased && draws.happens(0.75)) {
      deal.needIsKnown = true;
      books.need(deal, draws.pick(deal.product.needWords), member.person, now);
    }
    if (deal.need < 0.2 && deal.phase === 'looking' && draws.happens(0.45)) {
      disqualify(world, deal, now);
      return;
    }
    if (draws.happens(0.2)) books.note(deal, draws.pick(noteBodies), now);
  }
  if (deal.stage === 1 && deal.progress > 0.45 && draws.happens(0.5)) books.advance(deal, 2, now);
  const silentDays = (now - deal.lastInboundAt) / dayMinutes;
  const patience = deal.seller.patienceDays * (deal.seller.tidies ? 1 : 5) * (deal.stage > 1 ? 1.3 : 1);
  if (deal.phase !== 'signing' && silentDays > patience && draws.happens(0.24)) {
    books.close(deal, now, 'lost', { reason: 'No decision' });
    return;
  }
  // Who does not tidy forgets dates as well.
  const heed = deal.seller.tidies ? 0.8 : silentDays > 30 ? 0.02 : 0.4;
  if (deal.expectedCloseDay <= day + 2 && deal.phase !== 'signing' && draws.happens(heed)) push(world, deal, day);
}

function disqualify(world: World, deal: Deal, now: number): void {
  if (deal.phase === 'looking') {
    deal.phase = 'over';
    deal.fadesFrom = now;
    deal.end = { kind: 'disqualified', on: isoDay(world.home.dayAt(now)), cause: 'no need', isSaid: true };
  }
  world.books.close(deal, now, 'lost', { reason: world.draws.pick(lossReasons.disqualified) });
}

/** The hoped-for day is moved, mostly to the end of the next quarter; half of the time somebody says why. */
function push(world: World, deal: Deal, day: DayNumber): void {
  const { draws, books, agenda, home } = world;
  const hoped = day + Math.round(draws.around(30, 0.5) * (deal.fadesFrom === undefined ? 1 : 1.3));
  const to = draws.happens(0.55) ? periodOf('quarter', hoped).to : home.workingDayAfter(hoped, 0);
  if (to > deal.expectedCloseDay) books.moveDate(deal, to, agenda.now, draws.happens(0.5) ? draws.pick(pushReasons) : undefined);
}

/** What the seller hears when the buyers have made up their minds. */
export function hearOfEnd(world: World, deal: Deal): void {
  const { draws, agenda, home } = world;
  const { end } = deal;
  if (end === undefined || !end.isSaid) return;
  const member = engagedIn(deal).find(({ person }) => person.leavesAt > agenda.now && !person.isErased);
  const later = (days: number, act: () => void) => agenda.at(home.next(agenda.now + days * dayMinutes + draws.integer(300)), act);
  if (end.kind === 'won') {
    later(draws.whole(1, 3), () => sign(world, deal, member));
    return;
  }
  later(draws.whole(1, 6), () => {
    if (!deal.isOpenInBooks) return;
    if (member !== undefined) receive(world, deal, member, draws.pick(subjects.refusals), world.diary.newThread(), 1);
    later(draws.whole(0, 6), () => world.books.close(deal, agenda.now, 'lost', lossOf(world, deal)));
  });
}

function lossOf(world: World, deal: Deal): { reason: string; competitor?: string } {
  const { draws } = world;
  if (deal.end?.kind === 'competitor' && deal.rival !== undefined)
    return { reason: deal.priceGap > 0.25 && draws.happens(0.6) ? 'Price' : 'Chose a competitor', competitor: deal.rival.name };
  return { reason: deal.end?.cause === 'project stopped' ? 'Project stopped' : 'No decision' };
}

/** Terms, legal, purchasing; sellers pull signatures into the quarter with discounts (Oyer 1998, Larkin 2014). */
function sign(world: World, deal: Deal, member: Member | undefined): void {
  const { draws, agenda, home, books } = world;
  if (!deal.isOpenInBooks) return;
  if (member !== undefined) receive(world, deal, member, draws.pick(subjects.approvals), world.diary.newThread(), 0);
  books.advance(deal, 1, agenda.now);
  books.advance(deal, 3, agenda.now);
  const day = home.dayAt(agenda.now);
  let needed =
    Math.round(draws.around(9, 0.5) * deal.account.size ** 0.6) + (deal.type === 'Renewal' ? Math.round(deal.account.latenessDays) : 0);
  const left = periodOf('quarter', day).to - day;
  if (needed > left && needed < left + 21 && draws.happens(0.55)) {
    needed = Math.max(1, left - draws.whole(0, 3));
    deal.amountMinor = Math.round((deal.amountMinor * draws.between(0.88, 0.97)) / 10_000) * 10_000;
  }
  const signingDay = home.workingDayAfter(day + needed, 0);
  if (signingDay > deal.expectedCloseDay) books.moveDate(deal, signingDay, agenda.now);
  agenda.at(home.minuteOf(signingDay, draws.whole(9 * 60, 16 * 60)), () => {
    if (!deal.isOpenInBooks) return;
    if (draws.happens(0.03)) {
      deal.phase = 'over';
      deal.fadesFrom = agenda.now;
      deal.end = { kind: 'gone', on: isoDay(home.dayAt(agenda.now)), cause: 'fell through while signing', isSaid: true };
      books.close(deal, agenda.now, 'lost', { reason: 'Project stopped' });
      return;
    }
    deal.phase = 'over';
    books.close(deal, agenda.now, 'won');
    books.won.push({ day: home.dayAt(agenda.now), amountMinor: deal.amountMinor, seller: deal.seller });
    afterWin(world, deal);
  });
}
