import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstVisitor, startServer, type Visitor } from '../testing/server.ts';

const mail = (value: string) => ({ kind: 'email', value, label: null });

describe('duplicates over HTTP', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let ana: Visitor;
  const create = async (kind: string, values: object): Promise<string> => {
    const { status, body } = await ana.ask('POST', `/${kind}`, values);
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  };
  const namesIn = (body: { items: { records: { name: string }[] }[] }) =>
    body.items.map(({ records }) => records.map(({ name }) => name).sort());

  beforeAll(async () => {
    server = await startServer();
    ana = server.visitor();
    await ana.ask('POST', '/setup', firstVisitor);
    await ana.ask('POST', '/me/claim', { nobody: true });
  });
  afterAll(() => server.clear());

  it('are proposed by themselves, with reasons, are merged with one request and come apart with another', async () => {
    const account = await create('accounts', { name: 'Halden' });
    const { id: ownerId } = (await ana.ask('GET', '/me')).body.user;
    const first = await create('contacts', { name: 'Xenia Quorndon', title: 'Buyer', points: [mail('xenia@halden.example')], ownerId });
    const second = await create('contacts', {
      name: 'Quorndon, Xenia',
      country: 'Norway',
      points: [mail('xenia@halden.example')],
      ownerId,
    });
    await create('contacts', { name: 'Per Holm', points: [mail('per@halden.example')] });
    await create('notes', { body: 'Likes it short', contactId: second });
    const page = await ana.until('/duplicates?kind=contacts', ({ items }) => items.length > 0);
    expect(namesIn(page)).toEqual([['Quorndon, Xenia', 'Xenia Quorndon']]);
    expect(page.counts.contacts).toBe(1);
    for (const [whose, count] of [
      [ownerId, 1],
      [account, 0],
    ]) {
      const { body } = await ana.ask('GET', `/duplicates?kind=contacts&ownerId=${whose}`);
      expect([body.items.length, body.counts.contacts]).toEqual([count, count]);
    }
    const [cluster] = page.items;
    expect(cluster.probability).toBeGreaterThan(0.65);
    expect(cluster.fields.find(({ field }: { field: string }) => field === 'name')).toMatchObject({ differs: true });
    const [pair] = cluster.pairs;
    expect(pair.terms.map(({ text }: { text: string }) => text)).toEqual(expect.arrayContaining(['Mail address: the same']));
    expect(pair.terms.reduce((sum: number, { weight }: { weight: number }) => sum + weight, 0)).toBeCloseTo(pair.weight, 6);

    const merge = await ana.ask('POST', '/duplicates/merge', {
      ...{ kind: 'contacts', keepId: first, mergeIds: [second], values: { name: first } },
    });
    expect(merge).toMatchObject({
      status: 201,
      body: { kept: { id: first }, merged: [{ id: second }], filled: ['country'], canUndo: true },
    });
    expect((await ana.ask('GET', `/contacts/${second}`)).body.mergedInto).toEqual({ id: first, name: 'Xenia Quorndon' });
    expect((await ana.ask('GET', '/duplicates?kind=contacts')).body.items).toEqual([]);
    const wrong = await ana.ask('POST', '/duplicates/merge', { kind: 'contacts', keepId: first, mergeIds: [first] });
    expect([wrong.status, wrong.body.fields[0].field]).toEqual([422, 'mergeIds']);

    const undone = await ana.ask('POST', `/merges/${merge.body.id}/undo`);
    expect(undone).toMatchObject({ status: 200, body: { canUndo: false, conflicts: [] } });
    expect((await ana.ask('GET', `/contacts/${second}`)).body).toMatchObject({ deletedAt: null, mergedInto: null, country: 'Norway' });
    expect((await ana.ask('GET', `/merges?recordId=${second}`)).body.items).toHaveLength(1);
    expect((await ana.ask('POST', `/merges/${account}/undo`)).status).toBe(404);
  });

  it('are seen while a record is typed', async () => {
    await create('accounts', { name: 'Kestrel Pumps GmbH', domain: 'kestrel.example', city: 'Kiel' });
    const check = async () =>
      (await ana.ask('POST', '/duplicates/check', { kind: 'accounts', values: { name: 'Kestrel Pumps', domain: 'kestrel.example' } })).body;
    let found = await check();
    for (let turn = 0; turn < 100 && found.items.length === 0; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      found = await check();
    }
    expect(found.items[0]).toMatchObject({ record: { name: 'Kestrel Pumps GmbH' } });
    expect(found.items[0].probability).toBeGreaterThan(0.65);
    const none = await ana.ask('POST', '/duplicates/check', { kind: 'accounts', values: { description: 'x' } });
    expect([none.status, none.body.fields[0].field]).toEqual([422, 'values']);
  });

  it('that were called different are not proposed again, until that is taken back', async () => {
    const ids = [
      await create('leads', { name: 'Ulla Berg', email: 'ulla@berg.example' }),
      await create('leads', { name: 'Ulla Berg', email: 'ulla@berg.example' }),
    ];
    await ana.until('/duplicates?kind=leads', ({ items }) => items.length > 0);
    const told = await ana.ask('POST', '/duplicates/not-same', { kind: 'leads', ids });
    expect(told).toMatchObject({ status: 201, body: { pairs: 1 } });
    expect((await ana.ask('GET', '/duplicates?kind=leads')).body.items).toEqual([]);
    expect((await ana.ask('POST', '/duplicates/scan', { kind: 'leads' })).status).toBe(202);
    await ana.until('/duplicates/scan', ({ items }) =>
      items.every(({ status }: { status: string }) => status === 'done' || status === 'never'),
    );
    expect((await ana.ask('GET', '/duplicates?kind=leads')).body.items).toEqual([]);
    expect((await ana.ask('DELETE', `/duplicates/not-same/${told.body.id}`)).status).toBe(204);
    expect((await ana.ask('GET', '/duplicates?kind=leads')).body.items).toHaveLength(1);
  });

  it('are merged in bulk by managers and admins alone, only where that is sure enough, after a count, and taken back as a whole', async () => {
    for (const name of ['Borg', 'Lind', 'Arden'])
      for (let copy = 0; copy < 2; copy++)
        await create('leads', {
          name: `Person ${name}`,
          email: `${name}@firm.example`.toLowerCase(),
          company: `${name} AB`,
          phone: '+46 8 123 45 67',
        });
    await ana.until('/duplicates?kind=leads', ({ items }) => items.length >= 4);
    const counted = await ana.ask('POST', '/duplicates/merge-all', { kind: 'leads' });
    expect(counted).toMatchObject({ status: 202, body: { clusters: 4, records: 4, batch: null } });
    expect(counted.body.leastProbability).toBeGreaterThanOrEqual(0.99);
    const unsure = await ana.ask('POST', '/duplicates/merge-all', { kind: 'leads', minProbability: 0.65, dryRun: false });
    expect([unsure.status, unsure.body.fields[0].field]).toEqual([422, 'minProbability']);
    const { body } = await ana.ask('POST', '/duplicates/merge-all', { kind: 'leads', dryRun: false });
    const batchOf = (all: { items: { id: string; status: string }[] }) => all.items.find(({ id }) => id === body.batch.id);
    const done = batchOf(await ana.until('/duplicates/merge-all', (all) => batchOf(all)?.status === 'done'));
    expect(done).toMatchObject({ clusters: 4, done: 4, merged: 4 });
    expect((await ana.ask('GET', `/merges?batchId=${body.batch.id}`)).body.items).toHaveLength(4);
    expect((await ana.ask('GET', '/leads')).body.items).toHaveLength(4);
    expect((await ana.ask('POST', `/duplicates/merge-all/${body.batch.id}/undo`)).status).toBe(202);
    expect(batchOf(await ana.until('/duplicates/merge-all', (all) => batchOf(all)?.status === 'undone'))).toMatchObject({ conflicts: [] });
    expect((await ana.ask('GET', '/leads')).body.items).toHaveLength(8);
  });
});
