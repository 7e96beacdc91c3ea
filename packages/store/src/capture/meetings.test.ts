import type { MeetingPerson, ReadMeeting } from '@windshield/core';
import { describe, expect, test } from 'vitest';
import { listInteractions, timeline } from '../interactions/index.ts';
import { contacts } from '../people/index.ts';
import { appendMeetings, changeSource, decideUnknownPerson, listUnknownPeople, settleMeetings, sourceState } from './index.ts';
import { haldenAndAda, type TestPerson } from './testing/mailbox.ts';
import { meeting, person } from './testing/meeting.ts';

const now = '2026-10-10T12:00:00Z';

const keep = (owner: TestPerson, ...meetings: ReadMeeting[]) =>
  owner.as((tx) => appendMeetings(tx, { sourceId: owner.source.id, folder: 'Calendar', role: 'calendar' }, meetings, now));
const meetingsOf = async (owner: TestPerson, contactId: string) => (await owner.as((tx) => listInteractions(tx, { contactId }))).items;

describe('a calendar', () => {
  test('holds a plan, which is contact once it has taken place', async () => {
    const { ada, ana } = await haldenAndAda({ kind: 'caldav' });
    expect(await keep(ada, meeting({ way: 'inPerson' }))).toMatchObject({ interaction: 1 });
    expect(await meetingsOf(ada, ana.id)).toMatchObject([
      {
        type: 'meeting',
        state: 'planned',
        direction: 'both',
        durationMinutes: 60,
        subject: 'Pilot',
        user: { id: ada.userId },
        contact: { id: ana.id },
      },
    ]);
    const lastContact = async () => (await ada.as((tx) => contacts.get(tx, ana.id))).lastInteractionAt;
    expect(await lastContact()).toBeNull();
    expect(await ada.as((tx) => settleMeetings(tx, '2026-10-12T08:30:00Z'))).toBe(0);
    expect(await ada.as((tx) => settleMeetings(tx, '2026-10-12T09:00:00Z'))).toBe(1);
    expect(await meetingsOf(ada, ana.id)).toMatchObject([{ state: 'done' }]);
    expect(await lastContact()).toBe('2026-10-12T08:00:00.000Z');
    await keep(ada, meeting());
    expect(await meetingsOf(ada, ana.id)).toMatchObject([{ state: 'done' }]);
  });

  test('says how people meet: in person, at a distance, or both, as soon as one of its copies knows', async () => {
    const { ada, ana } = await haldenAndAda({ kind: 'caldav' });
    const ways = async () => (await meetingsOf(ada, ana.id)).map(({ way }) => way);
    await keep(ada, meeting());
    expect(await ways()).toEqual([null]);
    await keep(ada, meeting({ way: 'inPerson' }));
    expect(await ways()).toEqual(['inPerson']);
    await keep(ada, meeting({ way: 'remote' }));
    expect(await ways()).toEqual(['hybrid']);
    await keep(ada, meeting({ sequence: 1, way: 'remote' }));
    expect(await ways()).toEqual(['remote']);
  });

  test('tells what was moved, shortened, called off or declined, and keeps what it had said', async () => {
    const { ada, ana } = await haldenAndAda({ kind: 'caldav' });
    await keep(ada, meeting());
    await keep(ada, meeting({ sequence: 1, startsAt: '2026-10-13T08:00:00.000Z', durationMinutes: 30 }));
    expect(await meetingsOf(ada, ana.id)).toMatchObject([
      { occurredAt: '2026-10-13T08:00:00.000Z', durationMinutes: 30, state: 'planned' },
    ]);
    // An older version, from somewhere that has not heard of it.
    await keep(ada, meeting());
    expect(await meetingsOf(ada, ana.id)).toMatchObject([{ occurredAt: '2026-10-13T08:00:00.000Z', durationMinutes: 30 }]);
    await keep(ada, meeting({ sequence: 2, startsAt: '2026-10-13T08:00:00.000Z', durationMinutes: 30, isCancelled: true }));
    const [cancelled] = await meetingsOf(ada, ana.id);
    expect(cancelled).toMatchObject({ state: 'cancelled' });
    await ada.as((tx) => settleMeetings(tx, '2027-01-01T00:00:00Z'));
    expect(await meetingsOf(ada, ana.id)).toMatchObject([{ state: 'cancelled' }]);
    const said = await ada.as((tx) =>
      tx.raw<{ field: string }>(`select field from app.changes where record_kind = 'interactions' and record_id = $1 order by 1`, [
        cancelled?.id,
      ]),
    );
    expect(said.map(({ field }) => field)).toEqual(['durationMinutes', 'occurredAt', 'state']);
    expect(
      await keep(ada, meeting({ key: 'm2', uid: 'm2', people: [person('ada@us.example', 'declined'), person('ana@halden.example')] })),
    ).toMatchObject({
      leftOut: 1,
    });
    await keep(ada, meeting({ key: 'm3', uid: 'm3' }));
    await keep(ada, meeting({ key: 'm3', uid: 'm3', people: [person('ada@us.example'), person('ana@halden.example', 'declined')] }));
    expect((await meetingsOf(ada, ana.id)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  });

  test('leaves out what is nobody’s meeting: rooms, focus time, our own rounds', async () => {
    const { ada, bob } = await haldenAndAda({ kind: 'caldav' });
    await bob();
    const counts = await keep(
      ada,
      meeting({ key: '1', people: [] }),
      meeting({ key: '2', people: [person('ada@us.example'), person('room@us.example', 'accepted', { isResource: true })] }),
      meeting({ key: '3', people: [person('ada@us.example'), person('bob@us.example')] }),
      meeting({ key: '4', isTransparent: true }),
      meeting({ key: '5', isCancelled: true }),
    );
    expect(counts).toMatchObject({ leftOut: 5, interaction: 0 });
    const { leftOut } = await ada.as((tx) => sourceState(tx, ada.source.id));
    expect(leftOut.map(({ reason, count }) => `${reason} ${count}`).sort()).toEqual([
      'cancelled 1',
      'internal 1',
      'nobodyElse 2',
      'notEngaging 1',
    ]);
  });

  test('of two colleagues gives one meeting, in which each answers for themselves', async () => {
    const { ada, bob, ana, per } = await haldenAndAda({ kind: 'caldav' });
    const other = await bob();
    const people = (a: MeetingPerson['acceptance'], b: MeetingPerson['acceptance']) => [
      person('ana@halden.example', 'accepted', { isOrganiser: true }),
      person('per@halden.example'),
      person('ada@us.example', a),
      person('bob@us.example', b),
    ];
    await keep(ada, meeting({ people: people('accepted', 'unanswered') }));
    await keep(other, meeting({ people: people('unanswered', 'accepted') }));
    const [one, ...others] = await meetingsOf(ada, ana.id);
    expect(others).toEqual([]);
    const answers = await ada.as((tx) =>
      tx.raw<{ id: string; has_accepted: boolean | null }>(
        'select coalesce(user_id, contact_id) as id, has_accepted from app.interaction_participants where interaction_id = $1',
        [one?.id],
      ),
    );
    expect(new Map(answers.map(({ id, has_accepted }) => [id, has_accepted]))).toEqual(
      new Map([
        [ana.id, true],
        [per.id, null],
        [ada.userId, true],
        [other.userId, true],
      ]),
    );
  });

  test('lets unknown people wait, and their meetings come when they are known, as they are by then', async () => {
    const { ada, halden } = await haldenAndAda({ kind: 'caldav' });
    const people = [
      person('ada@us.example', 'accepted', { isOrganiser: true }),
      person('lea@halden.example', 'accepted', { name: 'Lea Holm' }),
    ];
    await keep(ada, meeting({ people }));
    await keep(ada, meeting({ people, sequence: 1, startsAt: '2026-10-14T08:00:00.000Z' }));
    expect((await ada.as((tx) => listUnknownPeople(tx))).items).toMatchObject([
      { address: 'lea@halden.example', meetings: 1, messages: 0 },
    ]);
    const { contact } = await ada.as((tx) =>
      decideUnknownPerson(tx, { action: 'create', address: 'lea@halden.example', name: 'Lea Holm', accountId: halden.id }),
    );
    expect(await meetingsOf(ada, contact?.id as string)).toMatchObject([{ state: 'planned', occurredAt: '2026-10-14T08:00:00.000Z' }]);
    const { items } = await ada.as((tx) => timeline(tx, 'contacts', contact?.id as string));
    expect(items.filter(({ kind }) => kind === 'interaction')).toHaveLength(1);
  });

  test('tells nothing of what is marked private: nothing comes of it, and what came of it before goes', async () => {
    const { ada, bob, ana } = await haldenAndAda({ kind: 'caldav' });
    const colleague = await bob();
    const past = { startsAt: '2026-10-08T08:00:00.000Z', summary: 'qzlunch' };
    await keep(ada, meeting({ ...past, people: [...meeting().people, person('lea@halden.example')] }));
    expect((await ada.as((tx) => contacts.get(tx, ana.id))).lastInteractionAt).toBe(past.startsAt);
    const counts = await keep(ada, meeting({ ...past, sensitivity: 'private' }), meeting({ key: 'm2', uid: 'm2', sensitivity: 'private' }));
    expect(counts).toMatchObject({ leftOut: 2, interaction: 0 });
    for (const one of [ada, colleague]) expect(await meetingsOf(one, ana.id)).toEqual([]);
    expect((await ada.as((tx) => contacts.get(tx, ana.id))).lastInteractionAt).toBeNull();
    expect((await ada.as((tx) => listUnknownPeople(tx))).total).toBe(0);
    expect((await ada.as((tx) => sourceState(tx, ada.source.id))).leftOut).toEqual([{ reason: 'markedPrivate', count: 2 }]);
    const told = await ada.as((tx) =>
      tx.raw('select row_to_json(c) from app.changes c union all select row_to_json(c) from app.interaction_contents c'),
    );
    expect(JSON.stringify(told)).not.toMatch(/qzlunch|2026-10-08/);
    await keep(ada, meeting(past));
    expect(await meetingsOf(ada, ana.id)).toMatchObject([{ subject: 'qzlunch', state: 'done' }]);
  });

  test('tells colleagues that a confidential meeting took place, and no word of it, at whatever level', async () => {
    const { ada, bob, ana } = await haldenAndAda({ kind: 'caldav', keepsText: true, level: 'text' });
    const colleague = await bob();
    const words = { summary: 'Merger', description: 'With Halden' };
    const seen = async (by: TestPerson) => (await meetingsOf(by, ana.id)).map(({ subject, body }) => [subject, body]);
    await keep(ada, meeting(words));
    expect(await seen(colleague)).toEqual([['Merger', 'With Halden']]);
    await keep(ada, meeting({ ...words, sensitivity: 'confidential' }));
    expect(await seen(ada)).toEqual([['Merger', 'With Halden']]);
    expect(await seen(colleague)).toEqual([[null, null]]);
    await ada.as((tx) => changeSource(tx, ada.source.id, undefined, { level: 'subject' }));
    await ada.as((tx) => changeSource(tx, ada.source.id, undefined, { level: 'text' }));
    expect(await seen(colleague)).toEqual([[null, null]]);
    await keep(ada, meeting(words));
    expect(await seen(colleague)).toEqual([['Merger', 'With Halden']]);
  });

  test('that calls a meeting private takes nothing from a colleague whose own calendar holds it in the open', async () => {
    const { ada, bob, ana } = await haldenAndAda({ kind: 'caldav', level: 'subject' });
    const colleague = await bob();
    const people = [...meeting().people, person('bob@us.example', 'accepted')];
    await keep(ada, meeting({ people, summary: 'As Ada calls it' }));
    await keep(colleague, meeting({ people, summary: 'As Bob calls it' }));
    await keep(ada, meeting({ people, sensitivity: 'private' }));
    const words = await ada.as((tx) => tx.raw<{ content: string }>('select content from app.interaction_contents'));
    expect(words).toEqual([{ content: 'As Bob calls it' }]);
    expect(await meetingsOf(colleague, ana.id)).toHaveLength(1);
  });

  test('that shows a meeting as free later on takes it back', async () => {
    const { ada, ana } = await haldenAndAda({ kind: 'caldav' });
    await keep(ada, meeting());
    await keep(ada, meeting({ isTransparent: true }));
    expect(await meetingsOf(ada, ana.id)).toEqual([]);
  });
});
