import { domainOf } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { recordId } from '../records/record-id.ts';
import { type Cell, EncodedRows, insertTogether, jsonText, type TableRows } from '../records/staging.ts';
import { type DealsThen, dealsThen } from './deals-then.ts';
import type { CapturedItem, Placed } from './item.ts';
import { type JudgedItem, judgeItem } from './judge-item.ts';
import { type Source, sharedParts } from './sources.ts';
import { peopleOf, sameSubjects, threadedOf, threadsOf } from './threads.ts';
import { whoIsWho } from './who-is-who.ts';

export type PlacingSource = Pick<Source, 'id' | 'kind' | 'userId' | 'keepsText' | 'level'>;

export interface PlacedItems {
  readonly placed: ReadonlyMap<string, Placed>;
  readonly judged: readonly JudgedItem[];
  /** Interactions that were not here before. */
  readonly created: readonly string[];
  /** Interaction of each item that has one. */
  readonly interactionOf: ReadonlyMap<string, string>;
}

interface KnownItem {
  readonly thread: string;
  readonly interactionId: string | null;
  readonly occurredAt: Date | null;
}

/** Writes of one workspace's capture follow one another: two mailboxes that hold the same message make one interaction of it. */
export async function lockCapture(tx: WorkspaceTransaction): Promise<void> {
  await tx.raw(
    `set local plan_cache_mode = auto; set local work_mem = '32MB';
     select pg_advisory_xact_lock(hashtextextended('capture ' || app.workspace()::text, 0))`,
  );
}

/**
 * Gives items of one source their place, set-wise: who took part, what they were about, which thread they belong to. What is here already
 * is not written twice, whichever source brought it first. Items must differ by key; {@link lockCapture} comes before.
 */
export async function placeItems(tx: WorkspaceTransaction, source: PlacingSource, items: readonly CapturedItem[]): Promise<PlacedItems> {
  const who = await whoIsWho(tx, addressesOf(items));
  const judged = items.map((item) => judgeItem(item, source.userId, who));
  const placed = new Map(judged.map(({ item, placed: place }) => [item.itemKey, place]));
  const kept = judged.filter(({ placed: { fate } }) => fate === 'interaction' || fate === 'waiting');
  if (kept.length === 0) return { placed, judged, created: [], interactionOf: new Map() };
  const known = await knownItems(tx, kept);
  const { threadOf, joins } = threadsOf(
    kept.map(({ item, users }) => threadedOf(item, new Set(users.map(({ party }) => party.address)))),
    new Map([...known].map(([key, { thread }]) => [key, thread])),
    await sameSubjects(tx, kept),
  );
  if (joins.length > 0) await tx.raw('select app.join_threads($1, $2)', [joins.map((one) => one.kept), joins.map((one) => one.joined)]);
  const hidden = await hiddenThreads(tx, [...new Set(threadOf.values())]);
  const deals = await dealsThen(
    tx,
    [...new Set(kept.flatMap(({ contacts }) => contacts.flatMap(({ contact }) => contact.accountId ?? [])))],
    [...new Set(kept.flatMap(({ contacts }) => contacts.map(({ contact }) => contact.contactId)))],
  );
  const rows = new Rows(source, known, threadOf, hidden, deals);
  for (const one of kept) rows.add(one);
  rows.addNamed(kept);
  await insertTogether(tx, rows.tables());
  await rows.alsoTookPart(tx);
  return { placed, judged, created: rows.created, interactionOf: rows.interactionOf };
}

function* addressesOf(items: readonly CapturedItem[]): Iterable<string> {
  for (const { parties } of items) for (const { address } of parties) yield address;
}

async function knownItems(tx: WorkspaceTransaction, kept: readonly JudgedItem[]): Promise<Map<string, KnownItem>> {
  const keys = new Set<string>();
  for (const { item } of kept) {
    keys.add(item.itemKey);
    for (const key of item.references) keys.add(key);
  }
  const rows = await tx.raw<{ item_key: string; thread_id: string; interaction_id: string | null; occurred_at: Date | null }>(
    `select item_key, thread_id, interaction_id, occurred_at from app.captured_items
     where workspace_id = (select app.workspace()) and item_key = any ($1::uuid[])`,
    [[...keys]],
  );
  return new Map(
    rows.map((row) => [row.item_key, { thread: row.thread_id, interactionId: row.interaction_id, occurredAt: row.occurred_at }]),
  );
}

async function hiddenThreads(tx: WorkspaceTransaction, threads: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.raw<{ thread_id: string }>(
    'select distinct thread_id from app.hidden_threads where workspace_id = (select app.workspace()) and thread_id = any ($1::uuid[])',
    [threads],
  );
  return new Set(rows.map(({ thread_id }) => thread_id));
}

