import type { Deal } from '@windshield/contract';
import { quietWords } from '../records/quiet-words.ts';
import { formatExactDate } from '../ui/locale.ts';
import { Money } from '../ui/money.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import type { TableColumn } from '../ui/virtual-table.tsx';
import { ChanceMark } from './chance-mark.tsx';
import { closeWords } from './close-words.ts';

/** Columns while a deal is open beside. */
export const besideColumns = ['name', 'chance', 'amountMinor', 'expectedCloseOn'];

/** @param now the moment that "past" and "quiet" are told from. `sortBy` only marks a column that the server can sort by. */
export function dealColumns(now: Date): TableColumn<Deal>[] {
  return [
    {
      id: 'name',
      header: 'Deal',
      width: 'minmax(10.5rem, 2.2fr)',
      onCard: 'title',
      sortBy: (deal) => deal.name,
      cell: (deal) => (
        <>
          <span className="font-medium">{deal.name}</span>
          {deal.account && !deal.name.includes(deal.account.name) && <span className="text-quiet"> · {deal.account.name}</span>}
        </>
      ),
    },
    {
      id: 'chance',
      header: 'Chance',
      width: '6.75rem',
      onCard: 'line',
      cell: (deal) => (deal.status === 'open' ? <ChanceMark chance={deal.chance} /> : <span className="text-quiet">{deal.status}</span>),
    },
    { id: 'stage', header: 'Stage', width: 'minmax(5.25rem, 0.6fr)', cell: (deal) => deal.stage.name },
    {
      id: 'amountMinor',
      header: 'Money',
      width: '5.25rem',
      align: 'end',
      onCard: 'end',
      sortBy: (deal) => deal.amountMinor,
      cell: (deal) =>
        deal.amountMinor === null ? (
          <span className="text-quiet">no amount</span>
        ) : (
          <Money amountMinor={deal.amountMinor} currency={deal.currency} />
        ),
    },
    {
      id: 'expectedCloseOn',
      header: 'Closes',
      width: 'minmax(6.5rem, 0.7fr)',
      onCard: 'line',
      sortBy: (deal) => deal.expectedCloseOn,
      cell: (deal) => {
        const { text, short, isPast } = closeWords(deal.status, deal.expectedCloseOn, deal.closedAt, now);
        return (
          <span
            className={isPast ? 'text-warning' : deal.expectedCloseOn ? '' : 'text-quiet'}
            title={deal.expectedCloseOn ? `${text}, ${formatExactDate(deal.expectedCloseOn)}` : undefined}
          >
            {short}
          </span>
        );
      },
    },
    {
      id: 'lastInteractionAt',
      header: 'Last contact',
      width: 'minmax(6.25rem, 0.7fr)',
      sortBy: (deal) => deal.lastInteractionAt,
      cell: (deal) => {
        const words = quietWords(deal.lastInteractionAt, now);
        return words ? <span title={deal.lastInteractionAt ?? undefined}>{words}</span> : <span className="text-quiet">none</span>;
      },
    },
    {
      id: 'nextStep',
      header: 'Next step',
      width: 'minmax(7rem, 1.3fr)',
      cell: (deal) =>
        deal.nextStep ? (
          <span title={deal.nextStep.what}>
            {deal.nextStep.what}
            {deal.nextStep.dueOn && (
              <span className="text-quiet">
                {' · '}
                <RelativeDate when={deal.nextStep.dueOn} now={now} dense />
              </span>
            )}
          </span>
        ) : (
          deal.status === 'open' && <span className="text-quiet">none yet</span>
        ),
    },
    {
      id: 'owner',
      header: 'Owner',
      width: 'minmax(6rem, 0.8fr)',
      cell: (deal) => deal.owner?.name ?? <span className="text-quiet">nobody</span>,
    },
  ];
}
