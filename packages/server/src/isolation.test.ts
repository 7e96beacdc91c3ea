import { randomUUIDv7 } from 'node:crypto';
import { addMembership } from '@windshield/store';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeApi } from './openapi.ts';
import { type Ask, type TestPlace, testApp } from './testing/app.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly needsBody: boolean;
}

const sign = 'Nobody else may read this';
const fromOutside = /^\/api\/(health|auth|v1\/(welcome|setup|(invitations|password-links)\/by-token))/;

function operations(): Operation[] {
  const { paths } = JSON.parse(describeApi()) as { paths: Record<string, Record<string, { requestBody?: unknown }>> };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { requestBody }]) => ({ method: method.toUpperCase(), path, needsBody: requestBody !== undefined })),
  );
}

let theirs: TestPlace;
let ids: Record<string, string>;
let stranger: Ask;

/** One record of each kind in their workspace, each with the sign in a text of it. */
async function fill(ask: Ask): Promise<Record<string, string>> {
  const make = async (address: string, body: object) => {
    const { status, body: made } = await ask('POST', address, body);
    expect(status, `${address} ${JSON.stringify(made)}`).toBe(201);
    return made.id as string;
  };
  const accounts = await make('/accounts', { name: sign });
  const contacts = await make('/contacts', { name: sign, accountId: accounts });
  const deals = await make('/deals', { name: sign, accountId: accounts });
  return {
    accounts,
    contacts,
    deals,
    leads: await make('/leads', { name: sign }),
    'next-steps': await make('/next-steps', { what: sign, dealId: deals }),
    needs: await make('/needs', { words: sign, dealId: deals }),
    notes: await make('/notes', { body: sign, dealId: deals }),
    outcomes: await make('/outcomes', { promised: sign, dealId: deals }),
    costs: await make('/costs', { type: 'travel', amountMinor: 100, currency: 'EUR', incurredOn: '2026-01-01', description: sign }),
    targets: await make('/targets', { period: '2026', amountMinor: 100, currency: 'EUR' }),
    interactions: await make('/interactions', { type: 'call', subject: sign, contactIds: [contacts], dealId: deals }),
    invitations: await make('/invitations', { email: `${randomUUIDv7()}@example.org`, role: 'rep' }),
    keys: await make('/keys', { name: sign, role: 'rep' }),
  };
}

beforeAll(async () => {
  const app = await testApp();
  theirs = await app.workspace(sign);
  const owner = await theirs.person('admin');
  ids = await fill(owner);
  ids['users'] = owner.userId;
  const unsaid = { name: sign, email: `${randomUUIDv7()}@example.org`, password: 'correct horse battery' };
  ids['members'] = (await app.services.signIn.signUp(unsaid)).userId;
  await addMembership(app.services.pools.auth, { userId: ids['members'], workspaceId: theirs.workspaceId, role: 'rep' });
  ids['sessions'] = (await owner('GET', '/sessions')).body.sessions[0].id;
  ids['decisions'] = (
    await owner('POST', '/decisions', {
      itemKey: `dealWork:${ids['deals']}`,
      itemKind: 'dealWork',
      choice: 'done',
      reason: sign,
      fingerprint: 'x',
    })
  ).body.id;
  const upload = new FormData();
  upload.append('files', new File([`Account Name,City\n${sign},Graz\n`], 'accounts.csv'));
  const sent = await app.app.request('/api/v1/imports', { method: 'POST', headers: { cookie: owner.cookie }, body: upload });
  ids['imports'] = ((await sent.json()) as { id: string }).id;
  stranger = await (await app.workspace('Elsewhere')).person('admin');
});

const roomOf = (path: string) => path.split('/')[3] ?? '';

