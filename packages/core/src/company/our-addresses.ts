import { type ContactRecord, type ImportRecord, type InteractionRecord, ofKind } from '../imports/index.ts';
import { domainOf, isFreeMailDomain, type OwnAddresses } from '../interactions/index.ts';

/**
 * Who "we" are in an export: the users' addresses and domains. Where no user has an address, the domain from which most of what is said to have
 * gone out was sent, unless it is a contact's or an account's. O(records).
 */
export function ourAddresses(records: readonly ImportRecord[]): OwnAddresses {
  const addresses = ofKind(records, 'users').flatMap(({ email }) => (email === undefined ? [] : [email.toLowerCase()]));
  const domains = addresses.flatMap((address) => domainOf(address) ?? []).filter((domain) => !isFreeMailDomain(domain));
  return { addresses: new Set(addresses), domains: new Set(domains.length > 0 ? domains : sendingDomain(records)) };
}

function sendingDomain(records: readonly ImportRecord[]): string[] {
  const theirs = new Set([
    ...ofKind(records, 'contacts').flatMap(domainsOf),
    ...ofKind(records, 'accounts').flatMap(({ domain }) => domain ?? []),
  ]);
  const counts = new Map<string, number>();
  let sent = 0;
  for (const domain of ofKind(records, 'interactions').flatMap(senderDomain)) {
    if (theirs.has(domain) || isFreeMailDomain(domain)) continue;
    sent += 1;
    counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 2 > sent).map(([domain]) => domain);
}

function senderDomain({ direction, participants }: InteractionRecord): string[] {
  const sender = direction === 'in' ? undefined : participants.find(({ role }) => role === 'from')?.address;
  return sender === undefined ? [] : [domainOf(sender) ?? ''].filter((domain) => domain !== '');
}

function domainsOf({ points }: ContactRecord): string[] {
  return points.flatMap(({ kind, value }) => (kind === 'email' ? [domainOf(value) ?? ''] : []));
}
