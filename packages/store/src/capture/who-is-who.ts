import { addressKey, domainOf, isFreeMailDomain, isOwnAddress, type OwnAddresses } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';

/** Whose address it is here. */
export type Whose =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'colleague' }
  | {
      readonly kind: 'contact';
      readonly contactId: string;
      readonly accountId: string | undefined;
      readonly name: string;
      readonly title: string | undefined;
      /** Keys of all their numbers. */
      readonly phones: readonly string[];
    }
  | { readonly kind: 'private' | 'excluded' | 'ignored' | 'unknown' };

export interface WhoIsWho {
  of(address: string): Whose;
}

/** Who we are. */
export interface Ourselves extends OwnAddresses {
  /** Whose of us an address is; undefined for others, and for colleagues who are no users. */
  userOf(address: string): string | undefined;
}

/** Our own addresses and domains: users', and those of the sources they read. Free-mail domains are nobody's. */
export async function ourselves(tx: WorkspaceTransaction): Promise<Ourselves> {
  const rows = await tx.raw<{ address: string; user_id: string }>('select address, user_id from app.own_addresses() order by 1, 2');
  const users = new Map<string, string>();
  const domains = new Set<string>();
  for (const { address, user_id } of rows) {
    const key = addressKey(address);
    if (!users.has(key)) users.set(key, user_id);
    const domain = domainOf(address);
    if (domain !== undefined && !isFreeMailDomain(domain)) domains.add(domain);
  }
  return { addresses: new Set(users.keys()), domains, userOf: (address) => users.get(addressKey(address)) };
}

/**
 * Finds the people behind addresses, set-wise. Ours come first; then what the acting owner called private or the workspace excludes;
 * then contacts, by any of their addresses; what is left was ignored or is unknown. An address that two contacts share is that of the one
 * entered first.
 */
export async function whoIsWho(tx: WorkspaceTransaction, addresses: Iterable<string>): Promise<WhoIsWho> {
  const own = await ourselves(tx);
  const asked = [...new Set(addresses)].filter((address) => !isOwnAddress(address, own));
  const domains = [...new Set(asked.flatMap((address) => domainOf(address) ?? []))];
  const known = new Map<string, Whose>();
  const decided = new Map<string, Whose['kind']>();
  if (asked.length > 0) {
    const rows = await tx.raw<{
      address: string;
      id: string;
      account_id: string | null;
      name: string;
      title: string | null;
      phones: string[];
    }>(
      `select distinct on (point.value_key) point.value_key as address, contact.id, contact.account_id, contact.name, contact.title,
         array(select other.value_key from app.contact_points other where other.workspace_id = contact.workspace_id and other.contact_id = contact.id and other.kind = 'phone') as phones
       from app.contact_points point join app.contacts contact on contact.workspace_id = point.workspace_id and contact.id = point.contact_id
       where point.workspace_id = (select app.workspace()) and point.kind = 'email' and point.value_key = any ($1::text[]) and contact.deleted_at is null
       order by point.value_key, contact.recorded_at, contact.id`,
      [asked],
    );
    for (const { address, id, account_id, name, title, phones } of rows)
      known.set(address, {
        kind: 'contact',
        contactId: id,
        accountId: account_id ?? undefined,
        name,
        title: title ?? undefined,
        phones,
      });
    const decisions = await tx.raw<{ scope: string; value: string; choice: 'ignored' | 'private' | 'excluded' }>(
      `select scope, value, choice from app.address_decisions
       where workspace_id = (select app.workspace()) and undone_at is null and choice in ('ignored', 'private', 'excluded')
         and (owner_id is null or owner_id = (select app.user_id())) and value = any ($1::text[])
       order by array_position(array['ignored', 'private', 'excluded'], choice)`,
      [[...asked, ...domains]],
    );
    for (const { scope, value, choice } of decisions) decided.set(`${scope} ${value}`, choice);
  }
  return {
    of(address) {
      const userId = own.userOf(address);
      if (userId !== undefined) return { kind: 'user', userId };
      if (isOwnAddress(address, own)) return { kind: 'colleague' };
      const domain = domainOf(address);
      const choice = decided.get(`address ${address}`) ?? decided.get(`domain ${domain}`);
      if (choice === 'private' || choice === 'excluded') return { kind: choice };
      return known.get(address) ?? { kind: choice === 'ignored' ? 'ignored' : 'unknown' };
    },
  };
}
