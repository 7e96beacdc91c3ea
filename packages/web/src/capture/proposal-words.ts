import type { Proposal } from '@windshield/contract';
import { formatDate } from '../ui/locale.ts';

const fieldWords: Record<string, string> = { title: 'Title', phone: 'Phone' };

/** "We promised “I will send the offer”, by 4 Dec." or "Title: Head of Purchasing; here it is Buyer." */
export function proposalSentence(proposal: Proposal): string {
  const { kind, value, field, now, promisedBy, dueOn, contact } = proposal;
  if (kind === 'contactField') {
    const what = fieldWords[field ?? ''] ?? field ?? 'Also';
    return `${what}: ${value}${now ? `; here it is ${now}` : ''}.`;
  }
  const who = promisedBy === 'them' ? (contact?.name ?? 'They') : 'You';
  const said = value === 'Promised by mail' ? 'something' : `“${value.length > 140 ? `${value.slice(0, 139)}…` : value}”`;
  return `${who} promised ${said}${dueOn ? `, for ${formatDate(dueOn)}` : ''}.`;
}