const interactionColumns = [
  ...['id', 'type', 'direction', 'state', 'occurred_at', 'duration_minutes', 'place', 'user_id', 'contact_id', 'account_id', 'deal_id'],
  ...['source', 'key', 'recorded_by', 'new_text_length', 'asks_question', 'is_hidden'],
];
const participantColumns = ['interaction_id', 'position', 'role', 'user_id', 'contact_id', 'has_accepted', 'occurred_at'];
const itemColumns = [
  ...['item_key', 'thread_id', 'interaction_id', 'occurred_at', 'answers_key', 'subject_key', 'people'],
  ...['is_answer', 'is_orphan', 'sequence', 'stamped_at'],
];

/** Rows of a batch, gathered table by table. */
class Rows {
  readonly created: string[] = [];
  readonly interactionOf = new Map<string, string>();
  readonly #interactions: Cell[][] = [];
  readonly #participants: Cell[][] = [];
  readonly #items: Cell[][] = [];
  readonly #contents: Cell[][] = [];
  readonly #waiting: Cell[][] = [];
  readonly #addresses: Cell[][] = [];
  /** The owner of this source also has an interaction that another source brought. */
  readonly #also: { interactionId: string; occurredAt: string }[] = [];
  readonly #written = new Set<string>();
  readonly #shared: ReadonlySet<string>;
  readonly #source: PlacingSource;
  readonly #known: ReadonlyMap<string, KnownItem>;
  readonly #threadOf: ReadonlyMap<string, string>;
  readonly #hidden: ReadonlySet<string>;
  readonly #deals: DealsThen;

  constructor(
    source: PlacingSource,
    known: ReadonlyMap<string, KnownItem>,
    threadOf: ReadonlyMap<string, string>,
    hidden: ReadonlySet<string>,
    deals: DealsThen,
  ) {
    this.#source = source;
    this.#known = known;
    this.#threadOf = threadOf;
    this.#hidden = hidden;
    this.#deals = deals;
    this.#shared = new Set(sharedParts(source.level));
  }

