import { randomUUIDv7 } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ask, askNobody, type TestPlace, testApp } from '../testing/app.ts';

let place: TestPlace;
let admin: Ask;

beforeAll(async () => {
  place = await (await testApp()).workspace();
  admin = await place.as('admin');
});

const make = async (name: string) => (await admin('POST', '/accounts', { name })).body as { id: string; version: number };

describe('a record', () => {
  it('is created, read, changed against the version that was seen, deleted and restored', async () => {
    const made = await admin('POST', '/accounts', { name: 'Borg & Söhne', country: 'DE' });
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    const address = `/accounts/${made.body.id}`;
    const changed = await admin('PATCH', address, { country: 'AT', reason: 'they moved' }, { 'if-match': '"1"' });
    expect([changed.status, changed.body.country, changed.body.version, changed.headers.get('etag')]).toEqual([200, 'AT', 2, '"2"']);
    expect((await admin('DELETE', address, undefined, { 'if-match': '"2"' })).status).toBe(204);
    const names = async () => (await admin('GET', '/accounts?q=Borg')).body.items.map((item: { name: string }) => item.name);
    expect(await names()).toEqual([]);
    expect((await admin('POST', `${address}/restore`)).status).toBe(200);
    expect(await names()).toEqual(['Borg & Söhne']);
  });

  it('is not overwritten by somebody who has not seen the newest version, who gets it instead', async () => {
    const { id } = await make('Twice');
    await admin('PATCH', `/accounts/${id}`, { city: 'Graz' }, { 'if-match': '"1"' });
    const late = await admin('PATCH', `/accounts/${id}`, { city: 'Wien' }, { 'if-match': '"1"' });
    expect([late.status, late.body.code, late.body.current.city, late.body.current.version]).toEqual([412, 'versionConflict', 'Graz', 2]);
    const blind = await admin('PATCH', `/accounts/${id}`, { city: 'Linz' });
    expect([blind.status, blind.body.code]).toEqual([428, 'versionRequired']);
    const odd = await admin('PATCH', `/accounts/${id}`, { city: 'Linz' }, { 'if-match': 'yesterday' });
    expect([odd.status, odd.body.fields[0].field]).toEqual([422, 'if-match']);
  });

  it('is created once when the same request is sent twice with one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': randomUUIDv7() };
    const [first, second] = await Promise.all([1, 2].map(() => admin('POST', '/accounts', { name: 'Only one' }, headers)));
    expect(first?.status).toBe(201);
    expect(second?.body).toEqual(first?.body);
    expect((await admin('GET', '/accounts?q=Only%20one')).body.items).toHaveLength(1);
    const other = await admin('POST', '/accounts', { name: 'Another' }, headers);
    expect([other.status, other.body.code]).toEqual([409, 'conflict']);
  });

  it('tells which field was wrong, and what would be right', async () => {
    const wrong = await admin('POST', '/accounts', { name: '', employees: 'many', revenueCurrency: 'euro', colour: 'blue', parentId: 'x' });
    expect(wrong.status).toBe(422);
    expect(wrong.headers.get('content-type')).toBe('application/problem+json');
    const faults = Object.fromEntries(wrong.body.fields.map(({ field, message }: { field: string; message: string }) => [field, message]));
    expect(Object.keys(faults).sort()).toEqual(['colour', 'employees', 'name', 'parentId', 'revenueCurrency']);
    expect(faults['name']).toBe('must not be empty');
    expect(faults['employees']).toBe('takes a number');
    expect(faults['revenueCurrency']).toBe('takes a three-letter ISO 4217 code such as EUR');
    expect((await admin('POST', '/accounts', {})).body.fields).toEqual([{ field: 'name', message: 'is missing: it takes text' }]);
    const elsewhere = await admin('POST', '/accounts', { name: 'Child', parentId: randomUUIDv7() });
    expect([elsewhere.status, elsewhere.body.fields[0].field]).toEqual([422, 'parentId']);
  });

  it('that is not there is said not to be there', async () => {
    const missing = await admin('GET', `/deals/${randomUUIDv7()}`);
    expect([missing.status, missing.body.code]).toEqual([404, 'notFound']);
    const noId = await admin('GET', '/deals/17');
    expect([noId.status, noId.body.fields[0].message]).toEqual([422, 'takes an id (a UUID)']);
  });

  it('is seen by everyone in the workspace and written by those whose role may', async () => {
    const executive = await place.as('executive');
    const { id } = await make('Looked at');
    expect((await executive('GET', `/accounts/${id}`)).status).toBe(200);
    const refused = await executive('POST', '/accounts', { name: 'Mine' });
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
    expect((await executive('PATCH', `/accounts/${id}`, { name: 'Mine' }, { 'if-match': '"1"' })).status).toBe(403);
    expect((await (await place.as('marketer'))('POST', '/deals', { name: 'A deal' })).status).toBe(403);
  });
});

