import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer, api, ifMatch } from '../api.ts';
import { RelativeDate } from '../ui/relative-date.tsx';
import { AddText } from './add-text.tsx';
import type { About } from './questions.ts';
import { Section } from './section.tsx';

const shownAtOnce = 3;
const notesQuery = (about: About) =>
  queryOptions({
    queryKey: ['notes', about],
    queryFn: () => answer(api.parts.notes.$get({ query: { ...about, limit: '50' } })).then((page) => page.items),
  });

/** What we want to remember. The latest are shown; all of them stand in the timeline. */
export function Notes({ about, also }: { about: About; also?: About }) {
  const { data = [] } = useQuery(notesQuery(about));
  const latest = data.toSorted((a, b) => (b.occurredAt ?? b.recordedAt).localeCompare(a.occurredAt ?? a.recordedAt)).slice(0, shownAtOnce);
  return (
    <Section title="Notes" count={data.length} name="notes">
      {latest.length > 0 && (
        <ul className="mb-3 grid gap-3">
          {latest.map((note) => (
            <li key={note.id}>
              <p className="text-md break-words whitespace-pre-line">{note.body}</p>
              <p className="text-sm text-quiet">
                {note.author && `${note.author.name} · `}
                <RelativeDate when={note.occurredAt ?? note.recordedAt} dense />
              </p>
            </li>
          ))}
        </ul>
      )}
      <AddText
        label="Add a note"
        placeholder="Add a note"
        done="Note saved."
        stale={[['notes'], ['timeline']]}
        save={async (body) => {
          const made = await answer(api.parts.notes.$post({ json: { ...also, ...about, body } }));
          return () => answer(api.parts.notes[':id'].$delete({ param: { id: made.id }, header: ifMatch(made.version) }));
        }}
      />
    </Section>
  );
}
