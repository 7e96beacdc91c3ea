import { Link } from '@tanstack/react-router';
import type { Change, Interaction, TimelineEntry } from '@windshield/contract';
import { useState } from 'react';
import { linkLook } from '../records/link-look.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { toDate } from '../ui/locale.ts';
import { asksForReason, type ChangeNames, changeSentence } from './change-words.ts';
import { interactionSentence } from './interaction-words.ts';

/** One thing that happened, as a sentence with its time. */
export function TimelineLine({ entry, names }: { entry: TimelineEntry; names: ChangeNames }) {
  switch (entry.kind) {
    case 'interaction':
      return <InteractionLine interaction={entry.interaction} at={entry.at} />;
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

function InteractionLine({ interaction, at }: { interaction: Interaction; at: string }) {
  const [open, setOpen] = useState(false);
  const body = interaction.body ?? '';
  const isLong = body.length > longWords;
  return (
    <Line icon={iconOf[interaction.type]} at={at} by={interaction.user?.name}>
      <p>
        {interactionSentence(interaction)}
        {interaction.subject && <span className="text-quiet"> · {interaction.subject}</span>}
      </p>
      {body && (
        <p className="break-words whitespace-pre-line text-quiet">
          {isLong && !open ? `${body.slice(0, longWords)}…` : body}{' '}
          {isLong && (
            <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className={linkLook}>
              {open ? 'less' : 'more'}
            </button>
          )}
        </p>
      )}
      {interaction.deal && (
        <Link to="/deals/$id" params={{ id: interaction.deal.id }} className="text-sm text-accent hover:underline">
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
  children: React.ReactNode;
}

function Line({ icon, at, by, isQuiet, children }: LineProps) {
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' }).format(toDate(at));
  return (
    <li className="flex items-start gap-2.5 text-md">
      <Icon name={icon} size={14} className="mt-[3px] shrink-0 text-quiet" />
      <div className={`min-w-0 flex-1 wrap-anywhere ${isQuiet ? 'text-quiet' : ''}`}>{children}</div>
      <span className="shrink-0 text-right text-sm text-quiet">
        {by && <span className="max-sm:sr-only">{by} · </span>}
        <time dateTime={at}>{time}</time>
      </span>
    </li>
  );
}
