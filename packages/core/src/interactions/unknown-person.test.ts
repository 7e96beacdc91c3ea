import { expect, test } from 'vitest';
import { proposeForUnknown, type UnknownPersonFacts } from './unknown-person.ts';

const facts = (given: Partial<UnknownPersonFacts>): UnknownPersonFacts => ({
  address: 'ana.ruiz@halden.example',
  fromThem: 2,
  fromUs: 2,
  meetings: 0,
  withContacts: 0,
  namesakes: [],
  ...given,
});
const halden = { id: 'h', name: 'Halden' };
const ana = { id: 'a', name: 'Ana Ruiz', account: halden, isAtAccount: true, isUnreachable: false };

test('somebody at a company we know is to be made a contact there', () => {
  expect(proposeForUnknown(facts({ account: { ...halden, by: 'domain' } }))).toEqual({
    action: 'create',
    account: halden,
    accountName: null,
    why: 'halden.example is the domain of Halden',
  });
});

test('somebody of a company nobody has entered brings its name along, a free-mail address does not', () => {
  expect(proposeForUnknown(facts({ address: 'x@mail.blue-sky.co.uk' }))).toMatchObject({ action: 'create', accountName: 'Blue-sky' });
  expect(proposeForUnknown(facts({ address: 'x@sky.example', company: 'Sky GmbH' }))).toMatchObject({ accountName: 'Sky GmbH' });
  expect(proposeForUnknown(facts({ address: 'x@gmail.com', withContacts: 1 }))).toMatchObject({ action: 'create', accountName: null });
  expect(proposeForUnknown(facts({ address: 'x@gmail.com' }))).toMatchObject({ action: 'private' });
});

test('a known name at the same company is linked; two of them are not guessed between', () => {
  const at = { account: { ...halden, by: 'people' as const } };
  expect(proposeForUnknown(facts({ ...at, namesakes: [ana] }))).toMatchObject({ action: 'link', contact: { id: 'a' } });
  expect(proposeForUnknown(facts({ ...at, namesakes: [ana, { ...ana, id: 'b' }] }))).toMatchObject({ action: 'create' });
});

test('a known name elsewhere is linked to a free-mail address, or when nothing else reaches that person', () => {
  const elsewhere = { ...ana, isAtAccount: false };
  expect(proposeForUnknown(facts({ address: 'ana@gmail.com', namesakes: [elsewhere] }))).toMatchObject({ action: 'link' });
  expect(proposeForUnknown(facts({ namesakes: [elsewhere] }))).toMatchObject({ action: 'create' });
  expect(proposeForUnknown(facts({ namesakes: [{ ...elsewhere, isUnreachable: true }] }))).toMatchObject({ action: 'link' });
});

test('programs and those whom nobody answers are to be ignored', () => {
  expect(proposeForUnknown(facts({ address: 'no-reply@shop.example', fromUs: 0 }))).toMatchObject({ action: 'ignore' });
  expect(proposeForUnknown(facts({ fromThem: 5, fromUs: 0 }))).toMatchObject({ action: 'ignore' });
  expect(proposeForUnknown(facts({ address: 'news@shop.example' }))).toMatchObject({ action: 'create' });
});
