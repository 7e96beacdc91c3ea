import fs from 'node:fs';
import path from 'node:path';
import { accounts, capture, contacts, inWorkspace, type WorkspaceTransaction } from '@windshield/store';
import { expect, it } from 'vitest';
import { type Ask, testApp } from '../testing/app.ts';

// Each stands in something that is its owner's alone.
const own = [
  'qzhost',
  'qzaccount',
  'qzwaiting',
  'qzwaitingsubject',
  'qzsubject',
  'qztext',
  'qzpromise',
  'qztitle',
  'qzfolder',
  'qzexcluded',
  'qzhidden',
  'qzplace',
  'qzfile',
];

const document = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../../../../docs/openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, unknown>>;
};

async function everything() {
  const { services, workspace } = await testApp();
  const place = await workspace();
  const rita = await place.person('rep');
  const ritas = capture.capturing(place.workspaceId, rita.userId);
  const as = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(services.pools.app, ritas, work);
  const made = await as(async (tx) => {
    await tx.raw('update app.users set email = $2 where id = $1', [rita.userId, 'rita@us.example']);
    const account = await accounts.create(tx, { name: 'Halden', domain: 'halden.example' });
    const contact = await contacts.create(tx, {
      name: 'Per',
      accountId: account.id,
      points: [{ kind: 'email', value: 'per@halden.example', label: null }],
    });
    const settings = { host: 'qzhost.example', port: 993, security: 'tls', userName: 'qzaccount' };
    const source = await capture.createSource(tx, { kind: 'imap', name: 'Mail', address: 'rita@us.example', settings, keepsText: true });
    await capture.saveSecret(tx, source.id, Buffer.from('sealed'));
    const message = (uid: number, from: string, subject: string, more: object = {}) => ({
      uid,
      message: {
        ...{
          messageId: `${uid}@x`,
          inReplyTo: [],
          references: [],
          sentAt: new Date(Date.now() - uid * 3_600_000).toISOString(),
          replyTo: [],
        },
        ...{
          from: { address: from },
          to: [{ address: 'rita@us.example' }],
          cc: [],
          bcc: [],
          subject,
          kind: 'personal' as const,
          newText: 'qztext',
        },
        ...{ newTextLength: 6, asksQuestion: false, promises: [], failedDeliveries: [], attachmentCount: 0, problems: [], ...more },
      },
    });
    const dueOn = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await capture.appendMessages(tx, { sourceId: source.id, folder: 'qzfolder', role: 'inbox', uidValidity: '1' }, [
      message(1, 'per@halden.example', 'qzsubject', {
        promises: [{ words: 'qzpromise', dueOn, by: 'writer' }],
        signature: { title: 'qztitle', phones: [], urls: [] },
      }),
      message(2, 'qzwaiting@new.example', 'qzwaitingsubject'),
      message(3, 'per@halden.example', 'qzhidden'),
      { uid: 4, unreadReason: 'qztext cannot be read' },
    ]);
    await capture.createSource(tx, { kind: 'upload', name: 'qzfile.mbox' });
    const exclusion = await capture.addExclusion(tx, { pattern: 'qzexcluded.example', action: 'private' });
    const { items } = await capture.listProposals(tx);
    const shown = await tx.raw<{ id: string; content: string }>('select interaction_id as id, content from app.interaction_contents');
    const hidden = shown.find(({ content }) => content === 'qzhidden')?.id as string;
    const seen = shown.find(({ content }) => content === 'qzsubject')?.id as string;
    await capture.hideThread(tx, hidden, true);
    const decision = await capture.decideUnknownPerson(tx, { action: 'private', address: 'qzexcluded@other.example' });
    return { account, contact, source, exclusion, proposal: items[0]?.id as string, hidden, seen, decision: decision.decisionId };
  });
  return { place, rita, made, as };
}

