import { Link } from '@tanstack/react-router';
import type { Change, Interaction, TimelineEntry } from '@windshield/contract';
import { useState } from 'react';
import { useMe } from '../app/session.ts';
import { linkLook } from '../records/link-look.ts';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { toDate } from '../ui/locale.ts';
import { Menu } from '../ui/menu.tsx';
import { asksForReason, type ChangeNames, changeSentence } from './change-words.ts';
import { hideThread } from './hide-thread.ts';
import { interactionDetails, interactionSentence } from './interaction-words.ts';

/** Threads of which more than one message is shown: a line leads to the others. */
export interface Threads {
  /** How many of its messages are shown. */
  countOf: (threadId: string) => number;
  /** The one that is shown alone. */
  shown: string | undefined;
  show: (threadId: string | undefined) => void;
}

interface TimelineLineProps {
  entry: TimelineEntry;
  names: ChangeNames;
  threads: Threads;
  /** It stands on a deal's own page, which need not be named again. */
  isOfDeal: boolean;
}

/** One thing that happened, as a sentence with its time. */
export function TimelineLine({ entry, names, threads, isOfDeal }: TimelineLineProps) {
  switch (entry.kind) {
    case 'interaction':
      return <InteractionLine interaction={entry.interaction} at={entry.at} threads={threads} isOfDeal={isOfDeal} />;
    case 'change':
      return <ChangeLine change={entry.change} at={entry.at} names={names} />;
    case 'note':
      return (
        <Line icon="deals" at={entry.at} by={entry.note.author?.name}>
          <p className="break-words whitespace-pre-line">{entry.note.body}</p>
        </Line>
      );
    case 'nextStep': {
      const { what, promisedBy, status } = entry.nextStep;
      const who = promisedBy === 'us' ? 'We' : 'They';
      const words = { open: 'promised', kept: 'kept the promise', broken: 'did not keep the promise', dropped: 'no longer need' };
      return (
        <Line icon="check" at={entry.at}>
          {who} {words[status]}: {what}
        </Line>
      );
    }
  }
}

const longWords = 220;
const begun = { us: ' that we began', them: ' that they began', nobody: '' };

function InteractionLine({
  interaction,
  at,
  threads,
  isOfDeal,
}: {
  interaction: Interaction;
  at: string;
  threads: Threads;
  isOfDeal: boolean;
}) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const { thread, isHidden } = interaction;
  const details = interactionDetails(interaction);
  const inThread = thread ? threads.countOf(thread.id) : 0;
  const takesPart =
    me.user !== null && [interaction.user, ...interaction.participants.map(({ user }) => user)].some((user) => user?.id === me.user?.id);
  const body = interaction.body ?? '';
  // Folded, a letter is a few lines of running text; opened, it has its own lines.
  const folded = body.replace(/\s+/g, ' ').trim();
  const isFolded = folded.length > longWords || folded !== body.trim();
  return (
    <Line
      icon={iconOf[interaction.type]}
      at={at}
      by={interaction.user?.name}
      menu={
        thread &&
        takesPart && (
          <Menu
            trigger={
              <Button
                look="bare"
                size="small"
                className="-my-1 px-1.5"
                aria-label={`More about “${interaction.subject ?? interactionSentence(interaction)}”`}
              >
                <Icon name="more" size={14} />
              </Button>
            }
            actions={[
              {
                label: isHidden ? 'Show this thread to colleagues again' : 'Hide this thread from colleagues',
                run: () => void hideThread(interaction.id, !isHidden),
              },
            ]}
          />
        )
      }
    >
      <p>
        {interactionSentence(interaction)}
        {interaction.subject && <span className="text-quiet"> · {interaction.subject}</span>}
      </p>
      {body && (
        <p className="break-words whitespace-pre-line text-quiet">
          {open ? body.trim() : folded.length > longWords ? `${folded.slice(0, longWords)}…` : folded}{' '}
          {isFolded && (
            <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className={linkLook}>
              {open ? 'less' : 'more'}
            </button>
          )}
        </p>
      )}
      {details.length > 0 && <p className="text-sm text-quiet">{details.join(' · ')}</p>}
      {isHidden && <p className="text-sm text-quiet">Hidden from colleagues who took no part</p>}
      {thread && inThread > 1 && (
        <button
          type="button"
          className="block min-h-6 text-left text-sm text-quiet underline decoration-line underline-offset-3 hover:text-ink"
          aria-pressed={threads.shown === thread.id}
          onClick={() => threads.show(threads.shown === thread.id ? undefined : thread.id)}
        >
          {threads.shown === thread.id ? 'Show everything again' : `One of ${inThread} in a thread${begun[thread.begunBy ?? 'nobody']}`}
        </button>
      )}
      {interaction.deal && !isOfDeal && (
        <Link
          to="/deals/$id"
          params={{ id: interaction.deal.id }}
          className="inline-flex min-h-6 items-center text-sm text-accent hover:underline"
        >
          {interaction.deal.name}
        </Link>
      )}
    </Line>
  );
}

const iconOf: Record<Interaction['type'], IconName> = {
  mail: 'out',
  meeting: 'people',
  call: 'spoke',
  chat: 'spoke',
  visit: 'people',
  task: 'check',
  other: 'spoke',
};

const sources: Partial<Record<Change['source'], string>> = {
  import: 'by an import',
  undo: 'by an undo',
  api: 'by another program',
  system: 'by Windshield',
};

function ChangeLine({ change, at, names }: { change: Change; at: string; names: ChangeNames }) {
  const by = [change.user?.name, sources[change.source]].filter(Boolean).join(', ');
  return (
    <Line icon="right" at={at} by={by || undefined} isQuiet>
      <p>
        {changeSentence(change, names)}{' '}
        {change.reason ? <span>“{change.reason}”</span> : asksForReason(change) && <span className="text-quiet">No reason given.</span>}
      </p>
    </Line>
  );
}

interface LineProps {
  icon: IconName;
  at: string;
  by?: string | undefined;
  isQuiet?: boolean;
  /** What can be done with it. */
  menu?: React.ReactNode;
  children: React.ReactNode;
}

function Line({ icon, at, by, isQuiet, menu, children }: LineProps) {
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(toDate(at));
  return (
    <li className="flex items-start gap-2.5 text-md">
      <Icon name={icon} size={14} className="mt-[3px] shrink-0 text-quiet" />
      <div className={`min-w-0 flex-1 wrap-anywhere ${isQuiet ? 'text-quiet' : ''}`}>{children}</div>
      <span className="shrink-0 text-right text-sm text-quiet">
        {by && <span className="max-sm:sr-only">{by} · </span>}
        <time dateTime={at}>{time}</time>
      </span>
      {menu}
    </li>
  );
}