  add(judged: JudgedItem): void {
    const { item, placed, unknown, direction } = judged;
    const known = this.#known.get(item.itemKey);
    let interactionId = known?.interactionId ?? undefined;
    const thread = this.#threadOf.get(item.itemKey) as string;
    if (placed.fate === 'interaction') {
      if (interactionId === undefined) interactionId = this.#addInteraction(judged, thread);
      else if (this.#isOwnersAlone(judged)) this.#also.push({ interactionId, occurredAt: item.occurredAt });
      this.interactionOf.set(item.itemKey, interactionId);
      this.#addContents(item, interactionId);
    } else {
      const promises = item.promises?.map((promise) => ({ ...promise, words: '' }));
      const facts = this.#source.keepsText ? item : { ...item, text: undefined, promises };
      this.#waiting.push([this.#source.id, item.itemKey, this.#source.userId, item.kind, jsonText(facts)]);
    }
    for (const { address, name, role } of unknown)
      this.#addresses.push([
        ...[this.#source.id, address, item.itemKey, this.#source.userId, domainOf(address) ?? '', name, role],
        ...[direction === 'out', interactionId !== undefined, item.occurredAt],
      ]);
    if (known?.occurredAt && known.interactionId === (interactionId ?? null)) return;
    this.#written.add(item.itemKey);
    this.#items.push([
      ...[item.itemKey, thread, interactionId, item.occurredAt, item.answersKey, item.subjectKey],
      `{${peopleOf(item, new Set(judged.users.map(({ party }) => party.address))).join(',')}}`,
      ...[item.isAnswer ?? false, item.isAnswer === true && item.references.length === 0, item.sequence, item.stampedAt],
    ]);
  }

  /** Messages that are named and that nobody has read: later they find their thread. */
  addNamed(kept: readonly JudgedItem[]): void {
    for (const { item } of kept) {
      for (const key of item.references) {
        if (this.#known.has(key) || this.#written.has(key)) continue;
        this.#written.add(key);
        this.#items.push([key, this.#threadOf.get(key), ...Array.from({ length: 5 }, () => undefined), false, false, undefined, undefined]);
      }
    }
  }

  tables(): TableRows[] {
    const table = (name: string, columns: readonly string[], rows: readonly Cell[][], suffix = ''): TableRows => ({
      table: `app.${name}`,
      columns,
      rows: new EncodedRows(rows),
      suffix,
    });
    return [
      table('interactions', interactionColumns, this.#interactions),
      table('interaction_participants', participantColumns, this.#participants),
      table(
        'captured_items',
        itemColumns,
        this.#items,
        `on conflict (workspace_id, item_key) do update set ${itemColumns
          .slice(1)
          .map((name) => `${name} = excluded.${name}`)
          .join(', ')}`,
      ),
      // A source corrects its own words; whatever is marked confidential once is that from then on in the other sources of its owner.
      table(
        'interaction_contents',
        ['interaction_id', 'part', 'owner_id', 'source_id', 'content', 'is_shared', 'is_confidential'],
        this.#contents,
        `on conflict (workspace_id, interaction_id, part, owner_id) do update
           set content = excluded.content, is_shared = excluded.is_shared, is_confidential = excluded.is_confidential, source_id = excluded.source_id
         where (interaction_contents.source_id = excluded.source_id or excluded.is_confidential)
           and (interaction_contents.content, interaction_contents.is_shared, interaction_contents.is_confidential) is distinct from (excluded.content, excluded.is_shared, excluded.is_confidential)`,
      ),
      // A message stays what it is; a meeting may have been moved since.
      table(
        'waiting_items',
        ['source_id', 'item_key', 'owner_id', 'kind', 'facts'],
        this.#waiting,
        `on conflict (workspace_id, source_id, item_key) do update set facts = excluded.facts where excluded.kind = 'meeting'`,
      ),
      table(
        'waiting_addresses',
        ['source_id', 'address', 'item_key', 'owner_id', 'domain', 'name', 'role', 'is_from_us', 'has_interaction', 'occurred_at'],
        this.#addresses,
        'on conflict (workspace_id, source_id, address, item_key) do update set has_interaction = excluded.has_interaction, occurred_at = excluded.occurred_at',
      ),
    ];
  }

  /** Adds the owner to interactions that another mailbox brought and whose heads do not name them: copied in secret, or by a list. */
  async alsoTookPart(tx: WorkspaceTransaction): Promise<void> {
    if (this.#also.length === 0) return;
    await tx.raw(
      `insert into app.interaction_participants (interaction_id, position, role, user_id, occurred_at)
       select i.id, coalesce((select max(p.position) + 1 from app.interaction_participants p where p.workspace_id = i.workspace_id and p.interaction_id = i.id), 0),
         'cc', $2, i.occurred_at
       from app.interactions i
       where i.workspace_id = (select app.workspace()) and i.id = any ($1::uuid[]) and i.user_id is distinct from $2 and not exists (
         select from app.interaction_participants p where p.workspace_id = i.workspace_id and p.interaction_id = i.id and p.user_id = $2)`,
      [this.#also.map(({ interactionId }) => interactionId), this.#source.userId],
    );
  }

  /** Whether the mailbox holds what its owner's address is not in. Files can be anybody's. */
  #isOwnersAlone({ users }: JudgedItem): boolean {
    return this.#source.kind === 'imap' && !users.some(({ userId }) => userId === this.#source.userId);
  }

  #addInteraction(judged: JudgedItem, thread: string): string {
    const { item, direction, users, contacts } = judged;
    const key = `${item.kind}:${item.itemKey}`;
    const id = recordId('windshield', 'interactions', key, Date.parse(item.occurredAt));
    const theirRole = direction === 'in' ? 'from' : direction === 'out' ? 'to' : undefined;
    const ourRole = direction === 'in' ? 'to' : direction === 'out' ? 'from' : undefined;
    const main =
      contacts.find(({ party }) => party.role === theirRole) ?? contacts.find(({ party }) => party.role === 'organiser') ?? contacts[0];
    const us = users.find(({ party }) => party.role === ourRole) ?? users.find(({ party }) => party.role === 'organiser') ?? users[0];
    const userId = us?.userId ?? this.#source.userId;
    const contactIds = contacts.map(({ contact }) => contact.contactId);
    const accountId = main?.contact.accountId ?? contacts.find(({ contact }) => contact.accountId !== undefined)?.contact.accountId;
    this.#interactions.push([
      ...[id, item.kind, direction, item.state ?? 'done', item.occurredAt, item.durationMinutes, item.place],
      ...[userId, main?.contact.contactId, accountId, this.#deals.dealOf(item.occurredAt, accountId, contactIds)],
      ...['windshield', key, this.#source.userId, item.newTextLength, item.asksQuestion, this.#hidden.has(thread)],
    ]);
    let position = 0;
    const add = (role: string, user: string | undefined, contact: string | undefined, hasAccepted: boolean | undefined) =>
      this.#participants.push([id, position++, role, user, contact, hasAccepted, item.occurredAt]);
    for (const { userId: user, party } of users)
      if (user !== us?.userId || party.role !== ourRole) add(party.role, user, undefined, party.hasAccepted);
    for (const { contact, party } of contacts)
      if (contact !== main?.contact || party.role !== theirRole) add(party.role, undefined, contact.contactId, party.hasAccepted);
    if (users.length > 0 && this.#isOwnersAlone(judged)) add('cc', this.#source.userId, undefined, undefined);
    this.created.push(id);
    return id;
  }

  #addContents(item: CapturedItem, interactionId: string): void {
    const { id, userId, keepsText } = this.#source;
    const isConfidential = item.isConfidential ?? false;
    const add = (part: 'subject' | 'text', content: string | undefined) => {
      if (content)
        this.#contents.push([interactionId, part, userId, id, content, this.#shared.has(part) && !isConfidential, isConfidential]);
    };
    add('subject', item.subject);
    if (keepsText) add('text', item.text);
  }
}
