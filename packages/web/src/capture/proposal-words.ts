import type { Proposal } from '@windshield/contract';
import { formatDate } from '../ui/locale.ts';

const fieldWords: Record<string, string> = { title: 'Title', phone: 'Phone' };

const mostWords = 140;

/** "You promised “I will send the offer”, by 4 Dec." or "Title: Head of Purchasing; here it is Buyer." */
export function proposalSentence(proposal: Proposal): string {
  const { kind, value, field, now, promisedBy, dueOn, contact } = proposal;
  if (kind === 'contactField') {
    const what = fieldWords[field ?? ''] ?? field ?? 'Also';
    return `${what}: ${value}${now ? `; here it is ${now}` : ''}.`;
  }
  const who = promisedBy === 'them' ? (contact?.name ?? 'They') : 'You';
  const words = value.length > mostWords ? `${value.slice(0, mostWords)}…` : value.replace(/[.\s]+$/, '');
  const said = value === 'Promised by mail' ? 'something' : `“${words}”`;
  return `${who} promised ${said}${dueOn ? `, for ${formatDate(dueOn)}` : ''}.`;
}
