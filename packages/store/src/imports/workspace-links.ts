import { type FilePlan, nameKey, type Ref, sourceSystems } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { recordId } from '../records/record-id.ts';
import { insertRows } from '../records/staging.ts';
import { Stages } from './stages.ts';
import { isMergeable, type Links, type StoredKind, storedKinds, type TargetKind, targetKinds } from './stored-kinds.ts';

/** A reference that a row of the batch makes. */
export interface Wanted {
  readonly source: string;
  readonly ref: Ref;
  /** Narrows a contact's name. */
  readonly accountId?: string | undefined;
  /** False: leave it open when nobody knows it, such as a parent that a later row may bring. */
  readonly mayCreate?: boolean;
}

const mostRemembered = 300_000;

/**
 * What references of this import point at. Each batch settles its references set-wise: by key within the same source, then mail, then
 * name; what only a reference names (an owner, an account of a report) is made with nothing but that name. Found ones are remembered
 * until the batch fails or there are too many.
 */
export class WorkspaceLinks implements Links {
  readonly stages: Stages;
  readonly #importId: string;
  readonly #bornMillis: number;
  readonly #found = new Map<string, string>();
  readonly #teams = new Map<string, string>();
  readonly #nameKeys = new Map<string, string>();
  #generation = 0;
  readonly #accounts = { contacts: new Map<string, string>(), deals: new Map<string, string>() };

  /** @param bornMillis when records that only a reference names came about: the day of the export, in ms since 1970 */
  constructor(importId: string, bornMillis: number, stages: FilePlan['stages']) {
    this.#importId = importId;
    this.#bornMillis = bornMillis;
    this.stages = new Stages(importId, bornMillis, stages);
  }

  /** Rises with each {@link forget}: what was resolved under an earlier one may point at records that are gone. */
  get generation(): number {
    return this.#generation;
  }

  /** Forgets everything: what a failed batch made is gone. */
  forget(): void {
    this.#generation++;
    this.#found.clear();
    this.#teams.clear();
    this.#accounts.contacts.clear();
    this.#accounts.deals.clear();
    this.stages.forget();
  }

  idOf(target: TargetKind, source: string, ref: Ref | undefined, accountId?: string): string | undefined {
    if (ref === undefined) return undefined;
    if (ref.key !== undefined) {
      const id = this.#found.get(`${target} ${source} ${ref.key}`);
      if (id !== undefined) return id;
    }
    if (ref.email !== undefined) {
      const id = this.#found.get(`${target}@${ref.email.toLowerCase()}`);
      if (id !== undefined) return id;
    }
    if (ref.name === undefined || ref.key !== undefined) return undefined;
    return this.#found.get(`${target}=${accountId ?? ''}=${this.keyOfName(ref.name)}`);
  }

  teamId(name: string | undefined): string | undefined {
    return name === undefined ? undefined : this.#teams.get(this.keyOfName(name));
  }

  stageOf(pipelineName: string | undefined, stageName: string) {
    return this.stages.find(pipelineName, stageName);
  }

