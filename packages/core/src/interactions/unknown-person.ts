import { isFreeMailDomain } from './free-mail-domains.ts';
import { domainOf } from './own-addresses.ts';

/** What is known of somebody who wrote or was written to and is in no record. */
export interface UnknownPersonFacts {
  readonly address: string;
  readonly name?: string | undefined;
  readonly fromThem: number;
  readonly fromUs: number;
  readonly meetings: number;
  /** In how many of these a contact took part as well. */
  readonly withContacts: number;
  /** From the newest signature. */
  readonly company?: string | undefined;
  /** The account that the address's domain belongs to: by its own domain, or because its contacts write from there. */
  readonly account?: { readonly id: string; readonly name: string; readonly by: 'domain' | 'people' } | undefined;
  /** Contacts of nearly the same name: at that account, or with the very same name anywhere. */
  readonly namesakes: readonly {
    readonly id: string;
    readonly name: string;
    readonly account?: { readonly id: string; readonly name: string } | undefined;
    readonly isAtAccount: boolean;
    /** No mail reaches them at the addresses that are known. */
    readonly isUnreachable: boolean;
  }[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

export type UnknownPersonProposal =
  | { readonly action: 'link'; readonly contact: Named; readonly account: Named | null; readonly why: string }
  | { readonly action: 'create'; readonly account: Named | null; readonly accountName: string | null; readonly why: string }
  | { readonly action: 'ignore' | 'private'; readonly why: string };

/** Local parts that programs send from. */
const machine =
  /^(?:(?:no|do-?not|dont|nao|ne)[._-]?(?:reply|responder|repondre|repondez)|mailer-?daemon|postmaster|bounces?|notifications?|notify|newsletters?|news|alerts?|automated|system|robot|bot|noreply)(?:[+._-].*)?$/;
/** Unanswered letters before somebody is taken for a stranger who wants something. */
const unansweredLetters = 3;

/**
 * What is likely right about an unknown person: link to a contact, make one under an account, ignore, or keep private. A proposal for somebody
 * to decide on; nothing follows from it by itself. Free-mail domains say nothing of a company.
 */
export function proposeForUnknown(facts: UnknownPersonFacts): UnknownPersonProposal {
  const { address, account, fromThem, fromUs, namesakes } = facts;
  const domain = domainOf(address) ?? '';
  const isFree = isFreeMailDomain(domain);
  const counted = fromThem + fromUs + facts.meetings;
  if (fromUs === 0 && facts.meetings === 0 && machine.test(address.slice(0, Math.max(0, address.lastIndexOf('@')))))
    return { action: 'ignore', why: 'A program writes from this address, and nobody here has answered it' };
  const near = namesakes.filter(({ isAtAccount }) => isAtAccount);
  const far = namesakes.filter(({ isAtAccount, isUnreachable }) => !isAtAccount && (isFree || isUnreachable));
  const [same] = near.length > 0 ? near : far;
  if (same && (near.length === 1 || (near.length === 0 && far.length === 1))) {
    const where = same.account ? ` of ${same.account.name}` : '';
    const why =
      near.length === 1
        ? `${same.name}${where} has nearly the same name`
        : `${same.name}${where} has the same name, and this may be their other address`;
    return { action: 'link', contact: { id: same.id, name: same.name }, account: same.account ? { ...same.account } : null, why };
  }
  if (account) {
    const why = account.by === 'domain' ? `${domain} is the domain of ${account.name}` : `Others of ${account.name} write from ${domain}`;
    return { action: 'create', account: { id: account.id, name: account.name }, accountName: null, why };
  }
  const isTwoWay = fromThem > 0 && fromUs > 0;
  if (isFree && facts.withContacts === 0 && facts.meetings === 0)
    return { action: 'private', why: `Anybody can have an address at ${domain}, and nobody of a record took part` };
  if (fromThem >= unansweredLetters && fromUs === 0 && facts.meetings === 0 && facts.withContacts === 0)
    return { action: 'ignore', why: `They wrote ${fromThem} times, and nobody here answered` };
  const accountName = isFree ? null : (facts.company ?? companyOf(domain));
  const why = isTwoWay
    ? 'You wrote to each other'
    : facts.withContacts > 0
      ? 'They took part with people you know'
      : `They are in ${counted === 1 ? 'one message' : `${counted} messages`}`;
  return { action: 'create', account: null, accountName, why };
}

/** Labels under which countries register names: the company's stands before them. */
const registries = new Set(['co', 'com', 'org', 'net', 'ac', 'gov', 'edu', 'ne', 'or', 'gob', 'gouv']);

/** A name to begin with: the label that the domain was registered under. */
function companyOf(domain: string): string | null {
  const labels = domain.split('.').slice(0, -1);
  if (labels.length > 1 && registries.has(labels.at(-1) ?? '')) labels.pop();
  const label = labels.at(-1);
  return label === undefined || label === '' ? null : label.charAt(0).toUpperCase() + label.slice(1);
}
