import type { Deal } from '@windshield/contract';
import { quietWords } from '../records/quiet-words.ts';
import type { RecordColumn } from '../records/record-list.tsx';
import { formatExactDate, formatNumber } from '../ui/locale.ts';
import { Money } from '../ui/money.tsx';
import { RelativeDate } from '../ui/relative-date.tsx';
import { ChanceMark } from './chance-mark.tsx';
import { closeWords } from './close-words.ts';

/** Columns while a deal is open beside. */
export const besideColumns = ['name', 'chance', 'amountMinor', 'expectedCloseOn'];

/** @param now the moment that "past" and "quiet" are told from. `sortBy` only marks a column that the server can sort by. */
export function dealColumns(now: Date): RecordColumn<Deal>[] {
  return [
    {
      id: 'name',
      header: 'Deal',
      width: 'minmax(9.5rem, 2.2fr)',
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
      width: '6rem',
      onCard: 'line',
      cell: (deal) => (deal.status === 'open' ? <ChanceMark chance={deal.chance} /> : <span className="text-quiet">{deal.status}</span>),
    },
    { id: 'stage', header: 'Stage', width: 'minmax(5rem, 0.6fr)', cell: (deal) => deal.stage.name },
    {
      id: 'amountMinor',
      header: 'Money',
      width: '5.25rem',
      align: 'end',
      onCard: 'end',
      isKnown: (deal) => deal.amountMinor !== null,
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
      width: 'minmax(6.25rem, 0.7fr)',
      onCard: 'line',
      isKnown: (deal) => deal.expectedCloseOn !== null || deal.closedAt !== null,
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
      id: 'openedAt',
      header: 'Open for',
      width: '4.75rem',
      align: 'end',
      onCard: 'line',
      isKnown: (deal) => deal.openedAt !== null,
      sortBy: (deal) => deal.openedAt,
      cell: (deal) =>
        deal.openedAt === null || deal.ageDays === null ? (
          <span className="text-quiet">unknown</span>
        ) : (
          `${formatNumber(deal.ageDays)} ${deal.ageDays === 1 ? 'day' : 'days'}`
        ),
    },
    {
      id: 'lastInteractionAt',
      header: 'Last contact',
      width: 'minmax(6rem, 0.7fr)',
      isKnown: (deal) => deal.lastInteractionAt !== null,
      sortBy: (deal) => deal.lastInteractionAt,
      cell: (deal) => {
        const words = quietWords(deal.lastInteractionAt, now);
        return words ? <span title={deal.lastInteractionAt ?? undefined}>{words}</span> : <span className="text-quiet">none</span>;
      },
    },
    {
      id: 'nextStep',
      header: 'Next step',
      isKnown: (deal) => deal.nextStep !== null,
      width: 'minmax(6rem, 1.3fr)',
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