  /** `nameKey`, remembered: it costs more than a look-up. */
  keyOfName(name: string): string {
    let key = this.#nameKeys.get(name);
    if (key === undefined) {
      if (this.#nameKeys.size > mostRemembered) this.#nameKeys.clear();
      key = nameKey(name);
      this.#nameKeys.set(name, key);
    }
    return key;
  }

  /** Remembers a record that the batch has just written, so that references to it need no look-up. */
  remember(target: StoredKind, source: string, key: string, id: string): void {
    this.#found.set(`${target} ${source} ${key}`, id);
  }

  /** Settles the references that `wantedOf` lists for each kind, one kind after the other. */
  async settle(tx: WorkspaceTransaction, wantedOf: (target: TargetKind) => Iterable<Wanted>): Promise<void> {
    if (this.#found.size > mostRemembered) this.#found.clear();
    for (const target of targetKinds) {
      const open = new Map<string, Wanted>();
      for (const wanted of wantedOf(target)) {
        const { source, ref, accountId } = wanted;
        if (this.idOf(target, source, ref, accountId) !== undefined) continue;
        const label = `${source} ${ref.key ?? ''} ${ref.email ?? ''} ${ref.name ?? ''} ${accountId ?? ''}`;
        if (wanted.mayCreate !== false || !open.has(label)) open.set(label, wanted);
      }
      if (open.size > 0) await this.#settleTarget(tx, target, [...open.values()]);
    }
  }

  /**
   * Looks up by key what `wantedOf` lists, without making anything, in whatever transaction: false when a reference stays open, which
   * only {@link settle}, within the batch's own transaction, may decide.
   */
  async findAhead(tx: WorkspaceTransaction, wantedOf: (target: TargetKind) => Iterable<Wanted>): Promise<boolean> {
    for (const target of targetKinds) {
      const open = new Map<string, Wanted>();
      for (const wanted of wantedOf(target)) {
        const { source, ref, accountId } = wanted;
        if (this.idOf(target, source, ref, accountId) !== undefined) continue;
        if (ref.key === undefined) return false;
        open.set(`${source} ${ref.key}`, wanted);
      }
      await this.#findByKey(tx, target, [...open.values()]);
      for (const { source, ref, accountId } of open.values()) if (this.idOf(target, source, ref, accountId) === undefined) return false;
    }
    return true;
  }

  /** Settles references to records of any kind by key alone. */
  async settleKeys(
    tx: WorkspaceTransaction,
    kind: StoredKind,
    wanted: readonly { readonly source: string; readonly key: string }[],
  ): Promise<void> {
    const open = wanted.filter(({ source, key }) => !this.#found.has(`${kind} ${source} ${key}`));
    await this.#findByKey(
      tx,
      kind,
      open.map(({ source, key }) => ({ source, ref: { key } })),
    );
  }

  idByKey(kind: StoredKind, source: string, key: string | undefined): string | undefined {
    return this.#found.get(`${kind} ${source} ${key}`);
  }

  async #settleTarget(tx: WorkspaceTransaction, target: TargetKind, wanted: Wanted[]): Promise<void> {
    await this.#findByKey(tx, target, wanted);
    const stillOpen = () => wanted.filter(({ source, ref, accountId }) => this.idOf(target, source, ref, accountId) === undefined);
    let open = stillOpen();
    await this.#findByEmail(tx, target, open);
    open = stillOpen();
    await this.#findByName(tx, target, open);
    open = stillOpen().filter(({ mayCreate }) => mayCreate !== false);
    // Those with a key first: a mere name may then turn out to be one of them.
    await this.#create(
      tx,
      target,
      open.filter(({ ref }) => ref.key !== undefined),
    );
    await this.#create(
      tx,
      target,
      open.filter(({ ref, ...rest }) => ref.key === undefined && this.idOf(target, rest.source, ref, rest.accountId) === undefined),
    );
  }

  async #findByKey(tx: WorkspaceTransaction, target: StoredKind, wanted: readonly Wanted[]): Promise<void> {
    const asked = wanted.flatMap(({ source, ref: { key } }) => (key === undefined ? [] : [{ source, key, ...qualified(source, key) }]));
    if (asked.length === 0) return;
    const found = await tx.raw<{ nth: number; record_id: string }>(
      `select (asked.nth - 1)::integer as nth, known.record_id
       from unnest($2::text[], $3::text[]) with ordinality as asked (source, key, nth)
       join app.external_keys known on known.kind = $1 and known.source = asked.source and known.key = asked.key
       union all
       select (asked.nth - 1)::integer, own.id
       from unnest($2::text[], $3::text[]) with ordinality as asked (source, key, nth)
       join ${storedKinds[target].table} own on own.id = case when asked.source = 'windshield' and asked.key ~ '^id:[0-9a-f-]{36}$' then substr(asked.key, 4)::uuid end`,
      [target, asked.map((one) => one.ownSource), asked.map((one) => one.ownKey)],
    );
    for (const { nth, record_id } of found) {
      const one = asked[nth];
      if (one) this.remember(target, one.source, one.key, record_id);
    }
  }

  async #findByEmail(tx: WorkspaceTransaction, target: TargetKind, wanted: readonly Wanted[]): Promise<void> {
    const emails = [...new Set(wanted.flatMap(({ ref }) => ref.email?.toLowerCase() ?? []))];
    if (emails.length === 0 || target === 'accounts' || target === 'products' || target === 'deals') return;
    const found = await tx.raw<{ email: string; id: string }>(
      target === 'contacts'
        ? `select distinct on (value_key) value_key as email, contact_id as id from app.contact_points point
           join app.contacts contact on contact.id = point.contact_id and contact.deleted_at is null
           where point.kind = 'email' and value_key = any ($1) order by value_key, contact_id`
        : `select distinct on (email) email, id from ${storedKinds[target].table} where email = any ($1) and deleted_at is null order by email, id`,
      [emails],
    );
    for (const { email, id } of found) this.#found.set(`${target}@${email}`, id);
    await this.#keepKeys(tx, target, wanted, ({ ref }) =>
      ref.email === undefined ? undefined : this.#found.get(`${target}@${ref.email.toLowerCase()}`),
    );
  }

  async #findByName(tx: WorkspaceTransaction, target: TargetKind, wanted: readonly Wanted[]): Promise<void> {
    const isExact = target === 'deals' || target === 'leads';
    const names = [...new Set(wanted.flatMap(({ ref }) => (ref.name === undefined ? [] : isExact ? ref.name : this.keyOfName(ref.name))))];
    if (names.length === 0) return;
    const { table } = storedKinds[target];
    const nameColumn = isExact ? 'name' : 'name_key';
    const candidates = await tx.raw<Candidate>(
      `select record.${nameColumn} as name, record.id, ${target === 'contacts' ? 'record.account_id' : 'null::uuid as account_id'},
         array(select source from app.external_keys known where known.record_id = record.id and known.kind = $2) as sources
       from ${table} record where record.${nameColumn} = any ($1) and record.deleted_at is null${isMergeable(target) ? byFormerName(table, nameColumn) : ''} order by id`,
      [names, target],
    );
    const byName = Map.groupBy(candidates, ({ name }) => name);
    const taken = new Map<string, string>();
    for (const { source, ref, accountId } of wanted) {
      if (ref.name === undefined) continue;
      const key = this.keyOfName(ref.name);
      let fitting = byName.get(isExact ? ref.name : key) ?? [];
      if (accountId !== undefined && target === 'contacts') fitting = fitting.filter(({ account_id }) => account_id === accountId);
      // Names of people, deals and leads alone are not enough where two share one.
      else if (isExact || target === 'contacts') fitting = fitting.length === 1 ? fitting : [];
      if (ref.key === undefined) {
        const [first] = fitting;
        if (first) this.#found.set(`${target}=${accountId ?? ''}=${key}`, first.id);
        continue;
      }
      const free = fitting.find(({ id, sources }) => !sources.includes(source) && (taken.get(`${source} ${id}`) ?? ref.key) === ref.key);
      if (free) taken.set(`${source} ${free.id}`, ref.key);
      if (free && !isExact) await this.#keepKeys(tx, target, [{ source, ref }], () => free.id);
    }
  }

  /** A record found by mail or name is from now on known by the key that the reference carried. */
  async #keepKeys(
    tx: WorkspaceTransaction,
    target: TargetKind,
    wanted: readonly Wanted[],
    idOf: (one: Wanted) => string | undefined,
  ): Promise<void> {
    const known = wanted.flatMap((one) => {
      const id = one.ref.key === undefined || one.ref.key.includes('/') ? undefined : idOf(one);
      return id === undefined ? [] : [{ ...one, key: one.ref.key as string, id }];
    });
    await this.#insertKeys(tx, target, known);
  }

  async #insertKeys(
    tx: WorkspaceTransaction,
    target: TargetKind,
    known: readonly { source: string; key: string; id: string }[],
  ): Promise<void> {
    if (known.length === 0) return;
    await tx.raw(
      `insert into app.external_keys (kind, source, key, record_id, fingerprint, last_seen, import_id)
       select $1, source, key, id, '', '{}', $5 from unnest($2::text[], $3::text[], $4::uuid[]) as known (source, key, id)
       on conflict do nothing`,
      [target, known.map(({ source }) => source), known.map(({ key }) => key), known.map(({ id }) => id), this.#importId],
    );
    for (const { source, key, id } of known) this.remember(target, source, key, id);
  }

  async #create(tx: WorkspaceTransaction, target: TargetKind, wanted: readonly Wanted[]): Promise<void> {
    const made = new Map<string, { id: string; name: string; one: Wanted }>();
    for (const one of wanted) {
      const { source, ref, accountId } = one;
      const name = ref.name ?? (target === 'users' ? ref.email : undefined);
      if (name === undefined || target === 'deals' || target === 'leads' || (target === 'contacts' && accountId === undefined)) continue;
      const id =
        ref.key === undefined
          ? recordId('reference', target, `${accountId ?? ''}${this.keyOfName(ref.name ?? ref.email ?? '')}`, this.#bornMillis)
          : recordId(source, target, ref.key, this.#bornMillis);
      if (!made.has(id)) made.set(id, { id, name, one });
    }
    if (made.size === 0) return;
    const extra = target === 'users' ? ['email'] : target === 'contacts' ? ['account_id'] : [];
    await insertRows(
      tx,
      storedKinds[target].table,
      [
        'id',
        'name',
        'name_key',
        'import_id',
        'custom',
        'version',
        ...(target === 'users' ? ['role', 'is_active'] : target === 'products' ? ['is_active'] : []),
        ...extra,
      ],
      [...made.values()].map(({ id, name, one }) => [
        id,
        name,
        this.keyOfName(name),
        this.#importId,
        '{}',
        1,
        ...(target === 'users' ? ['rep', true] : target === 'products' ? [true] : []),
        ...(target === 'users' ? [one.ref.email?.toLowerCase()] : target === 'contacts' ? [one.accountId] : []),
      ]),
      `on conflict (workspace_id, id) do update set deleted_at = null, import_id = excluded.import_id, name = excluded.name, name_key = excluded.name_key`,
    );
    if (target === 'contacts') await this.#addDetailsOfMadeContacts(tx, [...made.values()]);
    await this.#insertKeys(
      tx,
      target,
      [...made.values()].flatMap(({ id, one }) => (one.ref.key === undefined ? [] : [{ source: one.source, key: one.ref.key, id }])),
    );
    for (const { id, one } of made.values()) {
      const { ref, accountId } = one;
      if (ref.email !== undefined) this.#found.set(`${target}@${ref.email.toLowerCase()}`, id);
      if (ref.name !== undefined) this.#found.set(`${target}=${accountId ?? ''}=${this.keyOfName(ref.name)}`, id);
    }
  }

  async #addDetailsOfMadeContacts(tx: WorkspaceTransaction, made: readonly { id: string; one: Wanted }[]): Promise<void> {
    const employed = made.flatMap(({ id, one }) => (one.accountId === undefined ? [] : [{ id, accountId: one.accountId }]));
    await insertRows(
      tx,
      'app.employments',
      ['id', 'contact_id', 'account_id', 'is_primary', 'import_id'],
      employed.map(({ id, accountId }) => [recordId('employment', id, accountId, this.#bornMillis), id, accountId, true, this.#importId]),
      'on conflict do nothing',
    );
    const reachable = made.flatMap(({ id, one }) => (one.ref.email === undefined ? [] : [{ id, email: one.ref.email }]));
    await insertRows(
      tx,
      'app.contact_points',
      ['id', 'contact_id', 'kind', 'value', 'value_key', 'position', 'status', 'import_id'],
      reachable.map(({ id, email }) => [
        recordId('point', id, `email ${email.toLowerCase()}`, this.#bornMillis),
        id,
        'email',
        email,
        email.toLowerCase(),
        0,
        'unknown',
        this.#importId,
      ]),
      'on conflict do nothing',
    );
    if (reachable.length > 0)
      await tx.raw(
        `update app.contacts set email = point.email from unnest($1::uuid[], $2::text[]) as point (id, email) where contacts.id = point.id`,
        [reachable.map(({ id }) => id), reachable.map(({ email }) => email)],
      );
  }

  /** The accounts of contacts or deals; those without one are missing from the answer. */
  async accountsOf(tx: WorkspaceTransaction, kind: 'contacts' | 'deals', ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const accounts = this.#accounts[kind];
    if (accounts.size > mostRemembered) accounts.clear();
    const open = [...new Set(ids)].filter((id) => !accounts.has(id));
    if (open.length > 0) {
      const found = await tx.raw<{ id: string; account_id: string }>(
        `select id, account_id from ${storedKinds[kind].table} where id = any ($1::uuid[]) and account_id is not null`,
        [open],
      );
      for (const { id, account_id } of found) accounts.set(id, account_id);
    }
    return accounts;
  }

  /** Settles teams by name; unknown ones are made. */
  async settleTeams(
    tx: WorkspaceTransaction,
    teams: readonly { name: string; region?: string | undefined; managerName?: string | undefined }[],
  ): Promise<void> {
    const open = new Map(
      teams.map((team) => [this.keyOfName(team.name), team]).filter(([key]) => !this.#teams.has(key as string)) as [
        string,
        (typeof teams)[number],
      ][],
    );
    if (open.size === 0) return;
    const find = () =>
      tx.raw<{ name_key: string; id: string }>('select name_key, id from app.teams where name_key = any ($1) and deleted_at is null', [
        [...open.keys()],
      ]);
    const known = new Set((await find()).map(({ name_key }) => name_key));
    await insertRows(
      tx,
      'app.teams',
      ['id', 'name', 'name_key', 'region', 'manager_name', 'import_id', 'version'],
      [...open]
        .filter(([key]) => !known.has(key))
        .map(([key, team]) => [
          recordId('reference', 'teams', key, this.#bornMillis),
          team.name,
          key,
          team.region,
          team.managerName,
          this.#importId,
          1,
        ]),
      'on conflict (workspace_id, id) do update set deleted_at = null, import_id = excluded.import_id',
    );
    for (const { name_key, id } of await find()) this.#teams.set(name_key, id);
  }
}

/** What a merged record was called means the record that it was merged into. */
const byFormerName = (table: string, nameColumn: string) => `
  union all select former.${nameColumn}, record.id, ${table === 'app.contacts' ? 'record.account_id' : 'null::uuid'},
    array(select source from app.external_keys known where known.record_id = record.id and known.kind = $2)
  from ${table} former join ${table} record on record.id = app.merged_target($2, former.id) and record.deleted_at is null
  where former.merged_into is not null and former.${nameColumn} = any ($1)`;

interface Candidate {
  readonly name: string;
  readonly id: string;
  readonly account_id: string | null;
  readonly sources: readonly string[];
}

/** In an export of Windshield, a reference to another system's record carries that system: `hubspot/id:9001`. */
function qualified(source: string, key: string): { ownSource: string; ownKey: string } {
  const slash = key.indexOf('/');
  const system = key.slice(0, Math.max(0, slash));
  return slash > 0 && (sourceSystems as readonly string[]).includes(system)
    ? { ownSource: system, ownKey: key.slice(slash + 1) }
    : { ownSource: source, ownKey: key };
}
