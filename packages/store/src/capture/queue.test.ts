import { describe, expect, test } from 'vitest';
import { accounts } from '../accounts/index.ts';
import { deals } from '../deals/index.ts';
import { appendInteraction, listInteractions } from '../interactions/index.ts';
import { nextSteps } from '../parts/index.ts';
import { contacts } from '../people/index.ts';
import {
  addExclusion,
  decideProposal,
  decideUnknownPerson,
  listExclusions,
  listProposals,
  listUnknownPeople,
  seenOf,
  settleWaiting,
  sourceState,
  undoDecision,
} from './index.ts';
import { haldenAndAda, message, type TestPerson } from './testing/mailbox.ts';

const queue = async (person: TestPerson) => (await person.as((tx) => listUnknownPeople(tx))).items;
const counts = async (person: TestPerson) => (await person.as((tx) => sourceState(tx, person.source.id))).counts;
const stranger = 'Lea Holm <lea@halden.example>';
const fromLea = (id: string, more: object = {}) => message({ id, from: stranger, to: ['ada@us.example'], ...more });

describe('people in no record', () => {
  test('wait with what is likely right, those at stake first', async () => {
    const { ada, halden } = await haldenAndAda();
    await ada.as((tx) => deals.create(tx, { name: 'Pilot', accountId: halden.id }));
    await ada.as((tx) => accounts.create(tx, { name: 'Sky', domain: 'sky.example' }));
    const signature = { title: 'Head of Purchasing', company: 'New Co', phones: ['+4712345678'], urls: [] };
    await ada.receive(
      message({ id: 'p', from: 'pal@gmail.com', to: ['ada@us.example'] }),
      message({ id: 'n1', from: 'Nils New <nils@new.example>', to: ['ada@us.example'], signature }),
      message({ id: 'n2', from: 'ada@us.example', to: ['nils@new.example'], subject: 'Re: Pilot' }),
      message({ id: 's', from: 'Ana Ruiz <ana.ruiz@mail.sky.example>', to: ['ada@us.example'] }),
      message({ id: 'x', from: 'ANA RUIZ <a.ruiz@halden.example>', to: ['ada@us.example'] }),
      fromLea('l'),
    );
    const people = await queue(ada);
    expect(
      people
        .map(({ address }) => address)
        .slice(0, 3)
        .sort(),
    ).toEqual(['a.ruiz@halden.example', 'lea@halden.example', 'nils@new.example']);
    const of = (address: string) => people.find((one) => one.address === address);
    expect(of('nils@new.example')).toMatchObject({
      ...{
        name: 'Nils New',
        messages: 2,
        fromThem: 1,
        fromUs: 1,
        title: 'Head of Purchasing',
        phone: '+4712345678',
        subjects: ['Pilot', 'Re: Pilot'],
      },
      proposal: { action: 'create', accountName: 'New Co' },
    });
    expect(of('lea@halden.example')?.proposal).toMatchObject({ action: 'create', account: { id: halden.id } });
    expect(of('a.ruiz@halden.example')?.proposal).toMatchObject({ action: 'link', contact: { name: 'Ana Ruiz' } });
    expect(of('ana.ruiz@mail.sky.example')?.proposal).toMatchObject({ action: 'create', account: { name: 'Sky' } });
    expect(of('pal@gmail.com')?.proposal).toMatchObject({ action: 'private' });
    expect((await ada.as((tx) => listInteractions(tx, {}))).items).toEqual([]);
  });

  test('are shown page by page', async () => {
    const { ada } = await haldenAndAda();
    await ada.receive(
      ...Array.from({ length: 7 }, (_, n) => message({ id: `m${n}`, from: `who${n}@new.example`, to: ['ada@us.example'] })),
    );
    const first = await ada.as((tx) => listUnknownPeople(tx, { limit: 4 }));
    const second = await ada.as((tx) => listUnknownPeople(tx, { limit: 4, cursor: first.nextCursor ?? '' }));
    expect([first.total, first.items.length, second.items.length, second.nextCursor]).toEqual([7, 4, 3, null]);
    expect(new Set([...first.items, ...second.items].map(({ address }) => address)).size).toBe(7);
  });

  test('once made contacts have all their past mail at once', async () => {
    const { ada, halden } = await haldenAndAda();
    await ada.receive(
      fromLea('1'),
      fromLea('2', { sentAt: '2026-10-03T08:00:00.000Z' }),
      message({ id: '3', from: 'ada@us.example', to: ['lea@halden.example'] }),
    );
    const decided = await ada.as((tx) =>
      decideUnknownPerson(tx, { action: 'create', address: 'Lea@halden.example', name: 'Lea Holm', title: 'Buyer', accountId: halden.id }),
    );
    expect(decided).toMatchObject({ interactions: 3, contact: { name: 'Lea Holm' } });
    const { items } = await ada.as((tx) => listInteractions(tx, { contactId: decided.contact?.id as string }));
    expect(items.map(({ direction, subject }) => `${direction} ${subject}`).sort()).toEqual(['in Pilot', 'in Pilot', 'out Pilot']);
    expect(await ada.as((tx) => contacts.get(tx, decided.contact?.id as string))).toMatchObject({
      ...{ title: 'Buyer', account: { name: 'Halden' }, lastInteractionAt: '2026-10-03T08:00:00.000Z' },
    });
    expect(await queue(ada)).toEqual([]);
    expect(await counts(ada)).toMatchObject({ interaction: 3, waiting: 0 });
  });

  test('linked to a contact are one more address of theirs', async () => {
    const { ada, ana } = await haldenAndAda();
    await ada.receive(message({ id: '1', from: 'ana@home.example', to: ['ada@us.example'] }));
    await ada.as((tx) => decideUnknownPerson(tx, { action: 'link', address: 'ana@home.example', contactId: ana.id }));
    expect((await ada.as((tx) => contacts.get(tx, ana.id))).points.map(({ value }) => value)).toEqual([
      'ana@halden.example',
      'ana@home.example',
    ]);
    expect((await ada.as((tx) => listInteractions(tx, { contactId: ana.id }))).items).toHaveLength(1);
  });

  test('beside a contact do not hold the interaction up, and join it later', async () => {
    const { ada, ana, halden } = await haldenAndAda();
    const counted = await ada.receive(
      message({ id: '1', from: 'ana@halden.example', to: ['ada@us.example'], cc: [stranger, 'nils@new.example'] }),
    );
    expect(counted).toMatchObject({ interaction: 1, waiting: 0 });
    expect((await queue(ada)).map(({ address }) => address).sort()).toEqual(['lea@halden.example', 'nils@new.example']);
    const { contact, interactions } = await ada.as((tx) =>
      decideUnknownPerson(tx, { action: 'create', address: 'lea@halden.example', name: 'Lea Holm', accountId: halden.id }),
    );
    expect(interactions).toBe(1);
    const { items } = await ada.as((tx) => listInteractions(tx, { contactId: contact?.id as string }));
    expect(items).toMatchObject([{ contact: { id: ana.id }, participants: [{ role: 'cc', contact: { name: 'Lea Holm' } }] }]);
    expect((await queue(ada)).map(({ address }) => address)).toEqual(['nils@new.example']);
  });

  test('that are nobody’s business are forgotten, and come back only when the mailbox is read again', async () => {
    const { ada } = await haldenAndAda();
    await ada.receive(
      fromLea('1', { subject: 'Geheimwort' }),
      message({ id: '2', from: stranger, to: ['ada@us.example', 'nils@new.example'] }),
    );
    const { decisionId } = await ada.as((tx) =>
      decideUnknownPerson(tx, { action: 'private', address: 'lea@halden.example', scope: 'domain' }),
    );
    expect((await queue(ada)).map(({ address }) => address)).toEqual(['nils@new.example']);
    expect(await ada.as((tx) => tx.raw(`select from app.waiting_items where facts::text like '%Geheimwort%'`))).toEqual([]);
    expect(await counts(ada)).toMatchObject({ private: 1, waiting: 1 });
    expect(await ada.receive(fromLea('3'))).toMatchObject({ private: 1 });
    const again = await ada.as((tx) => undoDecision(tx, decisionId));
    expect(again).toEqual([{ sourceId: ada.source.id, folder: 'INBOX', uids: [1] }]);
    await ada.append({ folder: 'INBOX' }, [{ uid: 1, message: fromLea('1') }]);
    expect((await queue(ada)).map(({ address }) => address)).toContain('lea@halden.example');
  });

  test('wait again when a decision is taken back', async () => {
    const { ada, ana, halden } = await haldenAndAda();
    await ada.receive(fromLea('1'), message({ id: '2', from: 'ana@halden.example', to: ['ada@us.example'], cc: [stranger] }));
    const before = { queue: await queue(ada), counts: await counts(ada), seen: (await ada.as((tx) => listInteractions(tx, {}))).items };
    const now = async () => ({
      queue: await queue(ada),
      counts: await counts(ada),
      seen: (await ada.as((tx) => listInteractions(tx, {}))).items,
    });
    const decisions = [
      { action: 'ignore', address: 'lea@halden.example' },
      { action: 'ignore', address: 'lea@halden.example', scope: 'domain' },
      { action: 'create', address: 'lea@halden.example', name: 'Lea Holm', accountId: halden.id },
      { action: 'link', address: 'lea@halden.example', contactId: ana.id },
    ] as const;
    for (const decision of decisions) {
      const { decisionId, contact } = await ada.as((tx) => decideUnknownPerson(tx, decision));
      expect(await queue(ada)).toEqual([]);
      expect(await ada.as((tx) => undoDecision(tx, decisionId))).toEqual([]);
      expect(await now()).toEqual(before);
      if (decision.action === 'create') expect((await ada.as((tx) => contacts.get(tx, contact?.id as string))).deletedAt).not.toBeNull();
      await expect(ada.as((tx) => undoDecision(tx, decisionId))).rejects.toThrow('no decision');
    }
    expect(await ada.as((tx) => contacts.get(tx, ana.id))).toMatchObject({
      points: [{ value: 'ana@halden.example' }],
      lastInteractionAt: '2026-10-01T08:00:00.000Z',
    });
  });

  test('when taken back, take the account along that was made with them, unless somebody put something there since', async () => {
    const { ada } = await haldenAndAda();
    await ada.receive(message({ id: '1', from: 'Nils New <nils@new.example>', to: ['ada@us.example'] }));
    const create = () =>
      ada.as((tx) =>
        decideUnknownPerson(tx, { action: 'create', address: 'nils@new.example', name: 'Nils New', newAccountName: 'New Co' }),
      );
    const names = async () => (await ada.as((tx) => accounts.list(tx, {}))).items.map(({ name }) => name).sort();
    const first = await create();
    expect(await names()).toEqual(['Halden', 'New Co']);
    await ada.as((tx) => undoDecision(tx, first.decisionId));
    expect(await names()).toEqual(['Halden']);
    const second = await create();
    const contactId = second.contact?.id as string;
    const made = (await ada.as((tx) => contacts.get(tx, contactId))).account;
    await ada.as((tx) => deals.create(tx, { name: 'Pilot', accountId: made?.id as string }));
    await ada.as((tx) => appendInteraction(tx, { type: 'call', contactIds: [contactId] }));
    await ada.as((tx) => undoDecision(tx, second.decisionId));
    expect(await names()).toEqual(['Halden', 'New Co']);
    expect(await ada.as((tx) => contacts.get(tx, contactId))).toMatchObject({ deletedAt: null, points: [] });
  });

  test('linked to a contact whose address it was anyway, leave it to them when that is taken back', async () => {
    const { ada, ana } = await haldenAndAda();
    const { decisionId } = await ada.as((tx) =>
      decideUnknownPerson(tx, { action: 'link', address: 'ana@halden.example', contactId: ana.id }),
    );
    await ada.as((tx) => undoDecision(tx, decisionId));
    expect((await ada.as((tx) => contacts.get(tx, ana.id))).points).toMatchObject([{ value: 'ana@halden.example' }]);
  });

  test('who came as contacts from elsewhere stop waiting, whoever waited for them', async () => {
    const { ada, bob, halden } = await haldenAndAda();
    const other = await bob();
    await ada.receive(fromLea('1'));
    await other.receive(message({ id: '2', from: stranger, to: ['bob@us.example'] }));
    expect(await queue(other)).toHaveLength(1);
    await ada.as((tx) =>
      decideUnknownPerson(tx, { action: 'create', address: 'lea@halden.example', name: 'Lea Holm', accountId: halden.id }),
    );
    expect(await queue(other)).toEqual([]);
    expect(await other.as((tx) => settleWaiting(tx))).toEqual({ interactions: 1 });
    expect(await counts(other)).toMatchObject({ interaction: 1, waiting: 0 });
  });

  test('and domains can be left out, for oneself or for everyone', async () => {
    const { ada, bob, ana } = await haldenAndAda();
    const other = await bob();
    await ada.as((tx) => addExclusion(tx, { pattern: '@Halden.example', action: 'private' }));
    expect(await ada.receive(message({ id: '1', from: 'ana@halden.example', to: ['ada@us.example'] }))).toMatchObject({ private: 1 });
    expect(await other.receive(message({ id: '1', from: 'ana@halden.example', to: ['bob@us.example'] }))).toMatchObject({ interaction: 1 });
    await ada.as((tx) => addExclusion(tx, { pattern: 'halden.example', action: 'private', isForEveryone: true }));
    expect(await other.receive(message({ id: '2', from: 'ana@halden.example', to: ['bob@us.example'] }))).toMatchObject({ leftOut: 1 });
    expect(await other.as((tx) => listExclusions(tx))).toMatchObject([{ pattern: 'halden.example', kind: 'domain', isForEveryone: true }]);
    await expect(ada.as((tx) => addExclusion(tx, { pattern: 'not a pattern', action: 'ignore' }))).rejects.toThrow('pattern');
    expect((await ada.as((tx) => listInteractions(tx, { contactId: ana.id }))).items).toHaveLength(1);
  });
});

