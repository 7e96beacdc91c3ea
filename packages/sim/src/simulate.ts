import { type DayNumber, dayNumber, type ImportRecord, type UserRecord } from '@windshield/core';
import { Agenda } from './agenda.ts';
import { Books } from './books.ts';
import { liveBuyingDay } from './buying.ts';
import { dayMinutes, WorkCalendar } from './calendar.ts';
import { type Draws, drawsFrom } from './chance.ts';
import { liveCustomersWeek } from './customers.ts';
import { Diary } from './diary.ts';
import { theyMayBegin } from './exchange.ts';
import { liveCompanyDay } from './expenses.ts';
import { liveLeadsDay } from './leads.ts';
import { companyName, homeCurrency, Market, makePeopleHere, makeProducts } from './market.ts';
import { causesOf, type Mode } from './modes.ts';
import { recordsOf, truthOf } from './observe.ts';
import { hearOfEnd, liveSellersDay } from './selling.ts';
import { makeKnown } from './traces.ts';
import type { Truth } from './truth.ts';
import type { BuyingRole, Product, World } from './world.ts';

export type SimulationInput = {
  /** Any whole number from 0; the same seed gives the same company, to the last letter. */
  seed: number;
  /** ISO day on which the company is looked at: nothing that happens later is in the records, but for planned meetings. */
  asOf: string;
  /** What makes buyers say yes; 'quality' unless told. */
  mode?: Mode;
  /** The books begin on 1 January, so many years before the year of `asOf`; 2 unless told. */
  years?: number;
  /** How many people sell; 4 unless told. */
  reps?: number;
  /** ISO 4217 code that all its money is in; EUR unless told. */
  currency?: string;
  /** From this ISO day on chance goes another way: the same past, and one of many futures by number. */
  future?: { from: string; number: number };
};

export type SimulatedCompany = {
  name: string;
  homeCurrency: string;
  timeZone: string;
  asOf: string;
  mode: Mode;
  /** In the order in which they are written, so that what a record points at is there before it. */
  records: ImportRecord[];
  /** What no record shows. */
  truth: Truth;
};

/** Hours of the night that belong to the day of looking: nobody in the company is up yet. */
const lookedAt = 4 * 60;

/**
 * A made-up maker of measuring instruments, lived day by day from the first day of its books: buyers with needs, moods and
 * habits, sellers with more or less care, reach and drive, and what passes between them. Records show what mailboxes, calendars and
 * people would have written down; `truth` keeps the rest. Two days of looking in one year show one company, older by the days between.
 *
 * It shares no formula with the gauges: nothing here computes a chance from counts of records. Sources: docs/simulated-company.md.
 * About 0.1 s for each seller and three years.
 *
 * @throws RangeError naming the input when `asOf` or `future.from` is not a day, `years` or `reps` not a whole number from 1, `seed` not one from 0
 */
export function simulateCompany(input: SimulationInput): SimulatedCompany {
  const { seed, asOf, mode = 'quality', years = 2, reps = 4, currency = homeCurrency, future } = input;
  demandWhole('seed', seed, 0);
  demandWhole('years', years, 1);
  demandWhole('reps', reps, 1);
  const asOfDay = dayNumber(asOf);
  const { world, users } = begin(seed, mode, dayNumber(`${Number(asOf.slice(0, 4)) - years}-01-01`), years, reps);
  const end = asOfDay * dayMinutes + lookedAt;
  if (future !== undefined) {
    world.agenda.runUntil(Math.min(end, dayNumber(future.from) * dayMinutes + lookedAt));
    world.draws = drawsFrom(Math.imul(seed + 1, 0x9e3779b1) + Math.imul(future.number + 1, 0x85ebca6b));
  }
  world.agenda.runUntil(end);
  return {
    name: companyName,
    homeCurrency: currency,
    timeZone: 'Europe/Berlin',
    asOf,
    mode,
    records: recordsOf(world, users, currency),
    truth: truthOf(world, mode),
  };
}

function demandWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name} is ${value}; it takes a whole number from ${least}`);
}

function begin(seed: number, mode: Mode, startDay: DayNumber, years: number, reps: number): { world: World; users: UserRecord[] } {
  const draws = drawsFrom(seed);
  const { users, sellers } = makePeopleHere(draws, reps, startDay);
  const products = makeProducts();
  const world: World = {
    causes: causesOf[mode],
    draws,
    agenda: new Agenda((startDay - 1) * dayMinutes),
    home: new WorkCalendar('DE'),
    diary: new Diary(),
    books: new Books(),
    market: new Market(products.length),
    truth: { leads: [], erasures: [] },
    startDay,
    downturn: downturnOf(draws, startDay, years),
    sellers,
    products,
    accounts: [],
    deals: [],
    running: [],
    hearOfEnd: (deal) => hearOfEnd(world, deal),
  };
  settleFirstCustomers(world);
  const { agenda } = world;
  const dawn = (day: DayNumber) => {
    liveDay(world, day);
    agenda.at((day + 1) * dayMinutes, () => dawn(day + 1));
  };
  agenda.at(startDay * dayMinutes, () => dawn(startDay));
  return { world, users };
}

/** Two companies in three live through one, of seven to fourteen months: the mean of contractions since 1945 is ten (NBER). */
function downturnOf(draws: Draws, startDay: DayNumber, years: number): World['downturn'] {
  const [isThere, when, length, depth] = [draws.happens(0.67), draws.uniform(), draws.whole(210, 420), draws.between(0.25, 0.5)];
  if (!isThere) return undefined;
  const fromDay = startDay + Math.round(120 + when * Math.max(200, 365 * years - 200));
  return { fromDay, toDay: fromDay + length, depth };
}

/** Whom the company knew before its books begin. */
function settleFirstCustomers(world: World): void {
  const { draws, market, sellers, agenda, products, startDay } = world;
  const roles: readonly BuyingRole[] = ['champion', 'decision maker', 'user', 'finance', 'user'];
  for (let i = 0; i < 11 * sellers.length; i++) {
    const account = market.newAccount(draws, draws.pick(sellers), agenda.now);
    world.accounts.push(account);
    account.isCustomer = draws.happens(0.7);
    for (const role of roles.slice(0, draws.whole(1, 5))) {
      const person = market.newPerson(draws, account, role, agenda.now);
      makeKnown(person, agenda.now);
      person.warmth = draws.between(0.05, 0.85);
    }
    for (const product of products)
      if (account.isCustomer && product.renews && draws.happens(0.35))
        account.contracts.push({
          product,
          amountMinor: contractAmount(draws, product, account.size),
          endsOn: startDay + draws.whole(91, 455),
          years: 1,
          renewedFor: 0,
        });
  }
}

function contractAmount(draws: Draws, product: Product, size: number): number {
  return Math.round((product.priceMinor * size ** 1.1 * draws.around(1, 0.3)) / 10_000) * 10_000;
}

function liveDay(world: World, day: DayNumber): void {
  liveCompanyDay(world, day);
  liveLeadsDay(world, day);
  for (const [i, account] of world.accounts.entries()) if ((i + day) % 7 === 0) liveCustomersWeek(world, account, day);
  let kept = 0;
  for (const deal of world.running) {
    if (deal.phase === 'over' && !deal.isOpenInBooks) {
      deal.account.liveDeals -= 1;
      continue;
    }
    world.running[kept++] = deal;
    if (!deal.account.calendar.isWorkingDay(day)) continue;
    liveBuyingDay(world, deal, day);
    if (deal.isOpenInBooks) theyMayBegin(world, deal, day);
  }
  world.running.length = kept;
  for (const seller of world.sellers) liveSellersDay(world, seller, day);
}
