import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trustInWords } from './answer-words.ts';
import { trustQuery } from './hygiene-query.ts';
import { useSitting } from './sitting.ts';

/** What this sitting has brought, quietly: questions settled, and how far the data could be trusted then and now. */
export function SittingLine() {
  const { settled, trustThen } = useSitting();
  const { data: trust } = useQuery(trustQuery);
  const now = trust?.value ?? undefined;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-quiet tabular-nums" aria-live="polite">
      <span>{settled === 0 ? 'Nothing settled in this sitting yet' : `${settled} settled in this sitting`}</span>
      {now !== undefined && (
        <Link to="/data-trust" className="hover:text-ink hover:underline">
          Data trust {trustThen !== undefined && trustInWords(trustThen) !== trustInWords(now) && `${trustInWords(trustThen)} → `}
          {trustInWords(now)}
        </Link>
      )}
    </p>
  );
}

/** The same as a sentence, for the end of a sitting. */
export function useSittingSentence(): string {
  const { settled, trustThen } = useSitting();
  const { data: trust } = useQuery(trustQuery);
  const done = `${settled} ${settled === 1 ? 'question is' : 'questions are'} settled`;
  if (trust?.value == null || trustThen === undefined) return `${done}.`;
  const [then, now] = [trustInWords(trustThen), trustInWords(trust.value)];
  return then === now ? `${done}; data trust is ${now}.` : `${done}; data trust went from ${then} to ${now}.`;
}
