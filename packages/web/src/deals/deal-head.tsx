import type { DealFull } from '@windshield/contract';
import { formatNumber } from '../ui/locale.ts';
import { Money } from '../ui/money.tsx';

/** The deal in one line: what it is worth, where it stands, whose it is, how old it is. */
export function DealHead({ deal }: { deal: DealFull }) {
  return (
    <p className="mb-4 text-md text-quiet">
      <span className="text-ink">
        <Money amountMinor={deal.amountMinor} currency={deal.currency} manner="exact" />
      </span>
      {` · ${deal.stage.name} · ${deal.owner?.name ?? 'nobody owns it'}`}
      {deal.openedAt !== null &&
        deal.ageDays !== null &&
        deal.status === 'open' &&
        ` · open for ${formatNumber(deal.ageDays)} ${deal.ageDays === 1 ? 'day' : 'days'}`}
    </p>
  );
}
