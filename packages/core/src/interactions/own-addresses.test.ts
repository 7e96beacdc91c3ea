import { expect, test } from 'vitest';
import { addressKey, countsAsEngagement, directionOf, isFreeMailDomain, othersOf, type Party } from './index.ts';

const own = { addresses: new Set(['ada@gmail.com', 'ada.private@web.de']), domains: new Set(['acme.com', 'gmail.com']) };
const people = (from: string | undefined, to: readonly string[], cc: readonly string[] = []) => ({
  ...(from === undefined ? {} : { from: { address: from } }),
  to: to.map((address): Party => ({ address })),
  cc: cc.map((address): Party => ({ address })),
  bcc: [],
});

test('mail goes in, out or stays inside', () => {
  expect(directionOf(people('ben@buyer.com', ['ada@acme.com']), own)).toBe('in');
  expect(directionOf(people('ada@acme.com', ['ben@buyer.com'], ['max@acme.com']), own)).toBe('out');
  expect(directionOf(people('ada@acme.com', ['max@eu.acme.com']), own)).toBe('internal');
  expect(directionOf(people('ben@buyer.com', ['cleo@buyer.com']), own)).toBe('in');
  expect(directionOf(people(undefined, ['ada@acme.com']), own)).toBe('in');
});

test("a note to one's own other address is internal, whichever alias is used", () => {
  expect(directionOf(people('ada@acme.com', ['a.da+notes@googlemail.com']), own)).toBe('internal');
  expect(directionOf(people('ada.private@web.de', ['max@acme.com']), own)).toBe('internal');
});

test('a customer at a free-mail provider is not one of us, even if somebody calls that domain ours', () => {
  expect(directionOf(people('ben@gmail.com', ['ada@acme.com']), own)).toBe('in');
  expect(directionOf(people('ada@acme.com', ['ben@gmail.com']), own)).toBe('out');
});

test('a domain that only ends like ours is not ours', () => {
  expect(directionOf(people('ada@acme.com', ['x@notacme.com']), own)).toBe('out');
});

test('the others of a message are named once, without ourselves', () => {
  const message = people('ben@buyer.com', ['ada@acme.com', 'cleo@buyer.com'], ['ben@buyer.com']);
  expect(othersOf(message, own).map((party) => party.address)).toEqual(['ben@buyer.com', 'cleo@buyer.com']);
});

test('dots and plus tags are ignored only where the provider ignores them', () => {
  expect(addressKey('A.Da+x@GoogleMail.com')).toBe('ada@gmail.com');
  expect(addressKey('ada+x@outlook.com')).toBe('ada@outlook.com');
  expect(addressKey('a.da+x@acme.com')).toBe('a.da+x@acme.com');
  expect(addressKey('+x@gmail.com')).toBe('+x@gmail.com');
});

test('only what a person wrote between us and others counts', () => {
  expect(countsAsEngagement('personal', 'in')).toBe(true);
  expect(countsAsEngagement('personal', 'internal')).toBe(false);
  expect(countsAsEngagement('list', 'in')).toBe(false);
  expect(countsAsEngagement('autoReply', 'in')).toBe(false);
});

test('free-mail domains of the whole world are known, companies are not', () => {
  const free = [
    'gmail.com',
    'web.de',
    'qq.com',
    'naver.com',
    'mail.ru',
    'yahoo.co.jp',
    'hotmail.it',
    'uol.com.br',
    'orange.fr',
    'bigpond.com',
    'rediffmail.com',
  ];
  expect(free.filter((domain) => !isFreeMailDomain(domain))).toEqual([]);
  expect(['acme.com', 'sap.com', 'yahoo-inc.com', 'live.acme.com', 'siemens.de'].filter(isFreeMailDomain)).toEqual([]);
});
