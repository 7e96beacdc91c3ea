import type { CaptureSource } from '@windshield/contract';
import { expect, test } from 'vitest';
import { countsSentence, folderCount, folderName, leftOutInWords, levelSentence, stateSentence } from './source-words.ts';

const folder: CaptureSource['folders'][number] = {
  path: 'INBOX',
  role: 'inbox',
  isIncluded: true,
  onServer: 1204,
  read: 1204,
  unread: 0,
  countedAt: null,
};
const none = { interactions: 0, waiting: 0, leftOut: 0, unread: 0 };
const source = (over: Partial<CaptureSource>) =>
  ({ state: 'active', lastReadAt: null, stateMessage: null, retryAt: null, ...over }) as CaptureSource;

test('a folder says what the server counts and what was read of it', () => {
  expect(folderCount(folder)).toMatch(/^1.204 of 1.204$/);
  expect(folderCount({ ...folder, onServer: null, read: 0 })).toBe('not counted yet');
  expect(folderCount({ ...folder, isIncluded: false })).toBe('left out');
  expect(folderName(folder)).toBe('Inbox (received)');
  expect(folderName({ path: 'Projects/2026', role: 'other' })).toBe('Projects/2026');
});

test('everything that was read is accounted for, and what is none is not named', () => {
  expect(countsSentence({ counts: { interactions: 8, waiting: 2, leftOut: 5, unread: 1 } })).toMatch(
    /^8 stand in timelines, 2 wait until you say who the people are, 5 were left out,? and 1 could not be read\.$/,
  );
  expect(countsSentence({ counts: { ...none, interactions: 3 } })).toBe('3 stand in timelines.');
  expect(countsSentence({ counts: none })).toBe('Nothing is in yet.');
});

test('a source that cannot be read says what to do, in the words of the server', () => {
  expect(stateSentence(source({ state: 'needsAttention', stateMessage: 'Enter the password again.' }))).toBe('Enter the password again.');
  const now = new Date('2026-11-22T08:00:00');
  const sentence = stateSentence(source({ state: 'waiting', stateMessage: 'It does not answer.', retryAt: '2026-11-22T09:30:00' }), now);
  expect(sentence).toMatch(/^It does not answer\. Tried again today /);
});

test('reasons to leave something out are told in words, also one that is new', () => {
  expect(leftOutInWords({ reason: 'list', count: 1 })).toBe('1 newsletter or list mail');
  expect(leftOutInWords({ reason: 'list', count: 4 })).toBe('4 newsletters and list mails');
  expect(leftOutInWords({ reason: 'somethingNew', count: 2 })).toBe('2 for other reasons');
});

test('what colleagues see is said together with what is kept', () => {
  expect(levelSentence({ level: 'happened', keepsText: false })).toBe('Colleagues see that it happened. No text is kept.');
  expect(levelSentence({ level: 'happened', keepsText: true })).toBe('Colleagues see that it happened. Texts are kept.');
});