describe.each(operations().filter(({ path }) => !fromOutside.test(path)))('$method $path', ({ method, path, needsBody }) => {
  it('shows and changes nothing of another workspace', async () => {
    const kind = path.includes('{kind}') ? 'deals' : roomOf(path);
    const id = ids[kind] ?? ids['deals'] ?? '';
    const address = path.replace('{kind}', kind).replace('{id}', id);
    const query = path.endsWith('rejected.csv') ? '?fileNo=0' : path.endsWith('/search') ? `?q=${encodeURIComponent(sign)}` : '';
    const tries = needsBody ? [{}, bodyFor(path)] : [undefined];
    for (const body of tries) {
      const reply = await stranger(method, `${address}${query}`, body, { 'if-match': '*' });
      expect(JSON.stringify(reply.body)).not.toContain(sign);
      const pointsThere = body !== undefined && /[0-9a-f]{8}-/.test(JSON.stringify(body));
      if (pointsThere) expect([403, 404, 422], JSON.stringify(reply.body)).toContain(reply.status);
      if (path.includes('{id}')) {
        const isEmptyTimeline = path.includes('/timeline/') && reply.status === 200 && reply.body.items.length === 0;
        expect(isEmptyTimeline || [403, 404, 422].includes(reply.status), `${reply.status} ${JSON.stringify(reply.body)}`).toBe(true);
      }
    }
  });
});

/** A body that would be right if the record were theirs, and that points at records of the other workspace. */
function bodyFor(path: string): object {
  const { accounts, contacts, deals, users } = ids;
  const bodies: Record<string, object> = {
    '/api/v1/accounts': { name: 'Child', parentId: accounts },
    '/api/v1/contacts': { name: 'Person', accountId: accounts },
    '/api/v1/deals': { name: 'Deal', accountId: accounts },
    '/api/v1/leads': { name: 'Lead', accountId: accounts, contactId: contacts, dealId: deals },
    '/api/v1/next-steps': { what: 'x', dealId: deals },
    '/api/v1/needs': { words: 'x', dealId: deals },
    '/api/v1/notes': { body: 'x', contactId: contacts },
    '/api/v1/outcomes': { promised: 'x', accountId: accounts },
    '/api/v1/costs': { type: 'other', amountMinor: 1, currency: 'EUR', incurredOn: '2026-01-01', userId: users },
    '/api/v1/targets': { period: '2025', amountMinor: 1, currency: 'EUR', userId: users },
    '/api/v1/interactions': { type: 'call', contactIds: [contacts], dealId: deals },
    '/api/v1/contacts/{id}/erase': { reason: 'x' },
    '/api/v1/leads/{id}/erase': { reason: 'x' },
    '/api/v1/deals/{id}/contacts': { contacts: [] },
    '/api/v1/me/claim': { userId: users },
    '/api/v1/password-links': { userId: users },
    '/api/v1/two-factor/off': { userId: users },
    '/api/v1/users/{id}': { name: 'x' },
    '/api/v1/invitations': { email: 'x@example.org', role: 'rep', userId: users },
  };
  const patches: Record<string, object> = {
    'next-steps': { what: 'x' },
    needs: { words: 'x' },
    notes: { body: 'x' },
    outcomes: { promised: 'x' },
    costs: { amountMinor: 1 },
    targets: { amountMinor: 1 },
  };
  return bodies[path] ?? (path.endsWith('/{id}') ? (patches[roomOf(path)] ?? { name: 'x' }) : {});
}

it('leaves every record of theirs as it was', async () => {
  const owner = await theirs.as('admin');
  for (const kind of ['accounts', 'contacts', 'deals', 'leads', 'next-steps', 'needs', 'notes', 'outcomes']) {
    const { items } = (await owner('GET', `/${kind}`)).body;
    expect([kind, items.map(({ id, version, deletedAt }: Record<string, unknown>) => [id, version, deletedAt])]).toEqual([
      kind,
      [[ids[kind], 1, null]],
    ]);
    expect(JSON.stringify(items)).toContain(sign);
  }
  expect((await owner('GET', '/keys')).body.keys.map((key: { id: string }) => key.id)).toContain(ids['keys']);
  expect((await owner('GET', '/invitations')).body.invitations).toHaveLength(1);
  const { users, members } = (await owner('GET', '/users')).body;
  expect(users.map((user: { name: string }) => user.name)).not.toContain('x');
  expect(members.map(({ id }: { id: string }) => id)).toEqual([ids['members']]);
});
