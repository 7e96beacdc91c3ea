import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { messageOf } from '../app/optimistic.ts';
import { linkLook } from '../records/link-look.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { seenQuery, sourcesQuery } from './capture-query.ts';
import { refreshCaptured } from './change-source.ts';
import { Exclusions } from './exclusions.tsx';
import { SourceCard } from './source-card.tsx';
import { colleagueSentence, isReading, kindWords } from './source-words.ts';
import { UnknownPeopleLink } from './unknown-people-link.tsx';

/** Where mail and calendars come from: how each source is, what it brought, and what colleagues see of it. */
export function CaptureSettings() {
  const navigate = useNavigate();
  const { data: sources, error, isPending } = useQuery(sourcesQuery);
  const { data: seen } = useQuery(seenQuery);
  const own = sources?.filter(({ isOwn }) => isOwn) ?? [];
  const others = sources?.filter(({ isOwn }) => !isOwn) ?? [];
  // What came in shows everywhere, in portions while history is read.
  const brought = own.map(({ state, counts }) => (isReading({ state }) ? 'reading' : Object.values(counts).join())).join(' ');
  const shown = useRef(brought);
  useEffect(() => {
    if (shown.current !== '' && shown.current !== brought) void refreshCaptured();
    shown.current = brought;
  }, [brought]);

  if (isPending) return <Skeleton lines={[50, 100, 100]} label="Loading your sources" />;
  if (error && !sources) return <p className="text-md text-danger">Your sources could not be loaded: {messageOf(error)}</p>;
  if (own.length === 0)
    return (
      <>
        <p className="text-md">{seen?.sentence}</p>
        <EmptyState
          title="Nobody should type what a mailbox knows"
          action={
            <>
              <Button look="primary" onClick={() => void navigate({ to: '/connect' })}>
                Connect a mailbox
              </Button>
              <Button onClick={() => void navigate({ to: '/connect', search: { kind: 'calendar' } })}>Connect a calendar</Button>
              <Button onClick={() => void navigate({ to: '/connect', search: { kind: 'files' } })}>Bring files</Button>
            </>
          }
        >
          Connect your mailbox, and timelines fill by themselves: who wrote, who answered, and after how long. You choose what colleagues
          see of it, and nobody becomes a contact without your word.
        </EmptyState>
        <Colleagues sources={others} />
        <Exclusions />
      </>
    );
  return (
    <div className="grid grid-cols-1 gap-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-md">{seen?.sentence}</p>
        <div className="flex flex-wrap gap-2">
          <UnknownPeopleLink />
          <Button look="primary" onClick={() => void navigate({ to: '/connect' })}>
            Connect another
          </Button>
        </div>
      </div>
      {own.map((source) => (
        <SourceCard key={source.id} source={source} />
      ))}
      <Colleagues sources={others} />
      <Exclusions />
      <p className="text-sm text-quiet">
        vCard files (.vcf) and call logs (CSV) come in through{' '}
        <Link to="/imports" className={linkLook}>
          Imports
        </Link>
        .
      </p>
    </div>
  );
}

function Colleagues({ sources }: { sources: Parameters<typeof colleagueSentence>[0][] }) {
  if (sources.length === 0) return null;
  return (
    <section aria-labelledby="colleagues-sources">
      <h2 id="colleagues-sources" className="text-md font-semibold">
        Colleagues’
      </h2>
      <p className="text-sm text-quiet">That they are there and whether they work. What is in them is their owners’ alone.</p>
      <ul className="mt-2 divide-y divide-line">
        {sources.map((source) => (
          <li key={source.id} className="py-2 text-md">
            <span className="font-medium">{source.owner.name}</span>
            <span className="text-quiet">
              {' '}
              · {kindWords[source.kind].toLocaleLowerCase()} · {colleagueSentence(source)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
