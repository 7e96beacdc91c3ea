import { experience, remember, willingness } from './buying.ts';
import { dayMinutes } from './calendar.ts';
import { heard } from './traces.ts';
import { stepsOurs, stepsTheirs, subjects } from './words.ts';
import { type Deal, type Member, takeTime, type World } from './world.ts';

/** At the end of a talk each side may promise something by a day. */
export function makePromises(world: World, deal: Deal, member: Member, chance: number): void {
  const { draws } = world;
  if (!deal.isOpenInBooks || deal.openPromises > 2) return;
  if (draws.happens(chance)) wePromise(world, deal, member);
  if (draws.happens(0.6 * chance)) theyPromise(world, deal, member);
}

/** Whether it is kept hangs on the seller's care and on what else waits for them. */
function wePromise(world: World, deal: Deal, member: Member): void {
  const { draws, agenda, home, books } = world;
  const { seller } = deal;
  const dueDay = home.workingDayAfter(home.dayAt(agenda.now), draws.whole(1, 7));
  const step = books.promise(deal, 'us', draws.pick(stepsOurs), dueDay, agenda.now);
  deal.openPromises += 1;
  const forgets = draws.happens(0.5 * (1 - seller.care));
  const startAt = home.minuteOf(dueDay, 9 * 60) - (draws.happens(0.5) ? dayMinutes : 0);
  agenda.at(forgets ? home.minuteOf(dueDay + draws.whole(2, 6), 10 * 60) : startAt, () => {
    agenda.at(takeTime(world, seller, agenda.now, draws.between(25, 60)), () => {
      deal.openPromises -= 1;
      if (!deal.isOpenInBooks) return books.settle(step, 'dropped', agenda.now);
      const isKept = home.dayAt(agenda.now) <= dueDay;
      books.settle(step, isKept ? 'kept' : 'broken', agenda.now);
      experience(world, deal, member, isKept ? { quality: 0.6, weight: 0.18, trust: 0.02 } : { quality: -0.8, weight: 0.2, trust: -0.03 });
      if (isKept || draws.happens(0.6)) hand(world, deal, member);
    });
  });
}

/** What was promised is sent, or what they promised is asked for. */
function hand(world: World, deal: Deal, member: Member, words: readonly string[] = subjects.ours): void {
  const { draws, diary, agenda } = world;
  if (member.person.isErased) return;
  diary.write({
    type: 'mail',
    direction: 'out',
    at: agenda.now,
    subject: draws.pick(words),
    thread: diary.newThread(),
    seller: deal.seller,
    account: deal.account,
    deal,
    people: [member.person],
  });
  deal.lastTouchAt = agenda.now;
  remember(world, deal, 1);
}

/** They keep their word as far as they care, and often late. */
function theyPromise(world: World, deal: Deal, member: Member): void {
  const { draws, agenda, home, books, diary } = world;
  const dueDay = home.workingDayAfter(home.dayAt(agenda.now), draws.whole(2, 10));
  const step = books.promise(deal, 'them', draws.pick(stepsTheirs), dueDay, agenda.now);
  deal.openPromises += 1;
  agenda.at(home.minuteOf(dueDay, draws.whole(8 * 60, 16 * 60)), () => {
    deal.openPromises -= 1;
    if (!deal.isOpenInBooks) return books.settle(step, 'dropped', agenda.now);
    if (draws.happens(0.15 + 0.95 * willingness(world, deal, member)) && member.person.leavesAt > agenda.now && !member.person.isErased) {
      books.settle(step, 'kept', agenda.now);
      heard(deal, member, agenda.now);
      diary.write({
        type: 'mail',
        direction: 'in',
        at: agenda.now,
        subject: draws.pick(subjects.thanks),
        thread: diary.newThread(),
        seller: deal.seller,
        account: deal.account,
        deal,
        people: [member.person],
      });
      return;
    }
    const askAt = home.minuteOf(home.workingDayAfter(dueDay, draws.whole(2, 6)), 11 * 60);
    agenda.at(askAt, () => {
      books.settle(step, 'broken', agenda.now);
      if (deal.isOpenInBooks && draws.happens(0.5)) hand(world, deal, member, subjects.nudges);
    });
  });
}
