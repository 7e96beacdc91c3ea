import type { Lead } from '@windshield/contract';
import { quietWords } from '../records/quiet-words.ts';
import type { RecordColumn } from '../records/record-list.tsx';
import { Money } from '../ui/money.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { leadStatusWords } from './lead-status.ts';

/** @param now the moment that "quiet" is told from */
export function leadColumns(now: Date): RecordColumn<Lead>[] {
  return [
    {
      id: 'name',
      header: 'Name',
      width: 'minmax(11rem, 1.4fr)',
      onCard: 'title',
      sortBy: (lead) => lead.name,
      cell: (lead) => <span className="font-medium">{lead.name}</span>,
    },
    {
      id: 'company',
      header: 'Company',
      isKnown: (lead) => lead.company !== null,
      width: 'minmax(9rem, 1.2fr)',
      onCard: 'line',
      cell: (lead) => lead.company,
    },
    {
      id: 'status',
      header: 'Status',
      width: 'minmax(7.5rem, 0.9fr)',
      onCard: 'line',
      sortBy: (lead) => lead.status,
      cell: (lead) => leadStatusWords[lead.status],
    },
    { id: 'source', header: 'Source', isKnown: (lead) => lead.source !== null, width: 'minmax(7rem, 0.9fr)', cell: (lead) => lead.source },
    {
      id: 'value',
      header: 'Worth',
      isKnown: (lead) => lead.valueMinor !== null,
      width: '6.5rem',
      align: 'end',
      onCard: 'end',
      cell: (lead) =>
        lead.valueMinor === null ? (
          <span className="text-quiet">not known</span>
        ) : (
          <Money amountMinor={lead.valueMinor} currency={lead.valueCurrency} />
        ),
    },
    {
      id: 'lastInteraction',
      header: 'Last contact',
      isKnown: (lead) => lead.lastInteractionAt !== null,
      width: 'minmax(8rem, 0.9fr)',
      cell: (lead) => quietWords(lead.lastInteractionAt, now) ?? <span className="text-quiet">none on record</span>,
    },
    {
      id: 'createdAt',
      header: 'Came in',
      width: 'minmax(6.5rem, 0.7fr)',
      sortBy: (lead) => lead.createdAt,
      cell: (lead) => <RelativeDate when={lead.createdAt ?? lead.recordedAt} now={now} dense />,
    },
    {
      id: 'owner',
      header: 'Owner',
      width: 'minmax(6.5rem, 0.8fr)',
      cell: (lead) => lead.owner?.name ?? <span className="text-quiet">nobody</span>,
    },
  ];
}
