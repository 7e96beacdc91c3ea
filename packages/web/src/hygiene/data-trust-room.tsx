import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DataTrust } from '@windshield/contract';
import type { ReactNode } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { linkLook } from '../records/link-look.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { GaugeTrack } from '../ui/gauge-track.tsx';
import { formatExactDate, formatList, formatMoney, formatNumber } from '../ui/locale.ts';
import { Room } from '../ui/room.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ruleWords, trustInWords } from './answer-words.ts';
import { HygieneNav } from './hygiene-nav.tsx';
import { trustQuery } from './hygiene-query.ts';
import { TrustHistory } from './trust-history.tsx';

/** How far the data can be relied on, what it is made of, how it moved, and whom to ask. */
export function DataTrustRoom() {
  const { data: trust, error, refetch } = useQuery(trustQuery);
  return (
    <Room title="Data trust" intro={trust?.sentence} actions={<HygieneNav />}>
      {trust ? (
        <Told trust={trust} />
      ) : error ? (
        <EmptyState title="This could not be loaded" action={<Button onClick={() => void refetch()}>Try again</Button>}>
          {messageOf(error)}
        </EmptyState>
      ) : (
        <Skeleton lines={[20, 60, 70, 50]} label="Loading the figure" />
      )}
    </Room>
  );
}

function Told({ trust }: { trust: DataTrust }) {
  const { value, interval, asOf, isScanning, cleanedThisWeek } = trust;
  return (
    <div className="grid max-w-3xl grid-cols-1 gap-8">
      <section aria-label="Now" className="grid gap-2">
        {value === null ? (
          <p className="flex items-center gap-3 text-md text-quiet">
            <GaugeTrack reading={{ kind: 'insufficient' }} />
            {isScanning ? 'The records are being looked at.' : 'Not known yet: there is no record in use.'}
          </p>
        ) : (
          <p className="flex flex-wrap items-center gap-x-4 gap-y-1 tabular-nums">
            <span className="text-2xl font-semibold">{trustInWords(value)}</span>
            <GaugeTrack reading={{ kind: 'known', value, interval: interval ?? [value, value] }} />
            {interval && (
              <span className="text-md text-quiet">
                likely between {trustInWords(interval[0])} and {trustInWords(interval[1])}
              </span>
            )}
          </p>
        )}
        <p className="text-sm text-quiet">
          As of {formatExactDate(asOf)}
          {isScanning && ', being looked at again'}.{' '}
          {cleanedThisWeek > 0 &&
            `${formatNumber(cleanedThisWeek)} ${cleanedThisWeek === 1 ? 'record was' : 'records were'} settled in the last seven days.`}
        </p>
      </section>
      {trust.parts.length > 0 && (
        <Part title="What it is made of">
          <ul className="grid gap-3">
            {trust.parts.map((part) => (
              <li key={part.rule} className="grid grid-cols-[4.5rem_1fr] gap-x-3 text-md sm:grid-cols-[4.5rem_6.5rem_1fr]">
                <span className="text-right font-medium tabular-nums">{trustInWords(part.value)}</span>
                <span className="self-center max-sm:hidden">
                  <GaugeTrack reading={{ kind: 'known', value: part.value, interval: [part.value, part.value] }} />
                </span>
                <span>
                  <span className="sr-only">{part.rule === 'duplicate' ? 'Duplicates' : ruleWords[part.rule]}: </span>
                  {part.sentence}{' '}
                  {part.rule === 'duplicate' ? (
                    <Link to="/duplicates" className={linkLook}>
                      look
                    </Link>
                  ) : (
                    part.open > 0 && (
                      <Link to="/clean-up" search={{ ownerId: 'everyone', rule: part.rule }} className={linkLook}>
                        settle them
                      </Link>
                    )
                  )}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      <TrustHistory history={trust.history} />
      {trust.byOwner.length > 0 && (
        <Part title="Whom to ask">
          <ul className="grid gap-1.5">
            {trust.byOwner.map(({ owner, open, atStake }) => (
              <li key={owner?.id ?? ''} className="flex flex-wrap items-baseline gap-x-2 text-md">
                {owner ? (
                  <Link to="/clean-up" search={{ ownerId: owner.id }} className={linkLook}>
                    {owner.name}
                  </Link>
                ) : (
                  <span>Nobody yet</span>
                )}
                <span className="text-quiet tabular-nums">
                  {formatNumber(open)} {open === 1 ? 'question' : 'questions'}
                  {atStake.length > 0 &&
                    `, ${formatList(atStake.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency, 'short')))} at stake`}
                </span>
              </li>
            ))}
          </ul>
          <p className="text-sm text-quiet">In order of the alphabet. These are questions that wait, nothing about the people.</p>
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-3 border-t border-line pt-5">
      <h2 className="text-md font-semibold">{title}</h2>
      {children}
    </section>
  );
}
