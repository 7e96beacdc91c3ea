import { useInfiniteQuery } from '@tanstack/react-query';
import type { TimelineEntry } from '@windshield/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { Section, Subheading } from '../records/section.tsx';
import { Button } from '../ui/button.tsx';
import { calendarDay, formatDate, formatDay, formatRelativeDate } from '../ui/locale.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import type { ChangeNames } from './change-words.ts';
import { type Threads, TimelineLine } from './timeline-line.tsx';

interface TimelineProps {
  kind: 'accounts' | 'contacts' | 'deals' | 'leads';
  id: string;
  names: ChangeNames;
}

/** Rooms as their query keys name them, so that a change of a record refreshes its timeline. */
const roomOf = { accounts: 'accounts', contacts: 'people', deals: 'deals', leads: 'leads' };

/** All that happened, newest first, by day; more comes as one scrolls. */
export function Timeline({ kind, id, names }: TimelineProps) {
  const entries = useInfiniteQuery({
    queryKey: ['timeline', roomOf[kind], id],
    queryFn: ({ pageParam }) =>
      answer(
        api.interactions.timeline[':kind'][':id'].$get({
          param: { kind, id },
          query: { limit: '50', ...(pageParam && { cursor: pageParam }) },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  });
  const [shownThread, setShownThread] = useState<string>();
  const all = useMemo(() => entries.data?.pages.flatMap((page) => page.items) ?? [], [entries.data]);
  const days = useMemo(() => byDay(shownThread ? all.filter((entry) => threadOf(entry) === shownThread) : all), [all, shownThread]);
  const threads = useMemo((): Threads => {
    const counts = Map.groupBy(all, (entry) => threadOf(entry) ?? '');
    return { countOf: (id) => counts.get(id)?.length ?? 0, shown: shownThread, show: setShownThread };
  }, [all, shownThread]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = entries;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = end.current;
    if (!mark || !hasNextPage || isFetchingNextPage) return;
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && void fetchNextPage(), { rootMargin: '400px' });
    observer.observe(mark);
    return () => observer.disconnect();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  return (
    <Section title="What happened" name="timeline">
      {entries.isPending && <Skeleton lines={[30, 80, 70]} label="Loading what happened" />}
      {entries.isError && (
        <p className="text-md text-quiet">
          This could not be loaded: {messageOf(entries.error)}{' '}
          <Button size="small" onClick={() => void entries.refetch()}>
            Try again
          </Button>
        </p>
      )}
      {entries.isSuccess && days.length === 0 && (
        <p className="text-md text-quiet">Nothing is on record yet. Conversations, changes and notes will stand here, newest first.</p>
      )}
      {shownThread && (
        <p role="status" className="mb-2 flex flex-wrap items-center gap-2 text-md text-quiet">
          Only one thread is shown.
          <Button size="small" onClick={() => setShownThread(undefined)}>
            Show everything
          </Button>
        </p>
      )}
      <ol className="grid gap-4">
        {days.map(({ day, entries: ofDay }) => (
          <li key={day}>
            <Subheading className="mb-1 text-sm text-quiet">
              <time dateTime={day} title={formatDay(day)}>
                {dayTitle(day)}
              </time>
            </Subheading>
            <ul className="grid gap-2">
              {ofDay.map((entry) => (
                <TimelineLine key={`${entry.kind} ${entry.id}`} entry={entry} names={names} threads={threads} isOfDeal={kind === 'deals'} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <div ref={end} />
      {isFetchingNextPage && <Skeleton lines={[80, 60]} label="Loading more" />}
    </Section>
  );
}

const threadOf = (entry: TimelineEntry): string | undefined => (entry.kind === 'interaction' ? entry.interaction.thread?.id : undefined);

function byDay(entries: TimelineEntry[]): { day: string; entries: TimelineEntry[] }[] {
  const days = Map.groupBy(entries, (entry) => calendarDay(entry.at));
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }));
}

function dayTitle(day: string): string {
  const relative = formatRelativeDate(day);
  const date = formatDate(day);
  return relative === date ? date : `${relative.charAt(0).toLocaleUpperCase()}${relative.slice(1)}, ${date}`;
}
