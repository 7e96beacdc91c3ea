import { isFreeMailDomain } from './free-mail-domains.ts';

/** Who "we" are. */
export interface OwnAddresses {
  /** Of users and their aliases; compared by `addressKey`. */
  readonly addresses: ReadonlySet<string>;
  /** The company's domains, in lower case; all below them are ours too. Free-mail domains are never ours, whatever is in here. */
  readonly domains: ReadonlySet<string>;
}

/**
 * The key by which two spellings of one mailbox meet. Only where the provider says so: Gmail ignores dots and what follows a plus; others with a known rule
 * ignore what follows it. Elsewhere a plus may be a mailbox of its own, and nothing is changed but the case.
 */
export function addressKey(address: string): string {
  const text = address.trim().toLowerCase();
  const at = text.lastIndexOf('@');
  if (at < 1) return text;
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  if (domain === 'gmail.com' || domain === 'googlemail.com') {
    const plain = local.replace(/\+.*$/, '').replaceAll('.', '');
    return plain === '' ? text : `${plain}@gmail.com`;
  }
  if (!plusProviders.has(domain)) return text;
  const plain = local.replace(/\+.*$/, '');
  return plain === '' ? text : `${plain}@${domain}`;
}

/** Providers that document that `name+anything` is delivered to `name`. */
const plusProviders: ReadonlySet<string> = new Set([
  'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'outlook.de', 'outlook.fr', 'outlook.es', 'outlook.it', 'hotmail.co.uk', 'hotmail.de', 'hotmail.fr', 'hotmail.es', 'hotmail.it',
  'icloud.com', 'me.com', 'mac.com', 'fastmail.com', 'fastmail.fm', 'protonmail.com', 'proton.me', 'pm.me', 'protonmail.ch', 'yandex.ru', 'yandex.com', 'ya.ru', 'zoho.com', 'zohomail.com',
  'mailbox.org', 'posteo.de', 'posteo.net', 'tutanota.com', 'hey.com', 'runbox.com',
]); // biome-ignore format: a table

/** The domain of an address, or undefined. */
export function domainOf(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  return at < 1 || at === address.length - 1 ? undefined : address.slice(at + 1).toLowerCase();
}

/** Whether an address is one of ours: a user's, an alias's, or of the company's domain. */
export function isOwnAddress(address: string, own: OwnAddresses): boolean {
  if (own.addresses.has(address) || own.addresses.has(addressKey(address))) return true;
  let domain = domainOf(address);
  if (domain === undefined || isFreeMailDomain(domain)) return false;
  while (domain.includes('.')) {
    if (own.domains.has(domain)) return true;
    domain = domain.slice(domain.indexOf('.') + 1);
  }
  return false;
}
