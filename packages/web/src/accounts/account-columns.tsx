import type { Account } from '@windshield/contract';
import { quietWords } from '../records/quiet-words.ts';
import type { RecordColumn } from '../records/record-list.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Money } from '../ui/money.tsx';

/** @param now the moment that "quiet" is told from */
export function accountColumns(now: Date): RecordColumn<Account>[] {
  return [
    {
      id: 'name',
      header: 'Account',
      width: 'minmax(12rem, 1.6fr)',
      onCard: 'title',
      sortBy: (account) => account.name,
      cell: (account) => (
        <>
          <span className="font-medium">{account.name}</span>
          {account.parent && <span className="text-quiet"> · belongs to {account.parent.name}</span>}
        </>
      ),
    },
    {
      id: 'openAmount',
      header: 'Open money',
      width: '7.5rem',
      align: 'end',
      onCard: 'end',
      sortBy: (account) => account.openAmount[0]?.amountMinor,
      cell: (account) =>
        account.openAmount.length === 0 ? (
          <span className="text-quiet">{account.openDeals === 0 ? 'nothing open' : 'no amount'}</span>
        ) : (
          account.openAmount.map((money, index) => (
            <span key={money.currency}>
              {index > 0 && ' + '}
              <Money amountMinor={money.amountMinor} currency={money.currency} />
            </span>
          ))
        ),
    },
    {
      id: 'openDeals',
      header: 'Open deals',
      width: '5.5rem',
      align: 'end',
      cell: (account) => (account.openDeals === 0 ? <span className="text-quiet">none</span> : formatNumber(account.openDeals)),
    },
    {
      id: 'contacts',
      header: 'People',
      isKnown: (account) => account.contacts > 0,
      width: '4.5rem',
      align: 'end',
      cell: (account) => (account.contacts === 0 ? <span className="text-quiet">none</span> : formatNumber(account.contacts)),
    },
    {
      id: 'lastInteractionAt',
      header: 'Last contact',
      isKnown: (account) => account.lastInteractionAt !== null,
      width: 'minmax(8rem, 0.8fr)',
      onCard: 'line',
      sortBy: (account) => account.lastInteractionAt,
      cell: (account) => quietWords(account.lastInteractionAt, now) ?? <span className="text-quiet">none on record</span>,
    },
    {
      id: 'industry',
      header: 'Industry',
      isKnown: (account) => account.industry !== null,
      width: 'minmax(7rem, 0.9fr)',
      onCard: 'line',
      cell: (account) => account.industry,
    },
    {
      id: 'country',
      header: 'Country',
      isKnown: (account) => account.country !== null,
      width: 'minmax(6rem, 0.7fr)',
      cell: (account) => account.country,
    },
    {
      id: 'employees',
      header: 'Employees',
      width: '5.5rem',
      align: 'end',
      isKnown: (account) => account.employees !== null,
      sortBy: (account) => account.employees,
      cell: (account) => (account.employees === null ? <span className="text-quiet">unknown</span> : formatNumber(account.employees)),
    },
    {
      id: 'owner',
      header: 'Owner',
      isKnown: (account) => account.owner !== null,
      width: 'minmax(6.5rem, 0.8fr)',
      cell: (account) => account.owner?.name ?? <span className="text-quiet">nobody</span>,
    },
  ];
}
