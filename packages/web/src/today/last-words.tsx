import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Interaction } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { RelativeDate } from '../ui/relative-date.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { aboutOf } from './decisions.ts';
import { Section } from './section.tsx';

type About = ReturnType<typeof aboutOf>;

const lastWordsQuery = ({ contactIds: [contactId], dealId, accountId, leadId }: About) => {
  const about = dealId ? { dealId } : contactId ? { contactId } : accountId ? { accountId } : leadId ? { leadId } : undefined;
  return queryOptions({
    queryKey: ['interactions', 'last', about],
    queryFn: async () => (await answer(api.interactions.interactions.$get({ query: { ...about, limit: '3' } }))).items,
    enabled: about !== undefined,
  });
};

const verbs: Record<Interaction['type'], string> = {
  mail: 'wrote to',
  meeting: 'met',
  call: 'spoke with',
  chat: 'chatted with',
  visit: 'visited',
  task: 'did something for',
  other: 'were in touch with',
};

/** The last words exchanged, newest first, so that nobody has to look them up before a call. */
export function LastWords({ about }: { about: About }) {
  const { data, isPending, isError } = useQuery(lastWordsQuery(about));
  if (isError) return null;
  return (
    <Section title="Last words exchanged">
      {isPending ? (
        <Skeleton lines={[90, 70]} />
      ) : data.length === 0 ? (
        <p className="text-quiet">Nothing is on record: no mail, call or meeting. “We spoke” notes the next one in a tap.</p>
      ) : (
        <ol className="grid gap-2">
          {data.map((interaction) => (
            <li key={interaction.id}>
              {sentence(interaction)} <RelativeDate when={interaction.occurredAt} />
              {interaction.subject && <span className="block text-quiet">“{interaction.subject}”</span>}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function sentence({ type, direction, user, contact }: Interaction): string {
  const here = user?.name ?? 'Someone here';
  const there = contact?.name ?? 'them';
  return direction === 'in' ? `${contact?.name ?? 'They'} ${verbs[type]} ${user?.name ?? 'us'},` : `${here} ${verbs[type]} ${there},`;
}