describe('what reading suggests', () => {
  test('is written only when accepted, and not suggested twice', async () => {
    const { ada, ana, per } = await haldenAndAda({ keepsText: true });
    const signature = { title: 'Head of Purchasing', phones: ['+47 12 34 56 78'], urls: [] };
    const promises = [{ words: 'I will send the offer on Friday', dueOn: '2099-12-04', by: 'writer' as const }];
    const mail = (id: string, more: object = {}) => message({ id, from: 'ana@halden.example', to: ['ada@us.example'], signature, ...more });
    await ada.receive(mail('1', { promises }), mail('2'), message({ id: '3', from: 'per@halden.example', to: ['ada@us.example'] }));
    const { items } = await ada.as((tx) => listProposals(tx));
    expect(items.map(({ kind, field, value, promisedBy }) => [kind, field, value, promisedBy]).sort()).toEqual([
      ['contactField', 'phone', '+47 12 34 56 78', null],
      ['contactField', 'title', 'Head of Purchasing', null],
      ['nextStep', null, 'I will send the offer on Friday', 'them'],
    ]);
    for (const { id, field } of items) await ada.as((tx) => decideProposal(tx, id, field === 'title' ? 'dismiss' : 'accept'));
    const after = await ada.as((tx) => contacts.get(tx, ana.id));
    expect(after).toMatchObject({ title: null, phone: '+47 12 34 56 78' });
    expect((await ada.as((tx) => nextSteps.list(tx, { contactId: ana.id }))).items).toMatchObject([
      { dueOn: '2099-12-04', promisedBy: 'them' },
    ]);
    await ada.receive(mail('4', { promises }));
    expect((await ada.as((tx) => listProposals(tx))).items).toEqual([]);
    expect((await ada.as((tx) => listProposals(tx, { contactId: per.id }))).items).toEqual([]);
  });

  test('is nobody else’s to see', async () => {
    const { ada, bob } = await haldenAndAda();
    const other = await bob();
    await ada.receive(
      message({ id: '1', from: 'ana@halden.example', to: ['ada@us.example'], signature: { title: 'CEO', phones: [], urls: [] } }),
    );
    expect((await other.as((tx) => listProposals(tx))).items).toEqual([]);
  });
});

test('how much of a person’s work is seen is said channel by channel', async () => {
  const { ada, ana } = await haldenAndAda();
  await ada.receive(
    message({ id: '1', from: 'ana@halden.example', to: ['ada@us.example'] }),
    message({ id: '2', from: 'ada@us.example', to: ['ana@halden.example'], sentAt: '2026-10-02T08:00:00.000Z' }),
  );
  await ada.as((tx) => appendInteraction(tx, { type: 'call', contactIds: [ana.id], occurredAt: '2026-10-05T08:00:00Z' }));
  const { channels } = await ada.as((tx) => seenOf(tx, ada.userId, '2026-11-02'));
  expect(channels).toEqual([
    { channel: 'mail', isCovered: true, since: null, share: 2 / 64 },
    { channel: 'calendar', isCovered: false, since: null, share: null },
    { channel: 'phone', isCovered: true, since: null, share: 1 / 64 },
    { channel: 'inPerson', isCovered: false, since: null, share: null },
  ]);
});
