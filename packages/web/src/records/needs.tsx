import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api, ifMatch } from '../api.ts';
import { RelativeDate } from '../ui/relative-date.tsx';
import { AddText } from './add-text.tsx';
import type { About } from './questions.ts';
import { Section } from './section.tsx';

const needsQuery = (about: About) =>
  queryOptions({
    queryKey: ['needs', about],
    queryFn: () => answer(api.parts.needs.$get({ query: { ...about, limit: '50' } })).then((page) => page.items),
  });

/** The customer's problem, in the customer's own words. */
export function Needs({ about, also }: { about: About; also?: About }) {
  const { data = [] } = useQuery(needsQuery(about));
  return (
    <Section title="What they need, in their own words" name="needs">
      {data.length > 0 && (
        <div className="mb-3 grid gap-3">
          {data.map((need) => (
            <figure key={need.id} className="border-l-2 border-accent/50 pl-3">
              <blockquote lang={need.language ?? undefined} className="text-base break-words whitespace-pre-line">
                “{need.words}”
              </blockquote>
              <figcaption className="text-sm text-quiet">
                {need.author && `noted by ${need.author.name} · `}
                <RelativeDate when={need.occurredAt ?? need.recordedAt} dense />
              </figcaption>
            </figure>
          ))}
        </div>
      )}
      <AddText
        label="Add what they said they need"
        placeholder={data.length === 0 ? 'Which problem did they describe? Their words, not ours.' : 'What else did they say?'}
        done="Need noted."
        stale={[['needs'], ['timeline'], ['deals']]}
        save={async (words) => {
          const made = await answer(api.parts.needs.$post({ json: { ...also, ...about, words } }));
          return () => answer(api.parts.needs[':id'].$delete({ param: { id: made.id }, header: ifMatch(made.version) }));
        }}
      />
    </Section>
  );
}
