import { expect, test } from 'vitest';
import { restsOnOne } from './index.ts';

const tie = (userId: string, contactId: string, answered = 1) => ({ userId, contactId, answered });

test('what rests on one colleague is told with its share, and what two know is not', () => {
  expect(restsOnOne([tie('dana', 'ana'), tie('dana', 'per'), tie('per', 'lea'), tie('dana', 'lea'), tie('olaf', 'wei')])).toEqual([
    { userId: 'dana', contactIds: ['ana', 'per'], share: 0.5 },
    { userId: 'olaf', contactIds: ['wei'], share: 0.25 },
  ]);
});

test('writing to somebody who never answers makes no tie', () => {
  expect(restsOnOne([tie('dana', 'ana'), tie('olaf', 'ana', 0)])).toEqual([{ userId: 'dana', contactIds: ['ana'], share: 1 }]);
  expect(restsOnOne([tie('olaf', 'ana', 0)])).toEqual([]);
});