async function told(ask: Ask, ids: readonly string[]): Promise<string> {
  let all = '';
  for (const [route, methods] of Object.entries(document.paths)) {
    if (!('get' in methods) || !route.startsWith('/api/v1')) continue;
    const addresses = route.includes('{')
      ? ids.flatMap((id) => ['contacts', 'accounts'].map((kind) => route.replace('{kind}', kind).replaceAll(/\{\w+\}/g, id)))
      : [route];
    for (const address of addresses) {
      const { status, body } = await ask('GET', address.replace('/api/v1', ''));
      expect(status, address).toBeLessThan(500);
      // refusals name the id that was asked for
      if (status === 200) all += `${address.replace(/[\da-f-]{36}/g, '…')} ${JSON.stringify(body)}\n`;
    }
  }
  for (const word of own)
    for (const address of ['/search', '/contacts', '/accounts'])
      all += JSON.stringify((await ask('GET', `${address}?q=${word}`)).body).replaceAll(`${address}?q=${word}`, '');
  return all;
}

it('nothing of a colleague’s mailbox is told by any address of the API, not even to an admin or a key', { timeout: 60_000 }, async () => {
  const { place, rita, made } = await everything();
  const ids = [made.source.id, made.contact.id, made.account.id, made.hidden, made.seen, made.proposal, made.exclusion.id, rita.userId];
  const mine = (await told(rita, ids)).toLowerCase();
  for (const word of ['qzhost', 'qzwaitingsubject', 'qzsubject', 'qztext', 'qzpromise', 'qztitle', 'qzfolder', 'qzexcluded', 'qzhidden'])
    expect(mine).toContain(word);
  for (const ask of [await place.person('rep'), await place.person('admin'), await place.person('executive'), await place.as('admin')]) {
    const all = await told(ask, ids);
    for (const word of own)
      expect(
        all
          .split('\n')
          .filter((line) => line.toLowerCase().includes(word))
          .map((line) => line.slice(0, 200)),
      ).toEqual([]);
    expect(all).not.toContain(made.hidden);
  }
});

it('nobody changes what is a colleague’s, whatever ids they know', { timeout: 60_000 }, async () => {
  const { place, made, as, rita } = await everything();
  for (const ask of [await place.person('rep'), await place.person('admin'), await place.person('executive')]) {
    const source = `/capture/sources/${made.source.id}`;
    const tried: [string, string, unknown?, Record<string, string>?][] = [
      ['PATCH', source, { level: 'text' }, { 'if-match': '"1"' }],
      ['PATCH', source, { password: 'x' }, { 'if-match': '"1"' }],
      ['DELETE', `${source}?interactions=remove`],
      ['POST', `${source}/read`],
      ['POST', `/capture/proposals/${made.proposal}/decide`, { choice: 'accept' }],
      ['POST', `/capture/proposals/${made.proposal}/undo`],
      ['POST', `/capture/decisions/${made.decision}/undo`],
      ['DELETE', `/capture/exclusions/${made.exclusion.id}`],
      ['POST', `/interactions/${made.hidden}/hide`, { isHidden: false }],
      ['POST', `/interactions/${made.seen}/hide`, { isHidden: true }],
    ];
    for (const [method, address, body, headers] of tried)
      expect([403, 404], `${method} ${address}`).toContain((await ask(method, address, body, headers)).status);
  }
  expect((await rita('POST', '/capture/exclusions', { pattern: 'halden.example', isForEveryone: true })).status).toBe(403);
  expect(await as((tx) => capture.getSource(tx, made.source.id))).toMatchObject({ level: 'happened' });
});

it('who only looks gains no hand through capture', { timeout: 60_000 }, async () => {
  const { place, made } = await everything();
  const executive = await place.person('executive');
  const create = { action: 'create', address: 'x@new.example', name: 'X' };
  expect((await executive('POST', '/capture/unknown-people/decide', create)).status).toBe(403);
  const link = { action: 'link', address: 'x@new.example', contactId: made.contact.id };
  expect((await executive('POST', '/capture/unknown-people/decide', link)).status).toBe(403);
  expect((await executive('POST', '/capture/exclusions', { pattern: 'a.example', isForEveryone: true })).status).toBe(403);
});
