import { Link } from '@tanstack/react-router';
import type { TodayItem } from '@windshield/contract';
import { Button } from '../ui/button.tsx';
import { Gauge } from '../ui/gauge.tsx';
import { Money } from '../ui/money.tsx';
import { RecordLinks, RecordPlace, recordHref } from '../ui/record-links.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { DealMoves } from './deal-moves.tsx';
import { aboutOf } from './decisions.ts';
import { LastWords } from './last-words.tsx';
import { type LineAction, lineActions } from './line-actions.ts';
import { NextMove } from './next-move.tsx';
import { PeopleOnDeal } from './people-on-deal.tsx';
import { Section } from './section.tsx';

interface ItemBesideProps {
  item: TodayItem;
  onClose: () => void;
  onAct: (action: LineAction) => void;
  onPromise: (what: string, dueOn: string) => void;
}

/** Everything needed to act on one line: the reasons, the last words exchanged, the people, and one suggested next move. */
export function ItemBeside({ item, onClose, onAct, onPromise }: ItemBesideProps) {
  const about = aboutOf(item);
  return (
    <Sheet
      title={item.title}
      over={item.who.map((who, index) => (
        <span key={who.id}>
          {index > 0 && ' · '}
          <RecordName who={who} />
        </span>
      ))}
      onClose={onClose}
    >
      <RecordPlace value={placeOf(item)}>
        <div className="grid grid-cols-1 gap-6 pb-10">
          <div className="flex flex-wrap gap-1.5">
            {lineActions
              .filter(({ action }) => item.actions.includes(action))
              .map(({ action, label, keys }) => (
                <Button key={action} size="small" hint={keys} onClick={() => onAct(action)}>
                  {label}
                </Button>
              ))}
          </div>
          <Section title="Why this, why now">
            <ul className="grid gap-1.5">
              {item.why.map((reason) => (
                <li key={reason.key} className="first-letter:uppercase">
                  {reason.text} <RecordLinks records={reason.records.filter((record) => !isNamed(item, record))} query={reason.query} />
                </li>
              ))}
            </ul>
          </Section>
          {(item.gauge || item.money) && (
            <div className="grid gap-4">
              {item.gauge && <Gauge label="Chance to win" reading={item.gauge} />}
              {item.closing && <Gauge label="If it is won, then around" reading={item.closing} />}
              {item.money && (
                <div className="grid gap-1">
                  <span className="text-sm text-quiet">Amount</span>
                  <span className="text-lg font-semibold">
                    <Money amountMinor={item.money.amountMinor} currency={item.money.currency} manner="exact" />
                  </span>
                </div>
              )}
            </div>
          )}
          <NextMove key={item.key} suggestion={item.suggestion} onPromise={onPromise} />
          {about.dealId && (item.actions.includes('moveDate') || item.actions.includes('closeKindly')) && (
            <DealMoves
              key={`${item.key} moves`}
              dealId={about.dealId}
              mayMove={item.actions.includes('moveDate')}
              mayClose={item.actions.includes('closeKindly')}
            />
          )}
          <LastWords about={about} />
          {about.dealId && <PeopleOnDeal dealId={about.dealId} />}
          {item.whoCanSee && item.whoCanSee.length > 0 && (
            <Section title="Who can see the answer">
              <p className="flex flex-wrap gap-x-3">
                {item.whoCanSee.map((who) => (
                  <RecordName key={who.id} who={who} />
                ))}
              </p>
            </Section>
          )}
          {item.whatWouldChangeThis && item.whatWouldChangeThis.length > 0 && (
            <Section title="What would change this advice">
              <ul className="grid list-disc gap-1 pl-5 marker:text-quiet">
                {item.whatWouldChangeThis.map((change) => (
                  <li key={change} className="first-letter:uppercase">
                    {change}
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      </RecordPlace>
    </Sheet>
  );
}

/** Where what happened around this line can be read: the deal's page, else the person's, else the account's. */
function placeOf({ who, records }: TodayItem): string | undefined {
  const named = [...who, ...records];
  for (const kind of ['deal', 'contact', 'account', 'lead']) {
    const record = named.find((candidate) => candidate.kind === kind);
    if (record) return recordHref(record);
  }
  return undefined;
}

/** Its name stands above already, as a link. */
const isNamed = ({ who }: TodayItem, record: { kind: string; id: string }) =>
  who.some(({ kind, id }) => kind === record.kind && id === record.id);

function RecordName({ who }: { who: TodayItem['who'][number] }) {
  const href = recordHref(who);
  if (!href) return <span>{who.name}</span>;
  return (
    <Link to={href} className="underline decoration-line underline-offset-3 hover:decoration-accent">
      {who.name}
    </Link>
  );
}
