import { expect, test } from 'vitest';
import { pointHref, pointKind } from './point-kind.ts';

test('an address is recognised as what it is', () => {
  expect(pointKind('ana@example.org')).toBe('email');
  expect(pointKind('+34 612 345 678')).toBe('phone');
  expect(pointKind('(0)30 / 12 34 56')).toBe('phone');
  expect(pointKind('https://example.org/ana')).toBe('url');
  expect(pointKind('linkedin.example/in/ana')).toBe('url');
  expect(pointKind('@ana')).toBe('handle');
});

test('a click leads to mail, phone or page, and never to a script', () => {
  expect(pointHref('email', 'ana@example.org')).toBe('mailto:ana@example.org');
  expect(pointHref('phone', '+34 612-345')).toBe('tel:+34612345');
  expect(pointHref('url', 'javascript:alert(1)')?.startsWith('javascript:') ?? false).toBe(false);
  expect(pointHref('handle', '@ana')).toBeUndefined();
});
