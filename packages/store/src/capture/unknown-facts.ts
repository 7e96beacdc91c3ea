import { domainOf, isFreeMailDomain, nameKey, similarName, type UnknownPersonFacts } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import type { QueuedAddress } from './queue.ts';

type Facts = Pick<UnknownPersonFacts, 'account' | 'company' | 'namesakes'> & {
  readonly title: string | null;
  readonly phone: string | null;
  readonly subjects: string[];
};

/** Names this alike, at one company, are taken for one person until somebody says otherwise. */
const nearlySame = 0.92;

/** What the base and the waiting messages tell of a page of unknown people, by address. Three statements however many they are. */
export async function unknownPersonFacts(tx: WorkspaceTransaction, people: readonly QueuedAddress[]): Promise<Map<string, Facts>> {
  if (people.length === 0) return new Map();
  const accounts = await accountsOfDomains(tx, people);
  const namesakes = await namesakesOf(tx, people, [...new Set([...accounts.values()].map(({ id }) => id))]);
  const words = await lastWords(
    tx,
    people.map(({ address }) => address),
  );
  return new Map(
    people.map(({ address, name }) => {
      const account = accounts.get(address);
      const key = nameKey(name ?? '');
      const alike =
        name === null
          ? []
          : namesakes.filter((one) =>
              one.accountId !== undefined && one.accountId === account?.id ? similarName(one.name, name) >= nearlySame : one.key === key,
            );
      return [
        address,
        {
          ...(words.get(address) ?? { title: null, phone: null, subjects: [] }),
          account,
          namesakes: alike.map(({ id, name: called, accountId, accountName, isUnreachable }) => ({
            id,
            name: called,
            ...(accountId !== undefined && accountName !== undefined && { account: { id: accountId, name: accountName } }),
            isAtAccount: accountId !== undefined && accountId === account?.id,
            isUnreachable,
          })),
        },
      ] as const;
    }),
  );
}

/** `mail.halden.example` also belongs to whom `halden.example` belongs. */
function domainsAbove(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'));
}

async function accountsOfDomains(
  tx: WorkspaceTransaction,
  people: readonly QueuedAddress[],
): Promise<Map<string, NonNullable<Facts['account']>>> {
  const asked = people.flatMap(({ address }) => {
    const domain = domainOf(address);
    return domain === undefined || isFreeMailDomain(domain) ? [] : domainsAbove(domain).map((above) => ({ address, domain: above }));
  });
  const rows = await tx.raw<{ address: string; id: string; name: string; by: 'domain' | 'people' }>(
    `with asked as (select * from unnest($1::text[], $2::text[]) as a (address, domain)),
     found as (
       select asked.address, asked.domain, a.id, a.name, 'domain' as by, 0 as rank, 0 as contacts
       from asked join app.accounts a on a.workspace_id = (select app.workspace()) and a.domain = asked.domain and a.deleted_at is null
       union all
       select asked.address, asked.domain, theirs.id, theirs.name, 'people', 1, theirs.contacts
       from asked cross join lateral (
         select a.id, a.name, count(*) as contacts
         from app.contact_points p
         join app.contacts c on c.workspace_id = p.workspace_id and c.id = p.contact_id and c.deleted_at is null
         join app.accounts a on a.workspace_id = c.workspace_id and a.id = c.account_id and a.deleted_at is null
         where p.workspace_id = (select app.workspace()) and p.domain = asked.domain
         group by a.id, a.name order by 3 desc, a.id limit 1) theirs)
     select distinct on (address) address, id, name, by from found order by address, length(domain) desc, rank, contacts desc, id`,
    [asked.map(({ address }) => address), asked.map(({ domain }) => domain)],
  );
  return new Map(rows.map(({ address, id, name, by }) => [address, { id, name, by }]));
}

interface Namesake {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly accountId: string | undefined;
  readonly accountName: string | undefined;
  readonly isUnreachable: boolean;
}

/** Contacts of these accounts, and whoever has exactly one of the names. */
async function namesakesOf(tx: WorkspaceTransaction, people: readonly QueuedAddress[], accountIds: readonly string[]): Promise<Namesake[]> {
  const keys = [...new Set(people.flatMap(({ name }) => (name === null || !/\s/.test(name.trim()) ? [] : [nameKey(name)])))];
  const rows = await tx.raw<{
    id: string;
    name: string;
    name_key: string;
    account_id: string | null;
    account_name: string | null;
    unreachable: boolean;
  }>(
    `select c.id, c.name, c.name_key, c.account_id, a.name as account_name, not exists (
         select from app.contact_points p where p.workspace_id = c.workspace_id and p.contact_id = c.id and p.kind = 'email' and p.status <> 'stale') as unreachable
     from (
       select id from app.contacts where workspace_id = (select app.workspace()) and name_key = any ($1::text[]) and deleted_at is null
       union
       select k.id from unnest($2::uuid[]) as account (id) cross join lateral (
         select id from app.contacts where workspace_id = (select app.workspace()) and account_id = account.id and deleted_at is null limit 500) k) found
     join app.contacts c on c.workspace_id = (select app.workspace()) and c.id = found.id
     left join app.accounts a on a.workspace_id = c.workspace_id and a.id = c.account_id
     order by c.id`,
    [keys, accountIds],
  );
  return rows.map(({ id, name, name_key, account_id, account_name, unreachable }) => ({
    id,
    name,
    key: name_key,
    accountId: account_id ?? undefined,
    accountName: account_name ?? undefined,
    isUnreachable: unreachable,
  }));
}

/** Subjects of the last three messages with each address, and what its newest signature says. */
async function lastWords(
  tx: WorkspaceTransaction,
  addresses: readonly string[],
): Promise<Map<string, { title: string | null; phone: string | null; company?: string; subjects: string[] }>> {
  const rows = await tx.raw<{
    address: string;
    subjects: string[];
    signature: { title?: string; company?: string; phones?: string[] } | null;
  }>(
    `select asked.address,
       (select coalesce(json_agg(subject), '[]') from (
          select coalesce(w.facts ->> 'subject', c.content) as subject
          from app.waiting_addresses a
          left join app.waiting_items w on w.workspace_id = a.workspace_id and w.source_id = a.source_id and w.item_key = a.item_key
          left join app.captured_items k on k.workspace_id = a.workspace_id and k.item_key = a.item_key
          left join app.interaction_contents c on c.workspace_id = a.workspace_id and c.interaction_id = k.interaction_id and c.part = 'subject' and c.owner_id = a.owner_id
          where a.workspace_id = (select app.workspace()) and a.owner_id = (select app.user_id()) and a.address = asked.address and a.decision_id is null
          order by a.occurred_at desc, a.item_key limit 3) last where subject is not null) as subjects,
       (select w.facts -> 'signature' from app.waiting_addresses a
        join app.waiting_items w on w.workspace_id = a.workspace_id and w.source_id = a.source_id and w.item_key = a.item_key
        where a.workspace_id = (select app.workspace()) and a.owner_id = (select app.user_id()) and a.address = asked.address and a.decision_id is null and a.role = 'from' and w.facts ? 'signature'
        order by a.occurred_at desc, a.item_key limit 1) as signature
     from unnest($1::text[]) as asked (address)`,
    [addresses],
  );
  return new Map(
    rows.map(({ address, subjects, signature }) => [
      address,
      {
        title: signature?.title ?? null,
        phone: signature?.phones?.[0] ?? null,
        ...(signature?.company !== undefined && { company: signature.company }),
        subjects,
      },
    ]),
  );
}
