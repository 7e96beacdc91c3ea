import { expect, test } from 'vitest';
import { canonicalSubject, saysAnswer } from './index.ts';

test('an answer has the subject of what it answers, in any language and through any list', () => {
  const written = [
    'Offer for the new plant',
    'Re: Offer for the new plant',
    'RE: re: Re: Offer for the new plant',
    'AW: WG: Offer for the new plant',
    'Fwd: Offer for the new plant',
    'Re[2]: Offer for the new plant',
    'Re^3: Offer for the new plant',
    'SV: Offer for the new plant',
    'Antw: Offer for the new plant',
    'TR : Re : Offer for the new plant',
    'RV: Offer for the new plant',
    'R: I: Offer for the new plant',
    'ENC: RES: Offer for the new plant',
    'Odp: Offer for the new plant',
    'VS: Offer for the new plant',
    'YNT: Offer for the new plant',
    '回复：Offer for the new plant',
    '答复: 转发: Offer for the new plant',
    'Отв: Offer for the new plant',
    '[EXT] Re: Offer for the new plant',
    '[sales-team] Re: Offer for the new plant',
    'Re: [sales-team] Offer for the new plant',
    'Re:  Offer for\r\n the  new plant  (fwd)',
    '***SPAM*** Re: Offer for the new plant.',
  ];
  expect(new Set(written.map(canonicalSubject))).toEqual(new Set(['offer for the new plant']));
});

test('subjects that only look like answers keep their words', () => {
  expect(canonicalSubject('Research: results of March')).toBe('research: results of march');
  expect(canonicalSubject('Revenue: 4 % up')).toBe('revenue: 4 % up');
  expect(canonicalSubject('[PROJ-12]')).toBe('[proj-12]');
  expect(saysAnswer('Reminder: pay')).toBe(false);
  expect(saysAnswer('AW: Termin')).toBe(true);
  expect(saysAnswer('[list] Re: x')).toBe(true);
});

test('a subject that thousands of mails share tells no conversation apart', () => {
  for (const subject of [undefined, '', 'Re:', 'Re: Hello', '(no subject)', 'Fwd: Fwd:', 'AW: Danke']) {
    expect(canonicalSubject(subject)).toBeUndefined();
  }
});

test('a subject of endless prefixes is read in no time', () => {
  const started = performance.now();
  canonicalSubject('Re: '.repeat(100_000));
  canonicalSubject('[a]'.repeat(100_000));
  canonicalSubject(`Re${' '.repeat(100_000)}:`);
  expect(performance.now() - started).toBeLessThan(500);
});
