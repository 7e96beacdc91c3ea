import type { Party, ReadMessage } from '@windshield/core';
import { accounts } from '../../accounts/index.ts';
import { type Actor, inWorkspace, type WorkspaceTransaction } from '../../engine/index.ts';
import { freshWorkspace, type TestWorkspace } from '../../engine/testing.ts';
import { contacts } from '../../people/index.ts';
import { type ArrivedMessage, appendMessages } from '../append-messages.ts';
import { capturing, createSource, type NewSource, type Source } from '../sources.ts';

/** A message with what a test says of it. Addresses may be written as `Name <address>`. */
export function message(
  given: Partial<Omit<ReadMessage, 'from' | 'to' | 'cc'>> & { id: string; from?: string; to?: string[]; cc?: string[] },
): ReadMessage {
  const { id, from, to = [], cc = [], ...rest } = given;
  const newText = given.newText ?? 'Good morning';
  return {
    messageId: id,
    inReplyTo: [],
    references: [],
    sentAt: '2026-10-01T08:00:00.000Z',
    from: from === undefined ? undefined : party(from),
    replyTo: [],
    to: to.map(party),
    cc: cc.map(party),
    bcc: [],
    subject: 'Pilot',
    kind: 'personal',
    newText,
    newTextLength: newText.length,
    asksQuestion: false,
    promises: [],
    failedDeliveries: [],
    attachmentCount: 0,
    problems: [],
    ...rest,
  };
}

function party(written: string): Party {
  const [, name, address] = /^(.*) <(.*)>$/.exec(written) ?? [];
  return { address: address ?? written, name };
}

export interface TestPerson {
  readonly userId: string;
  readonly actor: Actor & { readonly userId: string };
  readonly source: Source;
  /** Appends messages to the inbox, numbered on from what is there. */
  receive(...messages: readonly ReadMessage[]): ReturnType<typeof appendMessages>;
  append(
    folder: { folder: string; role?: string; uidValidity?: string },
    messages: readonly ArrivedMessage[],
  ): ReturnType<typeof appendMessages>;
  as<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
}

/** A workspace with Halden (Ana and Per work there) and Ada of us, who has a mailbox. */
export async function haldenAndAda(given: Partial<NewSource> = {}) {
  const fresh = await freshWorkspace('Us');
  const { database, admin } = fresh;
  const made = await inWorkspace(database, admin, async (tx) => {
    const halden = await accounts.create(tx, { name: 'Halden', domain: 'halden.example' });
    const person = (name: string, email: string) =>
      contacts.create(tx, { name, accountId: halden.id, points: [{ kind: 'email', value: email, label: null }] });
    return { halden, ana: await person('Ana Ruiz', 'ana@halden.example'), per: await person('Per Friend', 'per@halden.example') };
  });
  const ada = await mailboxOf(fresh, admin.userId, 'ada@us.example', given);
  return { ...fresh, ...made, ada, bob: () => colleague(fresh, 'Bob Rep', 'bob@us.example', given) };
}

async function colleague(fresh: TestWorkspace, name: string, address: string, given: Partial<NewSource>): Promise<TestPerson> {
  const { userId } = await fresh.addUser(name, 'rep');
  return mailboxOf(fresh, userId, address, given);
}

async function mailboxOf(
  { database, workspaceId, admin }: TestWorkspace,
  userId: string,
  address: string,
  given: Partial<NewSource>,
): Promise<TestPerson> {
  const actor = { ...capturing(workspaceId, userId), userId };
  await inWorkspace(database, admin, (tx) => tx.raw('update app.users set email = $2 where id = $1', [userId, address]));
  const source = await inWorkspace(database, actor, (tx) => createSource(tx, { kind: 'imap', name: address, address, ...given }));
  let uid = 0;
  const append: TestPerson['append'] = (folder, messages) =>
    inWorkspace(database, actor, (tx) => appendMessages(tx, { sourceId: source.id, uidValidity: '1', ...folder }, messages));
  return {
    userId,
    actor,
    source,
    append,
    receive: (...messages) =>
      append(
        { folder: 'INBOX', role: 'inbox' },
        messages.map((one) => ({ uid: ++uid, message: one })),
      ),
    as: (work) => inWorkspace(database, actor, work),
  };
}
