import { type DayNumber, isoDay } from '@windshield/core';
import { answerMinute, consensusOf, engagedIn } from './buying.ts';
import { dayMinutes, workdayMinutes } from './calendar.ts';
import { held } from './chance.ts';
import { raiseHand } from './leads.ts';
import { openDeal } from './opening.ts';
import { outcomesPromised, subjects } from './words.ts';
import { type Account, climateOn, type Deal, isAway, type Person, type Product, takeTime, type World } from './world.ts';

/** What follows a signature: a customer, a contract, a promise of what they will get, and perhaps somebody they tell about us. */
export function afterWin(world: World, deal: Deal): void {
  const { draws, agenda, home, books } = world;
  const { account, product } = deal;
  const day = home.dayAt(agenda.now);
  account.isCustomer = true;
  for (const { person, support } of engagedIn(deal)) person.warmth = held(Math.max(person.warmth, 0.4 + 0.4 * support), 0, 0.95);
  if (deal.contract !== undefined) {
    deal.contract.endsOn += 365;
    deal.contract.years += 1;
  } else if (product.renews) account.contracts.push({ product, amountMinor: deal.amountMinor, endsOn: day + 365, years: 1, renewedFor: 0 });
  // What was promised and what came of it: the benefit decides how they think of the firm.
  const { promised, delivered } = draws.pick(outcomesPromised);
  const outcome = deal.type !== 'Renewal' && draws.happens(0.5) ? books.promiseOutcome(deal, promised, day) : undefined;
  agenda.at(agenda.now + draws.whole(60, 150) * dayMinutes, () => {
    const benefit = draws.trait(0.35 + 0.4 * deal.seller.care, 0.2);
    account.trust = held(account.trust + world.causes.service * 0.25 * (benefit - 0.5), 0, 1);
    if (outcome !== undefined && draws.happens(0.75)) {
      outcome.deliveredOn = isoDay(home.dayAt(agenda.now));
      outcome.delivered = benefit > 0.4 ? delivered : 'Less than hoped; we go on looking for why';
    }
    // Well-served customers bring others (Schmitt, Skiera & Van den Bulte 2011: such customers stay longer and are worth more).
    const goodwill = world.causes.service > 0 ? consensusOf(deal) * 0.5 + benefit * 0.35 : 0.3;
    if (draws.happens(0.6 * goodwill)) raiseHand(world, 'Referral', { referredBy: engagedIn(deal)[0]?.person, seller: deal.seller });
  });
}

/** A week of one customer: contracts that end, new needs, and people who keep in touch. */
export function liveCustomersWeek(world: World, account: Account, day: DayNumber): void {
  const { draws } = world;
  for (const contract of account.contracts)
    if (contract.endsOn - day <= 90 && contract.endsOn > contract.renewedFor) {
      contract.renewedFor = contract.endsOn;
      world.agenda.at(inWorkingHours(world, day), () => renew(world, account, contract));
    }
  if (account.isCustomer && account.liveDeals < 2 && draws.happens((0.003 + 0.006 * account.trust) * climateOn(world, day))) {
    account.liveDeals += 1;
    world.agenda.at(inWorkingHours(world, day), () => expand(world, account));
  }
  for (const person of account.people) if (person.isKnown) keepInTouch(world, person, day);
}

const inWorkingHours = (world: World, day: DayNumber) =>
  world.home.minuteOf(world.home.workingDayAfter(day, world.draws.integer(4)), 9 * 60 + world.draws.integer(420));

function expand(world: World, account: Account): void {
  const { draws } = world;
  const index = draws.integer(world.products.length);
  const first = warmest(world, account);
  account.liveDeals -= 1;
  openDeal(world, {
    account,
    seller: account.seller,
    product: world.products[index] as Product,
    type: 'Expansion',
    source: 'Customer',
    need: draws.trait(account.needs[index] ?? 0.5, 0.15),
    ...(first === undefined ? {} : { first }),
    eagerness: 0.7,
  });
}

function renew(world: World, account: Account, contract: Account['contracts'][number]): void {
  const index = world.products.indexOf(contract.product);
  const first = warmest(world, account);
  openDeal(world, {
    account,
    seller: account.seller,
    product: contract.product,
    type: 'Renewal',
    source: 'Customer',
    need: held((account.needs[index] ?? 0.5) + 0.12 * world.draws.normal(), 0.05, 0.98),
    ...(first === undefined ? {} : { first }),
    eagerness: 0.6,
    contract,
  });
}

function warmest(world: World, account: Account): Person | undefined {
  const there = account.people.filter(({ isKnown, isErased, leavesAt }) => isKnown && !isErased && leavesAt > world.agenda.now);
  return there.reduce<Person | undefined>((best, person) => (best === undefined || person.warmth > best.warmth ? person : best), undefined);
}

const warmthHalfLifeDays = 160;

/** Ties between deals cool unless both sides feed them; two-way and old ones last (Raeder 2011; Miritello 2013). */
function keepInTouch(world: World, person: Person, day: DayNumber): void {
  const { draws, agenda, home } = world;
  if (person.isErased || person.leavesAt <= agenda.now) return;
  person.warmth *= 2 ** (-7 / warmthHalfLifeDays);
  const { seller, calendar } = person.account;
  if (draws.happens(0.00007)) {
    person.isErased = true;
    world.truth.erasures.push({ contactKey: person.record.key, on: isoDay(day) });
    return;
  }
  const theyBegin = draws.happens(0.05 * person.warmth * person.initiative);
  const weBegin = !theyBegin && draws.happens(0.025 * seller.drive ** 0.5 * (0.15 + person.warmth));
  if (!theyBegin && !weBegin) return;
  const on = (theyBegin ? calendar : home).workingDayAfter(day, draws.integer(5));
  const at = theyBegin
    ? calendar.minuteOf(on, 9 * 60 + draws.integer(workdayMinutes - 60))
    : home.minuteOf(on, 9 * 60 + draws.integer(workdayMinutes - 60));
  if (isAway(theyBegin ? person : seller, on)) return;
  const subject = draws.pick(subjects.ties);
  const thread = world.diary.newThread();
  agenda.at(at, () => {
    mail(world, person, theyBegin ? 'in' : 'out', subject, thread);
    if (theyBegin && draws.happens(0.92)) {
      const lag = home.after(agenda.now, draws.around(seller.promptMinutes, 0.8));
      agenda.at(lag, () => agenda.at(takeTime(world, seller, agenda.now, 8), () => mail(world, person, 'out', `Re: ${subject}`, thread)));
    } else if (weBegin && draws.happens(person.courtesy * held(0.2 + 1.3 * person.warmth, 0, 1))) {
      agenda.at(answerMinute(world, person, 0.3 + 0.6 * person.warmth), () => mail(world, person, 'in', `Re: ${subject}`, thread));
    }
  });
}

function mail(world: World, person: Person, direction: 'in' | 'out', subject: string, thread: string): void {
  const { diary, agenda } = world;
  if (person.isErased || (direction === 'in' && person.leavesAt <= agenda.now)) return;
  const { account } = person;
  diary.write({ type: 'mail', direction, at: agenda.now, subject, thread, seller: account.seller, account, people: [person] });
  if (direction === 'in') person.warmth = held(person.warmth + 0.06, 0, 0.95);
}
