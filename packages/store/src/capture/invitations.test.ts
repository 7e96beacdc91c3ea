import type { Acceptance, ReadInvitation, ReadMeeting } from '@windshield/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listInteractions } from '../interactions/index.ts';
import { appendMeetings, appendMessages, cancelMissing, decideUnknownPerson, listUnknownPeople, sourceState } from './index.ts';
import { haldenAndAda, message, type TestPerson } from './testing/mailbox.ts';
import { meeting, person } from './testing/meeting.ts';

const now = '2026-10-10T12:00:00Z';
const nothing = { meetings: [], isAnswer: false, whole: [], answers: [], cancellations: [] };
const ana = 'ana@halden.example';
const stampOf = (minute: number) => new Date(Date.parse('2026-10-01T08:00:00Z') + minute * 60_000).toISOString();

/** Ana invites Ada and Per. */
function invited(given: Partial<ReadMeeting> = {}): ReadMeeting {
  const people = [person(ana, 'accepted', { isOrganiser: true }), person('ada@us.example'), person('per@halden.example')];
  return meeting({ people, stampedAt: stampOf(0), ...given });
}

const request = (...meetings: ReadMeeting[]): ReadInvitation => ({
  ...nothing,
  meetings,
  whole: [...Map.groupBy(meetings, ({ uid }) => uid)].flatMap(([uid, [first]]) =>
    first ? [{ uid, sequence: first.sequence, stampedAt: first.stampedAt }] : [],
  ),
});
const reply = (
  address: string,
  acceptance: Acceptance,
  { sequence = 0, minute = 10, key = undefined as string | undefined } = {},
): ReadInvitation => {
  const said = { uid: 'm1', key, address, name: undefined, acceptance, sequence, stampedAt: stampOf(minute) };
  const [organiser] = invited().people;
  const people = organiser ? [organiser, person(address, acceptance)] : [];
  return { ...nothing, isAnswer: true, answers: [said], meetings: key === undefined ? [invited({ sequence, people })] : [] };
};
const cancel = ({
  sequence = 1,
  minute = 20,
  key = undefined as string | undefined,
  from = undefined as string | undefined,
} = {}): ReadInvitation => ({
  ...nothing,
  cancellations: [{ uid: 'm1', key, from, organiser: ana, sequence, stampedAt: stampOf(minute) }],
});

let mails = 0;
const arrived = (invitation: ReadInvitation) => {
  const uid = ++mails;
  return { uid, invitation, message: message({ id: `invitation ${uid}`, from: ana, to: ['ada@us.example'], kind: 'calendar' }) };
};
const receive = (owner: TestPerson, ...invitations: ReadInvitation[]) =>
  owner.as((tx) => appendMessages(tx, { sourceId: owner.source.id, folder: 'INBOX', uidValidity: '1' }, invitations.map(arrived), now));

