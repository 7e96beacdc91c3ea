import { describe, expect, it, test } from 'vitest';
import { base32, codeOf, otpauthLink, stepAt, stepOfCode } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

describe('codes are those of every authenticator app', () => {
  // RFC 4226, appendix D
  test.each(
    ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].map((code, count) => ({
      count,
      code,
    })),
  )('count $count is $code', ({ count, code }) => {
    expect(codeOf(secret, count)).toBe(code);
  });
  // RFC 6238, appendix B, whose codes of eight digits end in those of six
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('second %i is %s', (second, code) => {
    expect(codeOf(secret, stepAt(second * 1000))).toBe(code);
  });
  // RFC 4648, section 10
  test.each([
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('%s is %s in base 32', (text, written) => {
    expect(base32(Buffer.from(text))).toBe(written);
  });
});

it('a clock that is half a minute off is forgiven, one that is more is not', () => {
  const now = 1_111_111_111_000;
  for (const aside of [-1, 0, 1]) expect(stepOfCode(secret, codeOf(secret, stepAt(now) + aside), now)).toBe(stepAt(now) + aside);
  for (const aside of [-2, 2]) expect(stepOfCode(secret, codeOf(secret, stepAt(now) + aside), now)).toBeUndefined();
});

it('nothing but six digits is a code', () => {
  const now = 1_111_111_111_000;
  const code = codeOf(secret, stepAt(now));
  for (const other of ['', ' ', code.slice(1), `${code}0`, `0${code}`, 'äöüäöü', 'ABCDEF'])
    expect(stepOfCode(secret, other, now)).toBeUndefined();
});

it('the link names whose account it is', () => {
  expect(otpauthLink(secret, 'ana+x@example.org')).toBe(
    'otpauth://totp/Windshield:ana%2Bx%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Windshield&algorithm=SHA1&digits=6&period=30',
  );
});
