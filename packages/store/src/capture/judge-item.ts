import type { CapturedItem, ItemParty, Placed } from './item.ts';
import type { WhoIsWho, Whose } from './who-is-who.ts';

export type Contact = Extract<Whose, { kind: 'contact' }>;

/** An item with everyone in it told apart. */
export interface JudgedItem {
  readonly item: CapturedItem;
  readonly placed: Placed;
  readonly direction: 'in' | 'out' | 'both';
  readonly users: readonly { readonly userId: string; readonly party: ItemParty }[];
  readonly contacts: readonly { readonly contact: Contact; readonly party: ItemParty }[];
  readonly unknown: readonly ItemParty[];
}

/**
 * Whose item it is: an interaction when a contact takes part, waiting while nobody outside is known, left out when there is nobody outside.
 * Who is private, excluded or ignored is not in it; when nobody else is left outside, neither is the item.
 */
export function judgeItem(item: CapturedItem, ownerId: string, who: WhoIsWho): JudgedItem {
  const users: { userId: string; party: ItemParty }[] = [];
  const contacts: { contact: Contact; party: ItemParty }[] = [];
  const unknown: ItemParty[] = [];
  const kinds = new Set<Whose['kind']>();
  const seen = new Set<string>();
  let isFromUs = item.isFromOwner === true;
  for (const party of item.parties) {
    const isWriter = party.role === 'from';
    const whose: Whose =
      isWriter && item.isFromOwner && who.of(party.address).kind !== 'user' ? { kind: 'user', userId: ownerId } : who.of(party.address);
    if (isWriter && (whose.kind === 'user' || whose.kind === 'colleague')) isFromUs = true;
    // Somebody reached at two addresses, or named in To and Cc, took part once.
    const label = whose.kind === 'user' ? whose.userId : whose.kind === 'contact' ? whose.contactId : party.address;
    if (seen.has(label)) continue;
    seen.add(label);
    kinds.add(whose.kind);
    if (whose.kind === 'user') users.push({ userId: whose.userId, party });
    else if (whose.kind === 'contact') contacts.push({ contact: whose, party });
    else if (whose.kind === 'unknown') unknown.push(party);
  }
  const direction = item.kind === 'meeting' ? 'both' : isFromUs ? 'out' : 'in';
  return { item, placed: placeOf(item, kinds, users), direction, users, contacts, unknown };
}

function placeOf({ kind, parties, isDeclined }: CapturedItem, kinds: ReadonlySet<Whose['kind']>, users: readonly unknown[]): Placed {
  if (kind === 'mail' && !parties.some(({ role }) => role === 'from')) return { fate: 'leftOut', reason: 'noSender' };
  if (kinds.has('contact')) return { fate: 'interaction' };
  if (kinds.has('unknown')) return isDeclined ? { fate: 'leftOut', reason: 'cancelled' } : { fate: 'waiting' };
  if (kinds.has('private')) return { fate: 'private' };
  if (kinds.has('excluded')) return { fate: 'leftOut', reason: 'excluded' };
  if (kinds.has('ignored')) return { fate: 'ignored' };
  return { fate: 'leftOut', reason: users.length > 1 || kinds.has('colleague') ? 'internal' : 'nobodyElse' };
}
