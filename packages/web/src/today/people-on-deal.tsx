import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RelativeDate } from '../ui/relative-date.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { dealQuery } from './deal-query.ts';
import { Section } from './section.tsx';

/** The buying group: who is on the deal, in which role, and when each was last heard of. */
export function PeopleOnDeal({ dealId }: { dealId: string }) {
  const { data, isPending, isError } = useQuery(dealQuery(dealId));
  if (isError) return null;
  return (
    <Section title="The people">
      {isPending ? (
        <Skeleton lines={[60, 50]} />
      ) : data.contacts.length === 0 ? (
        <p className="text-quiet">Nobody from their side is on record. Whom did you last speak with?</p>
      ) : (
        <ul className="grid gap-1.5">
          {data.contacts.map((contact) => (
            <li key={contact.id} className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 truncate">
                <Link
                  to="/people/$id"
                  params={{ id: contact.id }}
                  className="underline decoration-line underline-offset-3 hover:decoration-accent"
                >
                  {contact.name}
                </Link>
                <span className="text-quiet"> {[contact.role, contact.title].filter(Boolean).join(', ')}</span>
              </span>
              <span className="shrink-0 text-sm text-quiet">
                {contact.lastInteractionAt && <RelativeDate dense when={contact.lastInteractionAt} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
