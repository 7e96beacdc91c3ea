import type { Contact } from '@windshield/contract';
import { quietWords } from '../records/quiet-words.ts';
import type { RecordColumn } from '../records/record-list.tsx';
import { formatNumber } from '../ui/locale.ts';

/** @param now the moment that "quiet" is told from */
export function contactColumns(now: Date): RecordColumn<Contact>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      width: 'minmax(11rem, 1.4fr)',
      onCard: 'title',
      sortBy: (contact) => contact.name,
      cell: (contact) => <span className="font-medium">{contact.name}</span>,
    },
    {
      id: 'title',
      header: 'Title',
      isKnown: (contact) => contact.title !== null,
      width: 'minmax(8rem, 1.1fr)',
      cell: (contact) => contact.title,
    },
    { id: 'account', header: 'Works at', width: 'minmax(9rem, 1.2fr)', onCard: 'line', cell: (contact) => contact.account?.name },
    {
      id: 'email',
      header: 'Mail',
      isKnown: (contact) => contact.email !== null,
      width: 'minmax(10rem, 1.4fr)',
      cell: (contact) => contact.email ?? <span className="text-quiet">none known</span>,
    },
    {
      id: 'lastInteractionAt',
      header: 'Last contact',
      width: 'minmax(8rem, 0.9fr)',
      onCard: 'line',
      sortBy: (contact) => contact.lastInteractionAt,
      cell: (contact) => quietWords(contact.lastInteractionAt, now) ?? <span className="text-quiet">none on record</span>,
    },
    {
      id: 'openDeals',
      header: 'Open deals',
      width: '5.5rem',
      align: 'end',
      cell: (contact) => (contact.openDeals === 0 ? <span className="text-quiet">none</span> : formatNumber(contact.openDeals)),
    },
    {
      id: 'owner',
      header: 'Owner',
      width: 'minmax(6.5rem, 0.8fr)',
      cell: (contact) => contact.owner?.name ?? <span className="text-quiet">nobody</span>,
    },
  ];
}
