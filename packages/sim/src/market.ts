import type { AccountRecord, ContactRecord, UserRecord } from '@windshield/core';
import type { Minute } from './agenda.ts';
import { dayMinutes, instantAt, WorkCalendar } from './calendar.ts';
import type { Draws } from './chance.ts';
import { firmEnds, firmStarts, firmTails, legalForms, peoplesNames, placesOf, titlesOf } from './names.ts';
import { needWordsOf } from './words.ts';
import type { Account, BuyingRole, Person, Product, Seller } from './world.ts';

export const companyName = 'Larkspur Instruments';
export const companyDomain = 'larkspur.example';
export const homeCurrency = 'EUR';

const firstSellers = ['Dana Whitfield', 'Mateo Fuentes', 'Aiko Tanabe', 'Oluwaseun Adeyemi'];
const teams = ['North', 'South', 'East', 'West'];

/** Sellers in teams of up to six with a manager each, and someone in marketing. */
export function makePeopleHere(draws: Draws, reps: number, startDay: number): { users: UserRecord[]; sellers: Seller[] } {
  const users: UserRecord[] = [];
  const used = new Set<string>();
  const join = (name: string, role: 'rep' | 'manager' | 'marketer', teamName?: string, managerName?: string): UserRecord => {
    used.add(name);
    const id = `user-${users.length + 1}`;
    const record: UserRecord = {
      kind: 'users',
      key: `id:${id}`,
      externalId: id,
      name,
      email: `${mailName(name)}@${companyDomain}`,
      role,
      isActive: true,
      ...(teamName === undefined ? {} : { teamName }),
      ...(managerName === undefined ? {} : { managerName }),
      timeZone: 'Europe/Berlin',
    };
    users.push(record);
    return record;
  };
  const teamCount = Math.ceil(reps / 6);
  const managers = Array.from({ length: teamCount }, (_, i) => (i === 0 ? 'Ingrid Solheim' : newName(draws, used)));
  for (const name of managers) used.add(name);
  const sellers = Array.from({ length: reps }, (_, i) => {
    const team = i % teamCount;
    const name = firstSellers[i] ?? newName(draws, used);
    return makeSeller(draws, join(name, 'rep', teams[team] ?? `Team ${team + 1}`, managers[team]), startDay);
  });
  for (const [i, name] of managers.entries()) join(name, 'manager', teams[i] ?? `Team ${i + 1}`);
  join(newName(draws, used), 'marketer');
  return { users, sellers };
}

function makeSeller(draws: Draws, record: UserRecord, startDay: number): Seller {
  return {
    record,
    care: draws.trait(0.55, 0.2),
    reach: draws.trait(0.4, 0.18),
    drive: draws.around(1, 0.45),
    promptMinutes: draws.around(140, 0.6),
    patienceDays: draws.around(60, 0.35),
    tidies: draws.happens(0.55),
    unseenShare: draws.trait(0.35, 0.2),
    absences: absencesFrom(draws, startDay, 6),
    freeAt: 0,
    openDeals: [],
  };
}

/** Two or three longer holidays a year and some short ones, for as many years. */
function absencesFrom(draws: Draws, startDay: number, years: number): { from: number; to: number }[] {
  const away: { from: number; to: number }[] = [];
  for (let year = 0; year < years; year++) {
    const first = startDay + 365 * year;
    const summer = first + draws.whole(170, 235);
    away.push({ from: summer, to: summer + draws.whole(9, 18) });
    for (let n = draws.count(1.6); n > 0; n--) {
      const from = first + draws.integer(365);
      away.push({ from, to: from + draws.whole(1, 6) });
    }
  }
  return away;
}

export function makeProducts(): Product[] {
  const products = [
    ['Inline Analyser', 'Instruments', 24_500, false, 46],
    ['Leak Locator', 'Instruments', 16_800, false, 38],
    ['Batch Release Suite', 'Software', 32_000, true, 58],
    ['Sensor Care Plan', 'Service', 5_400, true, 24],
    ['Lab Bench Set', 'Instruments', 11_200, false, 32],
    ['Site Survey', 'Service', 2_900, false, 16],
  ] as const;
  return products.map(([name, family, price, renews, cycleDays], i) => {
    const id = `product-${i + 1}`;
    return {
      record: {
        kind: 'products',
        key: `id:${id}`,
        externalId: id,
        name,
        family,
        price: { amountMinor: price * 100, currency: homeCurrency },
        isActive: true,
      },
      priceMinor: price * 100,
      renews,
      cycleDays,
      needWords: needWordsOf[name],
    };
  });
}

/** Brings customers and people into the world, each with a name that nobody had before. */
export class Market {
  private readonly productCount: number;
  private readonly calendars = new Map<string, WorkCalendar>();
  private readonly firmNames = new Set<string>();
  private accountCount = 0;
  private contactCount = 0;

  constructor(productCount: number) {
    this.productCount = productCount;
  }

