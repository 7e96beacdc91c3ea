import type { DealFull } from '@windshield/contract';
import { Section } from '../records/section.tsx';
import { formatNumber } from '../ui/locale.ts';
import { Money } from '../ui/money.tsx';

/** What is being bought. */
export function DealLines({ deal }: { deal: DealFull }) {
  if (deal.lines.length === 0) return null;
  return (
    <Section title="Products" count={deal.lines.length}>
      <ul className="grid gap-1">
        {deal.lines.map((line) => (
          <li key={line.product.id} className="flex justify-between gap-4 text-md">
            <span className="min-w-0 truncate">
              {line.quantity !== null && line.quantity !== 1 && `${formatNumber(line.quantity, 2)} × `}
              {line.product.name}
            </span>
            {line.amountMinor !== null && <Money amountMinor={line.amountMinor} currency={deal.currency} manner="exact" />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
