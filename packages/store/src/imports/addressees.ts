import type { WorkspaceTransaction } from '../engine/index.ts';

/** Whose mail address it is, here. */
export interface Addressee {
  readonly contactId: string | undefined;
  readonly userId: string | undefined;
}

/** Finds the people behind mail addresses, in lower case; nobody's address is missing from the answer. */
export async function findAddressees(tx: WorkspaceTransaction, addresses: readonly string[]): Promise<ReadonlyMap<string, Addressee>> {
  const asked = [...new Set(addresses.map((address) => address.toLowerCase()))];
  if (asked.length === 0) return new Map();
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
  return new Map(
    found.map(({ address, contact_id, user_id }) => [address, { contactId: contact_id ?? undefined, userId: user_id ?? undefined }]),
  );
}
