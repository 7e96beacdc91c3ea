import { expect, test } from 'vitest';
import { countsSentence, fieldWords } from './import-words.ts';

test('what will happen is one sentence without zeros', () => {
  expect(countsSentence({ created: 60, updated: 0, unchanged: 0, rejected: 2 })).toBe('60 new and 2 rows need a look');
  expect(countsSentence({ created: 0, updated: 0, unchanged: 0, rejected: 1 })).toBe('1 row needs a look');
  expect(countsSentence({ created: 0, updated: 0, unchanged: 0, rejected: 0 })).toBe('nothing to do');
});

test('a field of ours reads as words', () => {
  expect(fieldWords('expectedCloseOn')).toBe('Expected close');
  expect(fieldWords('owner.key')).toBe('Owner (their id)');
  expect(fieldWords('yearFounded')).toBe('Year founded');
  expect(fieldWords('nextStepDueOn')).toBe('Next step due');
});
