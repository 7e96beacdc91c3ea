import { formatMoney } from './locale.ts';

interface MoneyProps {
  /** Integer minor units; null or undefined when the amount is not known, which is not the same as nothing. */
  amountMinor: number | null | undefined;
  currency: string | null | undefined;
  /** Short in lists, exact on records; the exact figure is always one hover away. */
  manner?: 'exact' | 'short';
}

export function Money({ amountMinor, currency, manner = 'short' }: MoneyProps) {
  if (amountMinor == null || !currency) return <span className="text-quiet">amount unknown</span>;
  const exact = formatMoney(amountMinor, currency);
  const shown = formatMoney(amountMinor, currency, manner);
  return (
    <data value={amountMinor} className="whitespace-nowrap tabular-nums" {...(shown !== exact && { title: exact })}>
      {shown}
    </data>
  );
}
