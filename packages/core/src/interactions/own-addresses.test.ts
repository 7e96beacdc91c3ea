import { expect, test } from 'vitest';
import { addressKey, isFreeMailDomain, isOwnAddress } from './index.ts';

const own = { addresses: new Set(['ada@gmail.com', 'ada.private@web.de']), domains: new Set(['acme.com', 'gmail.com']) };

test('everybody at our domains is one of us, below them too; a domain that only ends like ours is not ours', () => {
  expect(['ada@acme.com', 'max@eu.acme.com'].every((address) => isOwnAddress(address, own))).toBe(true);
  expect(['ben@buyer.com', 'x@notacme.com', 'x@com', 'acme.com', ''].filter((address) => isOwnAddress(address, own))).toEqual([]);
});

test("one's own other address is one's own, whichever alias is used", () => {
  expect(['a.da+notes@googlemail.com', 'ada.private@web.de'].every((address) => isOwnAddress(address, own))).toBe(true);
});

test('a customer at a free-mail provider is not one of us, even if somebody calls that domain ours', () => {
  expect(isOwnAddress('ben@gmail.com', own)).toBe(false);
});

test('dots and plus tags are ignored only where the provider ignores them', () => {
  expect(addressKey('A.Da+x@GoogleMail.com')).toBe('ada@gmail.com');
  expect(addressKey('ada+x@outlook.com')).toBe('ada@outlook.com');
  expect(addressKey('a.da+x@acme.com')).toBe('a.da+x@acme.com');
  expect(addressKey('+x@gmail.com')).toBe('+x@gmail.com');
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
