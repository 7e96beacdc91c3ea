import { Link } from '@tanstack/react-router';
import type { Today } from '@windshield/contract';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { formatPercent } from '../ui/locale.ts';
import { Money } from '../ui/money.tsx';

type Team = NonNullable<Today['team']>;
type AtRisk = Team['atRisk'][number];

const talksAtOnce = 4;
const dealsAtOnce = 3;

/** What the team's forecast rests on, as money, with names to talk to, not to blame. */
export function TeamToday({ team }: { team: Team }) {
  const risky = team.atRisk.filter((risk) => risk.deals > 0);
  return (
    <section aria-labelledby="rests-on" className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="rests-on" className="text-md font-semibold">
          What the forecast rests on
        </h2>
        <p className="text-sm text-quiet">
          {team.deals} open {team.deals === 1 ? 'deal' : 'deals'}, <Sums money={team.open} />
        </p>
      </div>
      {risky.length === 0 ? (
        <p className="rounded-lg border border-line bg-surface px-4 py-3 text-md text-quiet">
          {team.deals > 0 && team.open.every(({ amountMinor }) => amountMinor === 0)
            ? 'No amount of the open deals can be added up yet: they have none, or no rate to the home currency is known. So nothing can be said about the money.'
            : 'No part of the forecast rests on deals past their date, older than any won here, or without a next step.'}
        </p>
      ) : (
        <div className="divide-y divide-line rounded-lg border border-line bg-surface">
          {risky.map((risk, index) => (
            <Risk key={risk.key} risk={risk} startsOpen={index === 0} />
          ))}
        </div>
      )}
    </section>
  );
}

function Risk({ risk, startsOpen }: { risk: AtRisk; startsOpen: boolean }) {
  const [isLong, setLong] = useState(false);
  const talks = isLong ? risk.talkTo : risk.talkTo.slice(0, talksAtOnce);
  return (
    <details open={startsOpen} className="group px-4 py-3">
      <summary className="flex list-none flex-wrap items-baseline justify-between gap-x-6 gap-y-1 rounded-sm [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1 basis-64">{risk.sentence}</span>
        <span className="font-medium">
          <Sums money={risk.money} />
          {risk.share !== null && (
            <span className="ml-2 text-sm font-normal text-quiet">{formatPercent(risk.share)} of the open amount</span>
          )}
          <span aria-hidden="true" className="ml-3 text-sm font-normal text-accent">
            whom to talk to <span className="group-open:hidden">▾</span>
            <span className="hidden group-open:inline">▴</span>
          </span>
        </span>
      </summary>
      <div className="mt-3 grid gap-3 border-t border-line pt-3">
        <ul className="grid gap-3">
          {talks.map((talk) => (
            <Talk key={talk.user?.id ?? 'nobody'} talk={talk} />
          ))}
        </ul>
        {risk.talkTo.length > talksAtOnce && (
          <Button look="bare" size="small" className="justify-self-start" aria-expanded={isLong} onClick={() => setLong(!isLong)}>
            {isLong ? 'Only the first' : `${risk.talkTo.length - talksAtOnce} more to talk to`}
          </Button>
        )}
      </div>
    </details>
  );
}

/** One person, and the deals worth a word with them: the first few; their own list has the rest. */
function Talk({ talk }: { talk: AtRisk['talkTo'][number] }) {
  const more = talk.deals.length - dealsAtOnce;
  return (
    <li className="grid gap-1 text-md sm:grid-cols-[12rem_1fr] sm:gap-4">
      <span>
        <span className="font-medium">{talk.user?.name ?? 'Without an owner'}</span>
        <span className="block text-sm text-quiet">
          <Sums money={talk.money} />
        </span>
      </span>
      <ul className="grid gap-1">
        {talk.deals.slice(0, dealsAtOnce).map((deal) => (
          <li key={deal.id}>
            <Link to="/deals/$id" params={{ id: deal.id }} className="underline decoration-line underline-offset-3 hover:decoration-accent">
              {deal.name}
            </Link>
            <span className="text-quiet">
              {' '}
              {deal.why}
              {deal.money && (
                <>
                  {' · '}
                  <Money {...deal.money} />
                </>
              )}
            </span>
          </li>
        ))}
        {more > 0 && (
          <li className="text-sm text-quiet">
            {talk.user ? (
              <Link
                to="/deals"
                search={{ status: 'open', ownerId: talk.user.id }}
                className="text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent"
              >
                and {more} more
              </Link>
            ) : (
              `and ${more} more`
            )}
          </li>
        )}
      </ul>
    </li>
  );
}

/** Money in several currencies, side by side: without a rate they are not added. */
function Sums({ money }: { money: AtRisk['money'] }) {
  if (money.length === 0) return <>amount unknown</>;
  return money.map((sum, index) => (
    <span key={sum.currency}>
      {index > 0 && ' + '}
      <Money {...sum} />
    </span>
  ));
}
