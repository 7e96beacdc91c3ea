import { Link } from '@tanstack/react-router';
import type { AccountFull } from '@windshield/contract';
import { closeWords } from '../deals/index.ts';
import { useAsOf } from '../records/as-of.ts';
import { linkLook } from '../records/link-look.ts';
import { ask } from '../records/questions.ts';
import { Section } from '../records/section.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Money } from '../ui/money.tsx';

const closedShown = 8;

/** Open deals first, then how the latest others ended. */
export function AccountDeals({ account }: { account: AccountFull }) {
  const open = account.deals.filter((deal) => deal.status === 'open');
  const closed = account.deals.filter((deal) => deal.status !== 'open');
  const won = closed.filter((deal) => deal.status === 'won').length;
  return (
    <Section
      title="Deals"
      count={account.deals.length}
      actions={
        <Button
          look="bare"
          size="small"
          onClick={() => ask({ kind: 'create', record: 'deal', account: { id: account.id, name: account.name } })}
        >
          <Icon name="plus" />
          New
        </Button>
      }
    >
      {open.length === 0 && <p className="text-md text-quiet">Nothing is open here.</p>}
      <DealRows deals={open} />
      {closed.length > 0 && (
        <details className="mt-2 text-md">
          <summary className="text-quiet hover:text-ink">
            {closed.length} ended before, {won === 0 ? 'none' : won} of them won
          </summary>
          <div className="mt-1">
            <DealRows deals={closed.slice(0, closedShown)} />
            {closed.length > closedShown && (
              <Link to="/deals" search={{ accountId: account.id, ownerId: 'everyone' }} className={linkLook}>
                See all {account.deals.length} deals
              </Link>
            )}
          </div>
        </details>
      )}
    </Section>
  );
}

function DealRows({ deals }: { deals: AccountFull['deals'] }) {
  const asOf = useAsOf();
  return (
    <ul className="grid grid-cols-1 gap-1">
      {deals.map((deal) => {
        const close = closeWords(deal.status, deal.expectedCloseOn, deal.closedAt, asOf);
        return (
          <li key={deal.id} className="flex flex-wrap items-baseline justify-between gap-x-3 text-md">
            <span className="min-w-0 truncate">
              <Link to="/deals/$id" params={{ id: deal.id }} className={linkLook}>
                {deal.name}
              </Link>
              <span className="text-quiet"> · {deal.stage}</span>
            </span>
            <span className="shrink-0 text-quiet">
              <span className={close.isPast ? 'text-warning' : ''}>{close.text}</span>
              {deal.amountMinor !== null && (
                <span className="ml-3 text-ink">
                  <Money amountMinor={deal.amountMinor} currency={deal.currency} />
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