  newAccount(draws: Draws, seller: Seller, at: Minute, industry?: string): Account {
    const id = `account-${++this.accountCount}`;
    const { country, city } = draws.pick(placesOf);
    const tails = firmTails.filter((one) => industry === undefined || one.industry === industry);
    const { tail, industry: field } = draws.pick(tails);
    const short = this.firmName(draws, tail);
    const employees = Math.max(8, Math.round(draws.around(240, 1)));
    const domain = `${letters(short)}.example`;
    const record: AccountRecord = {
      kind: 'accounts',
      key: `id:${id}`,
      externalId: id,
      name: `${short} ${legalForms[country] ?? ''}`.trim(),
      owner: { key: seller.record.key, name: seller.record.name },
      type: employees >= 1000 ? 'Large' : employees >= 200 ? 'Mid-size' : 'Small',
      website: `https://${domain}`,
      domain,
      industry: field,
      employees,
      city,
      country,
      createdAt: instantAt(at),
    };
    const wants = draws.trait(0.5, 0.18);
    return {
      record,
      calendar: this.calendarOf(country),
      seller,
      size: (employees / 240) ** 0.35,
      people: [],
      trust: draws.trait(0.5, 0.12),
      latenessDays: draws.happens(0.35) ? draws.around(28, 0.5) : draws.around(3, 0.6),
      needs: Array.from({ length: this.productCount }, () => draws.trait(wants, 0.2)),
      contracts: [],
      isCustomer: false,
      liveDeals: 0,
    };
  }

  newPerson(draws: Draws, account: Account, role: BuyingRole, at: Minute): Person {
    const id = `contact-${++this.contactCount}`;
    const { country } = account.record;
    const taken = new Set(account.people.map(({ record }) => record.name));
    const home = Math.max(
      0,
      placesOf.findIndex((place) => place.country === country),
    );
    const { firstName, lastName } = newPersonName(draws, taken, draws.happens(0.75) ? home : undefined);
    const name = `${firstName} ${lastName}`;
    const record: ContactRecord = {
      kind: 'contacts',
      key: `id:${id}`,
      externalId: id,
      name,
      firstName,
      lastName,
      account: { key: account.record.key, name: account.record.name },
      title: draws.pick(titlesOf[role]),
      owner: { key: account.seller.record.key, name: account.seller.record.name },
      ...(country === undefined ? {} : { country }),
      points: [
        { kind: 'email', value: `${mailName(name)}@${account.record.domain}`, label: 'work' },
        ...(draws.happens(0.6) ? [{ kind: 'phone' as const, value: `+44 20 7946 0${draws.whole(100, 999)}`, label: 'work' }] : []),
      ],
      createdAt: instantAt(at),
    };
    const person: Person = {
      record,
      account,
      role,
      paceMinutes: draws.around(260, 0.8),
      courtesy: draws.trait(0.74, 0.13),
      initiative: draws.around(0.9, 0.3),
      clout: { user: 0.7, champion: 1.1, 'decision maker': 1.5, finance: 0.8 }[role] * draws.around(1, 0.45),
      absences: absencesFrom(draws, Math.floor(at / dayMinutes), 4),
      leavesAt: at + (-Math.log(1 - draws.uniform()) / 0.14) * 365 * dayMinutes,
      isKnown: false,
      knownSince: at,
      isErased: false,
      warmth: 0,
    };
    account.people.push(person);
    return person;
  }

  private calendarOf(country: string): WorkCalendar {
    const known = this.calendars.get(country) ?? new WorkCalendar(country);
    this.calendars.set(country, known);
    return known;
  }

  private firmName(draws: Draws, tail: string): string {
    for (;;) {
      const name = `${draws.pick(firmStarts)}${draws.pick(firmEnds)} ${tail}`;
      if (this.firmNames.has(name)) continue;
      this.firmNames.add(name);
      return name;
    }
  }
}

function newPersonName(draws: Draws, taken: ReadonlySet<string>, home?: number): { firstName: string; lastName: string } {
  for (let tries = 0; ; tries++) {
    const names = home !== undefined && tries < 12 ? peoplesNames[home] : draws.pick(peoplesNames);
    const firstName = draws.pick(names?.given ?? ['Kim']);
    const lastName = draws.pick(names?.family ?? ['Lund']);
    if (!taken.has(`${firstName} ${lastName}`)) return { firstName, lastName };
  }
}

/** A name that nobody in the set has; it is added to the set. */
function newName(draws: Draws, taken: Set<string>): string {
  const { firstName, lastName } = newPersonName(draws, taken);
  taken.add(`${firstName} ${lastName}`);
  return `${firstName} ${lastName}`;
}

function letters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();
}

const lettersInMail: Readonly<Record<string, string>> = { ø: 'o', ð: 'd', ł: 'l', æ: 'ae', ö: 'o', ä: 'a', ü: 'u' };

export function mailName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[øðłæöäü]/g, (letter) => lettersInMail[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .trim()
    .replace(/ +/g, '.');
}
