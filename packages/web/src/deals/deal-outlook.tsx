import { Link } from '@tanstack/react-router';
import type { DealFull } from '@windshield/contract';
import { lazy, Suspense } from 'react';
import { useAsOf } from '../records/as-of.ts';
import { startFact } from '../records/facts.tsx';
import { linkLook } from '../records/link-look.ts';
import { Section, Subheading } from '../records/section.tsx';
import { Gauge } from '../ui/gauge.tsx';
import { formatExactDate } from '../ui/locale.ts';
import { RecordLinks, recordHref } from '../ui/record-links.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { closeWords } from './close-words.ts';

const SurvivalPlot = lazy(() => import('./survival-plot.tsx').then((module) => ({ default: module.SurvivalPlot })));

const adviceTitles = { work: 'Worth working on', decide: 'Time to decide about it', letGo: 'Let it go kindly?' };

/** What is ahead: chance and time with their reasons, what is missing, and what could be done. */
export function DealOutlook({ deal }: { deal: DealFull }) {
  const asOf = useAsOf();
  const { outlook, adviceFull, missing } = deal;
  if (deal.status !== 'open')
    return (
      <Section title={deal.status === 'won' ? 'Won' : 'Lost'}>
        <p className="text-md text-quiet">
          {deal.closedAt ? `It was ${deal.status} on ${formatExactDate(deal.closedAt.slice(0, 10))}` : `It was ${deal.status}`}
          {deal.openedAt !== null && deal.ageDays !== null && `, ${deal.ageDays} days after it was opened`}.
          {deal.lossReason && ` What decided it: ${deal.lossReason}.`}
        </p>
      </Section>
    );
  const hasCurve = (outlook?.curve?.ages.length ?? 0) > 1;
  const close = closeWords(deal.status, deal.expectedCloseOn, deal.closedAt, asOf);
  return (
    <>
      <Section title="What is likely">
        {outlook ? (
          <div className="grid gap-4">
            <Gauge label="Chance to be won" reading={outlook.chance} />
            <Gauge label="Chance to be won in this period" reading={outlook.chanceInPeriod} />
            <Gauge label="Day it would be won" reading={outlook.closing} />
            {outlook.olderThanAnyWon && (
              <p className="border-l-2 border-warning-line pl-2.5 text-md text-warning">
                Older than any deal of its kind that was ever won here.
              </p>
            )}
            {close.isPast && (
              <p className="border-l-2 border-warning-line pl-2.5 text-md text-warning">
                Its close date has gone by: it {close.text}.{' '}
                <button type="button" onClick={() => startFact('closeDate')} className="underline underline-offset-3">
                  Name a new one
                </button>
              </p>
            )}
            {!hasCurve && <p className="text-md text-quiet">{outlook.sentence}</p>}
          </div>
        ) : (
          <p className="text-md text-quiet">Nothing can be told about this deal yet.</p>
        )}
      </Section>
      {adviceFull && (
        <Section title={adviceTitles[adviceFull.kind]}>
          <p className="text-md">{adviceFull.suggestion}</p>
          {adviceFull.reasons.length > 0 && (
            <ul className="mt-2 grid list-disc gap-1 pl-4 text-md marker:text-edge">
              {adviceFull.reasons.map((reason) => (
                <li key={`${reason.key} ${reason.text}`} className="first-letter:uppercase">
                  {reason.text} <RecordLinks records={reason.records.filter(({ id }) => id !== deal.id)} query={reason.query} />
                </li>
              ))}
            </ul>
          )}
          {adviceFull.whatWouldChangeThis.length > 0 && (
            <>
              <Subheading className="mt-3 text-sm text-quiet">What would change this</Subheading>
              <ul className="mt-1 grid list-disc gap-1 pl-4 text-md marker:text-edge">
                {adviceFull.whatWouldChangeThis.map((words) => (
                  <li key={words} className="first-letter:uppercase">
                    {words}
                  </li>
                ))}
              </ul>
            </>
          )}
          {adviceFull.whoCanSee.length > 0 && (
            <p className="mt-3 text-md">
              <span className="text-quiet">Who can see the answer: </span>
              {adviceFull.whoCanSee.map((who, index) => {
                const href = recordHref({ kind: who.kind, id: who.id });
                return (
                  <span key={who.id}>
                    {index > 0 && ', '}
                    {href ? (
                      <Link to={href} className={linkLook}>
                        {who.name}
                      </Link>
                    ) : (
                      who.name
                    )}
                  </span>
                );
              })}
            </p>
          )}
        </Section>
      )}
      {missing.length > 0 && <MissingList missing={missing} />}
      {outlook && hasCurve && (
        <div className="border-t border-line py-4">
          <Suspense fallback={<Skeleton lines={[100, 100, 100]} label="Loading the plot" />}>
            <SurvivalPlot outlook={outlook} />
          </Suspense>
        </div>
      )}
    </>
  );
}

/** Where each missing thing can be written down. */
const mendedAt: Record<string, string> = {
  nextStep: 'next-steps',
  nextStepDate: 'next-steps',
  nextStepOverdue: 'next-steps',
  people: 'people',
  decisionMaker: 'people',
  need: 'needs',
  amount: 'amount',
  account: 'account',
  closeDate: 'closeDate',
  closeDatePassed: 'closeDate',
  openedDay: 'openedDay',
  owner: 'owner',
};

function MissingList({ missing }: { missing: DealFull['missing'] }) {
  return (
    <Section title="What is missing" count={missing.length}>
      <ul className="grid gap-1">
        {missing.map(({ key, text }) => (
          <li key={key} className="flex items-baseline justify-between gap-3 text-md">
            <span className="inline-block first-letter:uppercase">{text}</span>
            {mendedAt[key] && (
              <button
                type="button"
                onClick={() => startFact(mendedAt[key] ?? key)}
                className="min-h-6 shrink-0 rounded-sm px-1 text-sm text-accent hover:underline"
              >
                {key === 'closeDatePassed' || key === 'nextStepOverdue' ? 'change' : 'add'}
                <span className="sr-only">: {text}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
