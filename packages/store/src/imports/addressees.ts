import type { WorkspaceTransaction } from '../engine/index.ts';
import { findPhoneOwners, isPhone } from './phone-owners.ts';

/** Whose mail address or telephone number it is, here. */
export interface Addressee {
  readonly contactId: string | undefined;
  readonly userId: string | undefined;
}

/** Finds the people behind mail addresses, in lower case, and telephone numbers; nobody's address is missing from the answer. */
export async function findAddressees(tx: WorkspaceTransaction, addresses: readonly string[]): Promise<ReadonlyMap<string, Addressee>> {
  const phones = addresses.filter(isPhone);
  const owners = phones.length === 0 ? undefined : await findPhoneOwners(tx, phones);
  const addressees = new Map<string, Addressee>(owners?.entries().map(([number, contactId]) => [number, { contactId, userId: undefined }]));
  const asked = [...new Set(addresses.flatMap((address) => (isPhone(address) ? [] : address.toLowerCase())))];
  if (asked.length === 0) return addressees;
  const found = await tx.raw<{ address: string; contact_id: string | null; user_id: string | null }>(
    `select asked.address, contact.id as contact_id, colleague.id as user_id
     from unnest($1::text[]) as asked (address)
     left join lateral (
       select contact.id from app.contact_points point join app.contacts contact on contact.id = point.contact_id and contact.deleted_at is null
       where point.kind = 'email' and point.value_key = asked.address order by contact.id limit 1) contact on true
     left join lateral (select id from app.users where email = asked.address and deleted_at is null order by id limit 1) colleague on true
     where contact.id is not null or colleague.id is not null`,
    [asked],
  );
  for (const { address, contact_id, user_id } of found)
    addressees.set(address, { contactId: contact_id ?? undefined, userId: user_id ?? undefined });
  return addressees;
}
