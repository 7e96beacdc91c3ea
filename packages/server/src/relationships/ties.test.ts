import { expect, it } from 'vitest';
import { testApp } from '../testing/app.ts';

it('an account tells who here knows whom there, and what rests on one person alone', async () => {
  const { workspace } = await testApp();
  const { person } = await workspace();
  const [dana, olaf] = [await person('manager'), await person('rep')];
  const { id } = (await dana('POST', '/accounts', { name: 'Kestrel' })).body;
  const nobody = (await dana('GET', `/accounts/${id}/ties`)).body;
  expect(nobody).toEqual({ people: [], restsOnOne: [], sentence: 'Nobody here has been in touch with anybody there, as far as is seen.' });
  const contact = async (name: string) => (await dana('POST', '/contacts', { name, accountId: id, title: 'Head of IT' })).body.id as string;
  const [ana, per, lea] = [await contact('Ana'), await contact('Per'), await contact('Lea')];
  const spoke = (ask: typeof dana, contactIds: string[], type: string, direction: string) =>
    ask('POST', '/interactions', { type, direction, contactIds });
  await spoke(dana, [ana, per], 'meeting', 'both');
  await spoke(dana, [lea], 'mail', 'in');
  await spoke(olaf, [lea], 'call', 'both');
  await spoke(olaf, [ana], 'mail', 'out');
  const { body } = await dana('GET', `/accounts/${id}/ties`);
  const ties = Object.fromEntries(
    body.people.map((one: { contact: { name: string }; ties: { fromThem: number; fromUs: number; meetings: number }[] }) => [
      one.contact.name,
      one.ties.map(({ fromThem, fromUs, meetings }) => [fromThem, fromUs, meetings]),
    ]),
  );
  expect(ties).toEqual({
    Ana: [
      [0, 1, 0],
      [0, 0, 1],
    ],
    Per: [[0, 0, 1]],
    Lea: [
      [0, 0, 1],
      [1, 0, 0],
    ],
  });
  expect(body.restsOnOne).toMatchObject([{ user: { id: dana.userId }, contacts: [{ name: 'Ana' }, { name: 'Per' }], share: 2 / 3 }]);
  expect(body.sentence).toBe('3 people there answer 2 colleagues here; 2 of them Some manager alone.');
  expect((await dana('GET', `/accounts/${ana}/ties`)).status).toBe(404);
});
