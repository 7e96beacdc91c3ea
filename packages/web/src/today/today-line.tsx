import type { TodayItem } from '@windshield/contract';
import type { Ref } from 'react';
import { Button } from '../ui/button.tsx';
import { Gauge } from '../ui/gauge.tsx';
import { gaugeInterval } from '../ui/gauge-words.ts';
import { Money } from '../ui/money.tsx';
import { type LineAction, lineActions } from './line-actions.ts';

interface TodayLineProps {
  item: TodayItem;
  number: number;
  isActive: boolean;
  isOpen: boolean;
  buttonRef: Ref<HTMLButtonElement>;
  onOpen: () => void;
  onActivate: () => void;
  onAct: (action: LineAction) => void;
}

/** One line of Today: who, why, chance, money. It opens beside; its decisions appear when pointed at or reached by Tab. */
export function TodayLine({ item, number, isActive, isOpen, buttonRef, onOpen, onActivate, onAct }: TodayLineProps) {
  const [first] = item.why;
  const accounts = item.who.filter((who) => who.kind === 'account' && !item.title.includes(who.name));
  return (
    <li className={`group relative ${isOpen ? 'bg-accent-soft' : isActive ? 'bg-hover' : ''}`}>
      {isActive && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <button
        ref={buttonRef}
        type="button"
        onClick={onOpen}
        onFocus={onActivate}
        aria-expanded={isOpen}
        className="grid w-full grid-cols-[1.25rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 px-4 py-3 text-left hover:bg-hover/60 focus-visible:-outline-offset-2 @3xl:grid-cols-[1.25rem_minmax(0,1fr)_16rem]"
      >
        <span className="self-start pt-0.5 text-sm text-quiet tabular-nums">{number}</span>
        <span className="min-w-0">
          <span className="block font-medium">{item.title}</span>
          <span className="block text-md text-quiet first-letter:uppercase @3xl:line-clamp-2">
            {accounts.length > 0 && `${accounts.map((account) => account.name).join(', ')} · `}
            {first?.text}
          </span>
        </span>
        {(item.gauge || item.money) && (
          <span className="col-start-2 flex min-w-0 flex-wrap items-center gap-x-4 gap-y-0.5 @3xl:col-start-3 @3xl:grid @3xl:justify-items-start">
            {item.gauge && <Gauge manner="line" label="Chance to win" reading={item.gauge} />}
            {(item.money || item.closing?.kind === 'known') && (
              <span className="text-sm text-quiet">
                {item.money && <Money amountMinor={item.money.amountMinor} currency={item.money.currency} />}
                {item.closing?.kind === 'known' && <> · likely {gaugeInterval(item.closing)}</>}
              </span>
            )}
          </span>
        )}
      </button>
      <span className="absolute inset-y-0 right-2 hidden items-center gap-1 bg-linear-to-l from-hover from-80% to-transparent pl-10 focus-within:flex group-hover:flex @max-3xl:group-hover:hidden">
        {lineActions
          .filter(({ action }) => item.actions.includes(action))
          .map(({ action, label, keys }) => (
            <Button key={action} look="bare" size="small" hint={keys} onClick={() => onAct(action)}>
              {label}
            </Button>
          ))}
      </span>
    </li>
  );
}
