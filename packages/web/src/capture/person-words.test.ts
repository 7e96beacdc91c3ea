import type { UnknownPerson } from '@windshield/contract';
import { expect, test } from 'vitest';
import { distinctSubjects, exchangeSentence, proposalWords, startName } from './person-words.ts';

const person = (over: Partial<UnknownPerson>) =>
  ({ address: 'lea.holm@halden.example', name: null, messages: 0, meetings: 0, fromThem: 0, fromUs: 0, ...over }) as UnknownPerson;

test('who wrote how often is one sentence', () => {
  expect(exchangeSentence(person({ fromThem: 4, fromUs: 2, messages: 6 }))).toBe('They wrote 4 times and we wrote twice.');
  expect(exchangeSentence(person({ fromThem: 1, messages: 1 }))).toBe('They wrote once.');
  expect(exchangeSentence(person({ messages: 3 }))).toBe('Named 3 times in mail among others.');
  expect(exchangeSentence(person({ meetings: 1 }))).toBe('In a meeting with us.');
});

test('the button says what will happen', () => {
  const halden = { id: '1', name: 'Halden Group' };
  const create = { action: 'create', account: halden, accountName: null, why: '' } as const;
  expect(proposalWords(person({ proposal: create }))).toBe('New contact at Halden Group');
  expect(proposalWords(person({ proposal: { ...create, account: null, accountName: 'Kestrel' } }))).toBe('New contact at Kestrel');
  expect(proposalWords(person({ proposal: { action: 'link', contact: { id: '2', name: 'Lea Holm' }, account: null, why: '' } }))).toBe(
    'This is Lea Holm',
  );
});

test('somebody without a name begins with the one that the address shows', () => {
  expect(startName(person({}))).toBe('Lea Holm');
  expect(startName(person({ address: 'j_smith42+news@x.example' }))).toBe('J Smith42');
  expect(startName(person({ address: '4711@x.example' }))).toBe('4711@x.example');
});

test('an answered subject is shown once', () => {
  expect(distinctSubjects(['Re: Re: Pilot', 'AW: Pilot', 'Pilot', 'Offer: plant 2'])).toEqual(['Pilot', 'Offer: plant 2']);
});
