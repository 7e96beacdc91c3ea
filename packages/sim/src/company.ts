import type { AccountRecord, ContactRecord, ProductRecord, UserRecord } from '@windshield/core';
import type { Draws } from './chance.ts';
import { firmHeads, firmTails, legalForms, peoplesNames, placesOf, titles } from './names.ts';

export const companyName = 'Larkspur Instruments';
export const companyDomain = 'larkspur.example';
export const homeCurrency = 'EUR';

/** Hidden from every record: what a customer is really like. */
export type AccountTruth = {
  record: AccountRecord;
  ownerKey: string;
  /** How much they need what is sold, 0..1. */
  need: number;
  /** How quickly and surely their people answer: median days. */
  answerDays: number;
  contacts: ContactRecord[];
};

export function makeUsers(): UserRecord[] {
  const people = [
    { name: 'Dana Whitfield', teamName: 'North', role: 'rep' },
    { name: 'Mateo Fuentes', teamName: 'North', role: 'rep' },
    { name: 'Aiko Tanabe', teamName: 'South', role: 'rep' },
    { name: 'Oluwaseun Adeyemi', teamName: 'South', role: 'rep' },
    { name: 'Ingrid Solheim', teamName: 'North', role: 'manager' },
  ] as const;
  return people.map(({ name, teamName, role }, i) => ({
    kind: 'users',
    key: `id:user-${i + 1}`,
    externalId: `user-${i + 1}`,
    name,
    email: `${mailName(name)}@${companyDomain}`,
    role,
    isActive: true,
    teamName,
    ...(role === 'rep' ? { managerName: 'Ingrid Solheim' } : {}),
    timeZone: 'Europe/Berlin',
  }));
}

export function makeProducts(): ProductRecord[] {
  const products = [
    ['Inline Analyser', 'Instruments', 24_500],
    ['Leak Locator', 'Instruments', 16_800],
    ['Batch Release Suite', 'Software', 32_000],
    ['Sensor Care Plan', 'Service', 5_400],
    ['Lab Bench Set', 'Instruments', 11_200],
    ['Site Survey', 'Service', 2_900],
  ] as const;
  return products.map(([name, family, price], i) => ({
    kind: 'products',
    key: `id:product-${i + 1}`,
    externalId: `product-${i + 1}`,
    name,
    family,
    price: { amountMinor: price * 100, currency: homeCurrency },
    isActive: true,
  }));
}

/** Sixty customers and would-be customers with two to five people each. */
export function makeAccounts(draws: Draws, sellers: readonly UserRecord[], createdAt: string): AccountTruth[] {
  const accounts: AccountTruth[] = [];
  const used = new Set<string>();
  while (accounts.length < 60) {
    const { tail, industry } = draws.pick(firmTails);
    const head = firmHeads[accounts.length % firmHeads.length] as string;
    const short = `${head} ${tail}`;
    if (used.has(short)) continue;
    used.add(short);
    const placeIndex = draws.integer(placesOf.length);
    const place = placesOf[placeIndex] as (typeof placesOf)[number];
    const id = `account-${accounts.length + 1}`;
    const owner = sellers[accounts.length % sellers.length] as UserRecord;
    const domain = `${asciiSlug(short)}.example`;
    const record: AccountRecord = {
      kind: 'accounts',
      key: `id:${id}`,
      externalId: id,
      name: `${short} ${legalForms[place.country] ?? ''}`.trim(),
      owner: { key: owner.key },
      website: `https://${domain}`,
      domain,
      industry,
      employees: Math.round(draws.around(240, 0.9)),
      city: place.city,
      country: place.country,
      createdAt,
    };
    const truth: AccountTruth = { record, ownerKey: owner.key, need: draws.uniform(), answerDays: draws.around(1.6, 0.6), contacts: [] };
    truth.contacts = makeContacts(draws, truth, placeIndex, createdAt);
    accounts.push(truth);
  }
  return accounts;
}

function makeContacts(draws: Draws, account: AccountTruth, placeIndex: number, createdAt: string): ContactRecord[] {
  const count = draws.whole(2, 5);
  const taken = new Set<string>();
  const contacts: ContactRecord[] = [];
  while (contacts.length < count) {
    // Most people have names of the place; some have moved there.
    const names = draws.happens(0.75) ? peoplesNames[placeIndex % peoplesNames.length] : draws.pick(peoplesNames);
    const firstName = draws.pick(names?.given ?? ['Kim']);
    const lastName = draws.pick(names?.family ?? ['Lund']);
    const name = `${firstName} ${lastName}`;
    if (taken.has(name)) continue;
    taken.add(name);
    const id = `${account.record.externalId}-contact-${contacts.length + 1}`;
    const points: ContactRecord['points'] = [
      { kind: 'email', value: `${mailName(name)}@${account.record.domain}`, label: 'work' },
      ...(draws.happens(0.6) ? [{ kind: 'phone' as const, value: `+44 20 7946 0${draws.whole(100, 999)}`, label: 'work' }] : []),
    ];
    contacts.push({
      kind: 'contacts',
      key: `id:${id}`,
      externalId: id,
      name,
      firstName,
      lastName,
      account: { key: account.record.key },
      owner: { key: account.ownerKey },
      title: titles[(contacts.length * 3 + draws.integer(3)) % titles.length] as string,
      ...(account.record.country === undefined ? {} : { country: account.record.country }),
      points,
      createdAt,
    });
  }
  return contacts;
}

function asciiSlug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase();
}

const lettersInMail: Readonly<Record<string, string>> = { ø: 'o', ð: 'd', ł: 'l', æ: 'ae', ö: 'o', ä: 'a', ü: 'u' };

function mailName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[øðłæöäü]/g, (letter) => lettersInMail[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .trim()
    .replace(/ +/g, '.');
}