describe('a list', () => {
  it('comes in pages that hold everything once', async () => {
    const here = await (await testApp()).workspace('Pages');
    const ask = await here.as('admin');
    for (let i = 0; i < 25; i++) await ask('POST', '/accounts', { name: `Account ${i % 5}` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Ask>> = await ask('GET', `/accounts?limit=10${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      seen.push(...page.body.items.map((item: { id: string }) => item.id));
      cursor = page.body.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    const other = await ask(
      'GET',
      `/accounts?limit=10&sort=employees&cursor=${encodeURIComponent((await ask('GET', '/accounts?limit=10')).body.nextCursor)}`,
    );
    expect([other.status, other.body.fields[0].field]).toEqual([422, 'cursor']);
  });

  it('refuses a filter that it does not know instead of showing everything', async () => {
    const reply = await admin('GET', '/deals?stauts=open');
    expect([reply.status, reply.body.fields[0].field]).toEqual([422, 'stauts']);
    expect((await admin('GET', '/deals?limit=1000')).body.fields[0].message).toBe('takes a number of at most 200');
  });
});

describe('a request that goes nowhere', () => {
  it('gets a problem document', async () => {
    expect([(await askNobody('GET', '/accounts')).status, (await askNobody('GET', '/accounts')).body.code]).toEqual([
      401,
      'unauthenticated',
    ]);
    expect((await askNobody('GET', '/nothing')).body.code).toBe('notFound');
    expect((await askNobody('PUT', '/accounts')).body.status).toBe(404);
    expect((await admin('POST', '/accounts', '{"name":')).body.detail).toMatch(/^The body is not JSON/);
    expect((await admin('POST', '/accounts', '{}', { 'content-type': 'text/plain' })).body.detail).toMatch(/application\/json/);
    const large = await admin('POST', '/notes', { body: 'x'.repeat(1_100_000) });
    expect([large.status, large.body.code]).toEqual([413, 'tooLarge']);
  });

  it('from a page of another site is refused', async () => {
    const person = await place.person('admin');
    const evil = await person('POST', '/accounts', { name: 'Evil' }, { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    expect([evil.status, evil.body.code]).toEqual([403, 'forbidden']);
    expect((await person('POST', '/accounts', { name: 'Good' }, { 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });
});

describe('what the database cannot keep', () => {
  it('is said to be wrong, by name where it has one', async () => {
    const nul = await admin('POST', '/accounts', { name: 'a\0b' });
    expect([nul.status, nul.body.fields]).toEqual([422, [{ field: 'name', message: 'must not hold a NUL sign' }]]);
    expect((await admin('POST', '/accounts', `{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)).status).toBe(422);
    expect((await admin('GET', '/search?q=%00')).status).toBe(422);
    expect((await admin('GET', '/accounts?industry=%00')).status).toBe(422);
    expect((await admin('POST', '/deals', { name: 'Old', expectedCloseOn: '0000-01-01' })).status).toBe(422);
    const cursor = Buffer.from(JSON.stringify(['accounts.employees.asc', 'many', randomUUIDv7()])).toString('base64url');
    expect((await admin('GET', `/accounts?sort=employees&cursor=${cursor}`)).status).toBe(422);
  });
});
