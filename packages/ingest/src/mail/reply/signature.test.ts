import { expect, test } from 'vitest';
import { partSignature, signatureFacts } from './signature.ts';

const ada = { address: 'ada.lee@acme-pumps.com', name: 'Ada Lee' };

test('a signature tells name, title, company, phones and links', () => {
  const facts = signatureFacts(
    'Ada Lee\nHead of Purchasing\nAcme Pumps GmbH\nTel: 030 1234567 | Fax: 030 1234568\nMobile +49 (0)171 2345678\nwww.acme-pumps.com',
    ada,
    'DE',
  );
  expect(facts).toEqual({
    name: 'Ada Lee',
    title: 'Head of Purchasing',
    company: 'Acme Pumps GmbH',
    phones: ['+49301234567', '+491712345678'],
    urls: ['www.acme-pumps.com'],
  });
});

test('title and company in one line are told apart', () => {
  expect(signatureFacts('Ada Lee\nCTO | Acme Pumps Ltd\n+44 20 7946 0958', ada, undefined)).toMatchObject({
    title: 'CTO',
    company: 'Acme Pumps Ltd',
    phones: ['+442079460958'],
  });
});

test('a phone stays as written where its country is not known', () => {
  expect(signatureFacts('Ada Lee\nPhone: (555) 346-9947', ada, undefined)?.phones).toEqual(['(555) 346-9947']);
});

test('numbers that are no phones are left', () => {
  expect(
    signatureFacts('Ada Lee\nHRB 123456789\nUSt-IdNr. DE123456789\nIBAN DE02 1203 0000 0000 2020 51\n10115 Berlin', ada, 'DE')?.phones,
  ).toEqual([]);
});

test('a signature below a greeting is cut off, a name alone stays', () => {
  const text = 'Yes, we take it.\n\nBest regards,';
  expect(partSignature(`${text}\nAda Lee\nHead of Purchasing\n+49 30 1234567`)).toEqual({
    text,
    signature: 'Ada Lee\nHead of Purchasing\n+49 30 1234567',
  });
  expect(partSignature(`${text}\nAda`)).toEqual({ text: `${text}\nAda`, signature: '' });
});

test('words below a greeting are words', () => {
  const text =
    'Thanks,\n\nBest regards,\nAda\n\nPS: please call me on +49 30 1234567 before you leave for the fair in Hanover.\nWe should talk about the samples too.';
  expect(partSignature(text).text).toBe(text);
});