/** What stands in timelines, without what differs from run to run. */
async function seen(owner: TestPerson) {
  const { items } = await owner.as((tx) => listInteractions(tx, {}));
  const answers = await owner.as((tx) =>
    tx.raw<{ id: string; who: string; has_accepted: boolean | null }>(
      `select p.interaction_id as id, coalesce(u.email, c.email) as who, p.has_accepted from app.interaction_participants p
       left join app.users u on u.id = p.user_id left join app.contacts c on c.id = p.contact_id order by 2`,
    ),
  );
  const words = (accepted: boolean | null) => (accepted === null ? '?' : accepted ? 'yes' : 'no');
  return items
    .map(({ id, state, occurredAt, durationMinutes, subject }) => ({
      ...{ state, at: occurredAt.slice(0, 16), durationMinutes, subject },
      people: answers.filter((one) => one.id === id).map(({ who, has_accepted }) => `${who.split('@')[0]} ${words(has_accepted)}`),
    }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

describe('an invitation by mail', () => {
  test('is a meeting, although no calendar is connected; the mail itself is none', async () => {
    const { ada } = await haldenAndAda();
    expect(await receive(ada, request(invited()))).toMatchObject({ leftOut: 1, interaction: 0 });
    expect(await seen(ada)).toEqual([
      { state: 'planned', at: '2026-10-12T08:00', durationMinutes: 60, subject: 'Pilot', people: ['ada ?', 'ana yes', 'per ?'] },
    ]);
    const { counts, folders } = await ada.as((tx) => sourceState(tx, ada.source.id));
    expect(counts).toMatchObject({ interaction: 1, leftOut: 1 });
    expect(folders.map(({ path, role, read }) => [path, role, read])).toEqual([
      ['INBOX', null, 1],
      ['Invitations in mail', 'invitations', 1],
    ]);
  });

  test('is followed by its updates, answers and cancellation', async () => {
    const { ada } = await haldenAndAda();
    await receive(ada, request(invited()));
    await receive(ada, reply('per@halden.example', 'accepted'));
    expect(await seen(ada)).toMatchObject([{ people: ['ada ?', 'ana yes', 'per yes'] }]);
    const moved = { sequence: 1, stampedAt: stampOf(15), startsAt: '2026-10-13T08:00:00.000Z' };
    await receive(ada, request(invited(moved)));
    expect(await seen(ada)).toMatchObject([{ at: '2026-10-13T08:00', people: ['ada ?', 'ana yes', 'per ?'] }]);
    // An answer to what it was before.
    await receive(ada, reply('per@halden.example', 'declined', { minute: 16 }));
    expect(await seen(ada)).toMatchObject([{ people: ['ada ?', 'ana yes', 'per ?'] }]);
    await receive(ada, cancel({ sequence: 2 }));
    expect(await seen(ada)).toMatchObject([{ state: 'cancelled' }]);
    await receive(ada, request(invited({ ...moved, sequence: 3, stampedAt: stampOf(30) })));
    expect(await seen(ada)).toMatchObject([{ state: 'planned' }]);
  });

  test('that the owner declines is off, and on again when they think better of it', async () => {
    const { ada } = await haldenAndAda();
    await receive(ada, request(invited()));
    await receive(ada, reply('ada@us.example', 'declined'));
    expect(await seen(ada)).toMatchObject([{ state: 'cancelled' }]);
    await receive(ada, reply('ada@us.example', 'accepted', { minute: 12 }));
    expect(await seen(ada)).toMatchObject([{ state: 'planned', people: ['ada yes', 'ana yes', 'per ?'] }]);
  });

  test('to others is nobody’s meeting here', async () => {
    const { ada } = await haldenAndAda();
    await receive(ada, request(invited({ people: [person(ana, 'accepted', { isOrganiser: true }), person('per@halden.example')] })));
    expect(await seen(ada)).toEqual([]);
    expect((await ada.as((tx) => sourceState(tx, ada.source.id))).leftOut).toContainEqual({ reason: 'notInvited', count: 1 });
  });

  test('to a series that is planned anew calls off what it no longer names, and one occurrence alone can be', async () => {
    const { ada } = await haldenAndAda();
    const weekly = (days: readonly number[], more: Partial<ReadMeeting> = {}) =>
      days.map((day) => invited({ key: `m1/202610${day}T080000Z`, startsAt: `2026-10-${day}T08:00:00.000Z`, isRecurring: true, ...more }));
    await receive(ada, request(...weekly([12, 19, 26])));
    await receive(ada, cancel({ key: 'm1/20261019T080000Z' }));
    const states = async () => (await seen(ada)).map(({ at, state }) => `${at.slice(8, 10)} ${state}`);
    expect(await states()).toEqual(['12 planned', '19 cancelled', '26 planned']);
    await receive(ada, request(...weekly([12, 19], { sequence: 2, stampedAt: stampOf(40) })));
    expect(await states()).toEqual(['12 planned', '19 planned', '26 cancelled']);
    await receive(ada, cancel({ sequence: 3, from: '2026-10-19T08:00:00.000Z' }));
    expect(await states()).toEqual(['12 planned', '19 cancelled', '26 cancelled']);
  });

  test('whose answers alone are in the mailbox is a meeting with those who come', async () => {
    const { ada } = await haldenAndAda();
    const fromAda = { people: [person('ada@us.example', 'accepted', { isOrganiser: true }), person(ana, 'accepted')] };
    const answer = (address: string): ReadInvitation => ({
      ...reply(address, 'accepted'),
      meetings: [meeting({ people: [person('ada@us.example', 'accepted', { isOrganiser: true }), person(address, 'accepted')] })],
    });
    await receive(ada, answer(ana));
    await receive(ada, answer('per@halden.example'), reply('lea@halden.example', 'declined'));
    expect(await seen(ada)).toMatchObject([{ state: 'planned', people: ['ada yes', 'ana yes', 'per yes'] }]);
    // What its organiser says counts more.
    await receive(ada, request(meeting({ ...fromAda, stampedAt: stampOf(0), durationMinutes: 30 })));
    expect(await seen(ada)).toMatchObject([{ durationMinutes: 30, people: ['ada yes', 'ana yes'] }]);
  });

  test('waits with people nobody knows, and comes as it is by then', async () => {
    const { ada, halden } = await haldenAndAda();
    const people = [person('lea@halden.example', 'accepted', { isOrganiser: true, name: 'Lea Holm' }), person('ada@us.example')];
    await receive(ada, request(invited({ people })), request(invited({ uid: 'm2', key: 'm2', people })));
    await receive(ada, reply('ada@us.example', 'accepted'), {
      ...nothing,
      cancellations: cancel().cancellations.map((one) => ({ ...one, uid: 'm2' })),
    });
    expect((await ada.as((tx) => listUnknownPeople(tx))).items).toMatchObject([{ address: 'lea@halden.example', meetings: 1 }]);
    await ada.as((tx) =>
      decideUnknownPerson(tx, { action: 'create', address: 'lea@halden.example', name: 'Lea Holm', accountId: halden.id }),
    );
    expect(await seen(ada)).toMatchObject([{ state: 'planned', people: ['ada yes', 'lea yes'] }]);
  });

  test('is the same meeting, once, in a calendar that is connected later, whose word counts from then on', async () => {
    const { ada } = await haldenAndAda();
    await receive(ada, request(invited()), reply('ada@us.example', 'accepted'));
    const calendar = { sourceId: ada.source.id, folder: 'Calendar', role: 'calendar' };
    const keep = (...meetings: ReadMeeting[]) => ada.as((tx) => appendMeetings(tx, calendar, meetings, now));
    await keep(invited({ durationMinutes: 45, stampedAt: stampOf(50) }));
    expect(await seen(ada)).toMatchObject([{ state: 'planned', durationMinutes: 45, people: ['ada yes', 'ana yes', 'per ?'] }]);
    // Deleted there, although the mail lies in the mailbox for ever.
    await ada.as((tx) => cancelMissing(tx, calendar, 'm1', [], now));
    expect(await seen(ada)).toMatchObject([{ state: 'cancelled' }]);
    await keep(invited({ sensitivity: 'private' }));
    await receive(
      ada,
      request(invited({ sequence: 1, stampedAt: stampOf(60) })),
      reply('ada@us.example', 'accepted', { sequence: 1, minute: 61 }),
    );
    expect(await seen(ada)).toEqual([]);
  });

  test('is not moved, called off or taken away by somebody else who knows of it, in whatever order their mails are read', async () => {
    const mallory = 'mallory@elsewhere.example';
    const people = [person(mallory, 'accepted', { isOrganiser: true }), person('ada@us.example')];
    const forged = { people, sequence: 99, stampedAt: stampOf(90) };
    const forgeries: ReadInvitation[] = [
      request(invited({ ...forged, startsAt: '2026-10-30T08:00:00.000Z' })),
      request(invited({ ...forged, sensitivity: 'private' })),
      request(invited({ ...forged, isTransparent: true })),
      request(invited({ ...forged, key: 'm1/20261012T080000Z', isRecurring: true })),
      { ...nothing, cancellations: cancel({ sequence: 99, minute: 90 }).cancellations.map((one) => ({ ...one, organiser: mallory })) },
      {
        ...nothing,
        cancellations: cancel({ sequence: 99, minute: 90 }).cancellations.map((one) => ({ ...one, service: 'elsewhere.example' })),
      },
    ];
    for (const one of forgeries) {
      const { ada } = await haldenAndAda();
      await receive(ada, request(invited()), one);
      await receive(ada, one);
      await receive(ada, reply('per@halden.example', 'accepted'));
      expect(await seen(ada)).toMatchObject([{ state: 'planned', at: '2026-10-12T08:00', people: ['ada ?', 'ana yes', 'per yes'] }]);
      // Nor does it stand in the way of what the organiser says next.
      await receive(ada, request(invited({ sequence: 1, stampedAt: stampOf(95), startsAt: '2026-10-13T08:00:00.000Z' })));
      expect(await seen(ada)).toMatchObject([{ state: 'planned', at: '2026-10-13T08:00' }]);
      await receive(ada, cancel({ sequence: 2, minute: 96 }));
      expect(await seen(ada)).toMatchObject([{ state: 'cancelled' }]);
    }
    const early = await haldenAndAda();
    await receive(early.ada, ...forgeries.slice(-2));
    await receive(early.ada, request(invited()));
    expect(await seen(early.ada)).toMatchObject([{ state: 'planned' }]);
  });

  test('by a service in its organiser’s name is changed and called off by that service, and by the organiser', async () => {
    const service = 'bookings.example';
    const { ada } = await haldenAndAda();
    await receive(ada, request(invited({ service })));
    await receive(ada, request(invited({ service, sequence: 1, stampedAt: stampOf(5), startsAt: '2026-10-13T08:00:00.000Z' })));
    expect(await seen(ada)).toMatchObject([{ at: '2026-10-13T08:00' }]);
    await receive(ada, request(invited({ sequence: 2, stampedAt: stampOf(6), startsAt: '2026-10-14T08:00:00.000Z' })));
    expect(await seen(ada)).toMatchObject([{ at: '2026-10-14T08:00' }]);
    await receive(ada, { ...nothing, cancellations: cancel({ sequence: 3 }).cancellations.map((one) => ({ ...one, service })) });
    expect(await seen(ada)).toMatchObject([{ state: 'cancelled' }]);
  });

  test('of two colleagues stays on when one of them declines', async () => {
    const { ada, bob } = await haldenAndAda();
    const colleague = await bob();
    const both = invited({ people: [...invited().people, person('bob@us.example')] });
    await receive(ada, request(both));
    await receive(colleague, request(both));
    await receive(ada, reply('ada@us.example', 'declined'));
    expect(await seen(ada)).toMatchObject([{ state: 'planned', people: ['ada no', 'ana yes', 'bob ?', 'per ?'] }]);
    await receive(colleague, reply('bob@us.example', 'declined'));
    expect(await seen(ada)).toMatchObject([{ state: 'cancelled' }]);
  });
});

const story = fc.array(
  fc.oneof(
    fc.record({
      is: fc.constant('request' as const),
      sequence: fc.nat(2),
      day: fc.constantFrom('2026-10-08', '2026-10-12', '2026-10-13'),
      per: fc.boolean(),
    }),
    fc.record({
      is: fc.constant('reply' as const),
      sequence: fc.nat(2),
      by: fc.constantFrom('ada@us.example', 'per@halden.example'),
      acceptance: fc.constantFrom('accepted' as const, 'declined' as const, 'tentative' as const),
    }),
    fc.record({ is: fc.constant('cancel' as const), sequence: fc.nat(2) }),
  ),
  { minLength: 2, maxLength: 7 },
);

test('however invitations, answers and cancellations are read, the same remains of them', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(story, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 4 }), async (told, chance, size) => {
      // The one that was sent first is the organiser's: an answer comes to something.
      const all = told.map((one, minute): ReadInvitation => {
        if (one.is === 'reply') return { ...reply(one.by, one.acceptance, { sequence: one.sequence, minute }), meetings: [] };
        if (one.is === 'cancel') return cancel({ sequence: one.sequence, minute });
        const people = invited().people.filter(({ address }) => one.per || !address.startsWith('per'));
        return request(invited({ sequence: one.sequence, stampedAt: stampOf(minute), startsAt: `${one.day}T08:00:00.000Z`, people }));
      });
      const shuffled = all.map((one) => ({ one, at: chance.next().value as number })).toSorted((a, b) => a.at - b.at);
      const left = async (invitations: readonly ReadInvitation[], batch: number) => {
        const { ada } = await haldenAndAda();
        for (let at = 0; at < invitations.length; at += batch) await receive(ada, ...invitations.slice(at, at + batch));
        return seen(ada);
      };
      const inOrder = await left(all, 1);
      const other = await left(
        shuffled.map(({ one }) => one),
        size,
      );
      const remains = (found: Awaited<ReturnType<typeof seen>>) => found.filter(({ state }) => state !== 'cancelled');
      expect(remains(other)).toEqual(remains(inOrder));
    }),
    { numRuns: 25 },
  );
});
