import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../api.ts';
import { useAsOf } from '../records/as-of.ts';
import { linkLook } from '../records/link-look.ts';
import { Section } from '../records/section.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { tieWords } from './tie-words.ts';

const tiesQuery = (accountId: string) =>
  queryOptions({
    queryKey: ['ties', accountId],
    queryFn: () => answer(api.capture.accounts[':id'].ties.$get({ param: { id: accountId } })),
  });

const shownAtOnce = 12;

/** Who here knows whom there, in words: how recent, and whether both sides wrote. Nobody is ranked. */
export function AccountTies({ accountId }: { accountId: string }) {
  const asOf = useAsOf();
  const { data, isPending } = useQuery(tiesQuery(accountId));
  if (isPending) return <Skeleton lines={[60]} label="Loading who knows whom" />;
  // People stand in their own part already; where nobody was in touch, there is nothing to add.
  if (!data || data.people.length === 0) return null;
  // Where everybody is known to one colleague alone, the sentence has said so.
  const alone = data.restsOnOne.filter(({ share }) => share < 1);
  return (
    <Section title="Who knows whom" name="ties">
      <p className="text-md">{data.sentence}</p>
      {alone.map(({ user, sentence }) => (
        <p key={user.id} className="text-md text-quiet">
          {sentence}
        </p>
      ))}
      <TieList people={data.people.slice(0, shownAtOnce)} asOf={asOf} />
      {data.people.length > shownAtOnce && (
        <details className="mt-1 text-md">
          <summary className="text-quiet hover:text-ink">{data.people.length - shownAtOnce} more</summary>
          <TieList people={data.people.slice(shownAtOnce)} asOf={asOf} />
        </details>
      )}
    </Section>
  );
}

type People = Awaited<ReturnType<NonNullable<ReturnType<typeof tiesQuery>['queryFn']>>>['people'];

function TieList({ people, asOf }: { people: People; asOf: Date }) {
  return (
    <table className="mt-2 w-full text-md max-sm:block">
      <caption className="sr-only">People there and who here knows them</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">There</th>
          <th scope="col">Here</th>
        </tr>
      </thead>
      <tbody className="max-sm:grid">
        {people.map(({ contact, ties }) => (
          <tr key={contact.id} className="border-t border-line align-top first:border-0 max-sm:grid max-sm:py-1.5">
            <th scope="row" className="w-2/5 py-1.5 pr-3 text-left font-normal max-sm:w-auto max-sm:py-0">
              <Link to="/people/$id" params={{ id: contact.id }} className={linkLook}>
                {contact.name}
              </Link>
              {contact.title && <span className="block text-sm text-quiet">{contact.title}</span>}
            </th>
            <td className="py-1.5 max-sm:py-0">
              <ul className="grid gap-0.5">
                {ties.map((tie) => (
                  <li key={tie.user.id}>
                    {tie.user.name} <span className="text-quiet">· {tieWords(tie, asOf)}</span>
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
