import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useShortcuts } from '../app/shortcuts.ts';
import { linkLook } from '../records/link-look.ts';
import { known } from '../records/search-params.ts';
import { Kbd } from '../ui/kbd.tsx';
import { duplicatesInWords, questionsInWords } from './at-hand-words.ts';
import { atHandQuery } from './hygiene-query.ts';

/** What spare minutes could settle, each a key away: shown only when there is something. @param ownerId undefined: everybody's records */
export function CleanUpAtHand({ ownerId }: { ownerId: string | undefined }) {
  const navigate = useNavigate();
  const { data } = useQuery(atHandQuery(ownerId));
  const largest = data?.duplicates.toSorted((a, b) => b.pairs - a.pairs)[0];
  const questions = { to: '/clean-up', search: ownerId === undefined ? { ownerId: 'everyone' } : {} } as const;
  const duplicates = { to: '/duplicates', search: known({ kind: largest?.kind, ownerId }) } as const;
  const hasQuestions = data !== undefined && data.questions > 0;
  useShortcuts('Clean up', [
    ...(hasQuestions ? [{ keys: 'q', label: 'Answer questions', run: () => void navigate(questions) }] : []),
    ...(largest ? [{ keys: 'w', label: 'Compare who may be one', run: () => void navigate(duplicates) }] : []),
  ]);
  if (!hasQuestions && !largest) return null;
  return (
    <section aria-label="For spare minutes" className="grid gap-1 text-md text-quiet">
      {hasQuestions && (
        <p>
          {questionsInWords(data, ownerId !== undefined)}{' '}
          <Link {...questions} aria-keyshortcuts="q" className={`whitespace-nowrap ${linkLook}`}>
            Answer them
          </Link>{' '}
          <Kbd keys="q" />
        </p>
      )}
      {largest && (
        <p className="wrap-anywhere">
          {duplicatesInWords(largest)}{' '}
          <Link {...duplicates} aria-keyshortcuts="w" className={`whitespace-nowrap ${linkLook}`}>
            Compare
          </Link>{' '}
          <Kbd keys="w" />
        </p>
      )}
    </section>
  );
}
