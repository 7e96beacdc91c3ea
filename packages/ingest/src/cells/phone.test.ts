import { expect, test } from 'vitest';
import { e164 } from './phone.ts';
import { regionOf } from './regions.ts';

test.each([
  ['+1 212 555 1000', undefined, '+12125551000'],
  ['+49 (0)30 1234567', undefined, '+49301234567'],
  ['030 1234567', 'DE', '+49301234567'],
  ['(212) 555-1000 x371', 'US', '+12125551000'],
  ['01 42 68 53 00', 'FR', '+33142685300'],
  ['030 1234567', undefined, undefined],
  ['extension 12', 'DE', undefined],
])('%s in %s is %s', (text, region, expected) => expect(e164(text, region)).toBe(expected));

test('countries are known in the languages of exports', () => {
  expect(['Germany', 'Allemagne', 'Niemcy', 'DE', 'USA', 'ドイツ', 'Atlantis'].map(regionOf)).toEqual([
    'DE',
    'DE',
    'DE',
    'DE',
    'US',
    'DE',
    undefined,
  ]);
});
