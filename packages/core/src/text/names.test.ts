import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { companyNameKey, editDistance, jaroWinkler, nameKey, plainLetters, pointKey, probableMisspelling, similarName } from './index.ts';

test('an address written in two ways is one address', () => {
  expect(pointKey('phone', '(+34) 600-11 22')).toBe(pointKey('phone', '+34 600 1122'));
  expect(pointKey('email', ' Ana@Example.ORG')).toBe(pointKey('email', 'ana@example.org'));
  expect(pointKey('phone', ' on request ')).toBe('on request');
});

test('letters are the same with accents, strokes and capitals as without; other scripts stay', () => {
  expect(['Ørsted', 'MÜLLER', 'Łódź', 'Straße', 'Dvořák', 'Işık'].map(plainLetters)).toEqual([
    ...['orsted', 'muller', 'lodz', 'strasse', 'dvorak', 'isik'],
  ]);
  expect(plainLetters('がく 김 Кириллов')).toBe('かく 김 кириллов');
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => plainLetters(plainLetters(text)) === plainLetters(text)));
});

describe('names link across files', () => {
  test('"GTXPro" is "GTX Pro"', () => expect(nameKey('GTXPro')).toBe(nameKey('GTX Pro')));
  test('signs, case and width do not matter', () => {
    expect(nameKey('  ＡＣＭＥ—Corp.')).toBe(nameKey('acme corp'));
    expect(nameKey('STRASSE')).toBe(nameKey('Straße'));
    expect(nameKey('ΟΔΟΣ')).toBe(nameKey('οδός'.normalize('NFD').replace(/\p{M}/gu, '')));
  });
  test('names that differ in meaning stay apart', () => {
    expect(nameKey('C++')).not.toBe(nameKey('C#'));
    expect(nameKey('Müller')).not.toBe(nameKey('Muller'));
    expect(nameKey('!!!')).toBe('!!!');
    expect(nameKey('  ')).toBe('');
  });
  test('a key of a key is itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => nameKey(nameKey(name)) === nameKey(name)));
  });
});

describe('legal forms do not keep two spellings of a firm apart', () => {
  test.each([
    ['Halden Group GmbH & Co. KG', 'Halden Group'],
    ['Kestrel, S.A.', 'KESTREL'],
    ['Morrow Pty. Ltd.', 'morrow'],
    ['AB Volvo', 'Volvo AB'],
    ['Wrocław Sp. z o.o.', 'Wroclaw'],
    ['株式会社ソニー', 'ソニー'],
    ['Tidewater, Inc.', 'Tidewater LLC'],
  ])('%s and %s', (a, b) => expect(companyNameKey(a)).toBe(companyNameKey(b)));
  test('a firm that is only a legal form keeps its name', () => expect(companyNameKey('Co.')).toBe('co'));
});

describe('similarity', () => {
  test('Jaro-Winkler agrees with the published examples (Winkler 1990)', () => {
    expect(jaroWinkler('MARTHA', 'MARHTA')).toBeCloseTo(0.9611, 4);
    expect(jaroWinkler('DIXON', 'DICKSONX')).toBeCloseTo(0.8133, 4);
    expect(jaroWinkler('DWAYNE', 'DUANE')).toBeCloseTo(0.84, 4);
  });
  test('edit distance agrees with the textbook examples', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('ca', 'abc')).toBe(3);
    expect(editDistance('teh', 'the')).toBe(1);
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
  });
  test('edit distance is symmetric', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
      }),
    );
  });
  test('"technolgy" is reported as "technology"', () => {
    expect(probableMisspelling('technolgy', ['medical', 'technology', 'retail'])).toMatchObject({ name: 'technology', slips: 1 });
    expect(similarName('technolgy', 'technology')).toBeGreaterThan(0.95);
  });
  test('a known name, a product number and two equally near names are no misspellings', () => {
    expect(probableMisspelling('retail', ['retail', 'retails'])).toBeUndefined();
    expect(probableMisspelling('Series 100', ['Series 200'])).toBeUndefined();
    expect(probableMisspelling('Mariane', ['Mariana', 'Marianne'])).toBeUndefined();
  });
});
