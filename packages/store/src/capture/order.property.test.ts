import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inWorkspace } from '../engine/index.ts';
import { appendMessages } from './append-messages.ts';
import { finishReading } from './finish-reading.ts';
import { haldenAndAda, message } from './testing/mailbox.ts';

const people = [
  'ana@halden.example',
  'per@halden.example',
  'ada@us.example',
  'bob@us.example',
  'cora@us.example',
  'new@else.example',
  'news@else.example',
];
const two = <T>(list: readonly T[]) => fc.constantFrom(...list);

/** A small mail world: 14 messages of a few threads, some heads broken, some people unknown, one address that bounces. */
const world = fc.array(
  fc.record({
    from: two(people),
    to: fc.uniqueArray(two(people), { minLength: 1, maxLength: 3 }),
    names: fc.uniqueArray(fc.nat(15), { maxLength: 2 }),
    topic: two(['Offer for the second site', 'Plan B for October']),
    isAnswer: fc.boolean(),
    hour: fc.nat(1_500),
    kind: fc.constantFrom('personal', 'personal', 'personal', 'personal', 'list', 'bounce'),
  }),
  { minLength: 14, maxLength: 14 },
);

/** Which of the two mailboxes gets which messages, in which order, in batches of what size, how often. */
const delivery = fc.record({
  order: fc.shuffledSubarray([...Array(28).keys()], { minLength: 28, maxLength: 28 }),
  again: fc.array(fc.nat(27), { maxLength: 10 }),
  batch: fc.integer({ min: 1, max: 9 }),
});

async function left(messages: ReturnType<typeof toMessages>, { order, again, batch }: { order: number[]; again: number[]; batch: number }) {
  const { ada, bob, database } = await haldenAndAda();
  const persons = [ada, await bob()];
  for (const [round, list] of [order, again].entries()) {
    for (let at = 0; at < list.length; at += batch) {
      for (const [who, person] of persons.entries()) {
        const numbers = list.slice(at, at + batch).filter((n) => n % 2 === who);
        const arrived = numbers.map((n) => ({ uid: (n >> 1) + 1, message: messages[n >> 1] as (typeof messages)[number] }));
        // The second round comes from another folder: what is read again is known by its id.
        const folder = { sourceId: person.source.id, folder: `folder ${round}`, uidValidity: '1' };
        const unique = [...new Map(arrived.map((one) => [one.uid, one])).values()];
        await inWorkspace(database, person.actor, (tx) => appendMessages(tx, folder, unique));
      }
    }
  }
  await ada.as((tx) => finishReading(tx, ada.source.id));
  return ada.as(async (tx) => {
    const names = new Map([
      ...(await tx.raw<{ id: string; name: string }>('select id, name from app.users union all select id, name from app.contacts')).map(
        ({ id, name }) => [id, name] as const,
      ),
    ]);
    const interactions = await tx.raw<{
      key: string;
      direction: string;
      occurred_at: Date;
      user_id: string;
      contact_id: string;
      thread: string;
      others: { role: string; who: string }[];
      answers: string | null;
    }>(
      `select i.key, i.direction, i.occurred_at, i.user_id, i.contact_id, c.thread_id as thread, c.answers_key as answers,
         (select json_agg(json_build_object('role', p.role, 'who', coalesce(p.user_id, p.contact_id))) from app.interaction_participants p where p.interaction_id = i.id) as others
       from app.interactions i join app.captured_items c on c.interaction_id = i.id order by i.key`,
    );
    const byThread = Map.groupBy(interactions, ({ thread }) => thread);
    const points = await tx.raw(`select value_key, status, status_at from app.contact_points order by 1`);
    const folded = await tx.raw('select name, last_interaction_at from app.contacts order by 1');
    const waiting = await tx.raw('select address, item_key from app.waiting_addresses order by 1, 2');
    return {
      // Of a message that names none of us, whoever read it first stands for us, and the other took part: which is which depends on the order.
      interactions: interactions.map(({ key, direction, occurred_at, user_id, contact_id, others, answers }) => ({
        ...{ key, direction, at: occurred_at.toISOString(), contact: names.get(contact_id), answers },
        us: [user_id, ...(others ?? []).map(({ who }) => who)].map((who) => names.get(who)).sort(),
        them: (others ?? [])
          .map(({ role, who }) => `${role} ${names.get(who)}`)
          .filter((one) => !/Ada|Bob/.test(one))
          .sort(),
      })),
      threads: [...byThread.values()].map((list) => list.map(({ key }) => key)).sort(),
      ...{ points, folded, waiting },
    };
  });
}

function toMessages(
  given: readonly { from: string; to: string[]; names: number[]; topic: string; isAnswer: boolean; hour: number; kind: string }[],
) {
  return given.map(({ from, to, names, topic, isAnswer, hour, kind }, n) =>
    message({
      id: `m${n}`,
      ...{ from, to },
      references: names.map((name) => `m${name}`),
      subject: `${isAnswer ? 'Re: ' : ''}${topic}`,
      kind: kind as 'personal',
      sentAt: new Date(Date.UTC(2026, 0, 1) + hour * 3_600_000 + n).toISOString(),
      failedDeliveries: kind === 'bounce' ? [{ address: 'ana@halden.example', isPermanent: true }] : [],
    }),
  );
}

test('however messages come, how often and in what batches, the same remains of them', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, delivery, async (given, way) => {
      const messages = toMessages(given);
      const calm = await left(messages, { order: [...Array(28).keys()], again: [], batch: 28 });
      const wild = await left(messages, way);
      expect(wild).toEqual(calm);
    }),
    { numRuns: 6, endOnFailure: true },
  );
});
