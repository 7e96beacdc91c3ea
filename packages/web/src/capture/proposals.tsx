import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Proposal } from '@windshield/contract';
import { answer, api } from '../api.ts';
import { changeAtOnce } from '../app/optimistic.ts';
import { Button } from '../ui/button.tsx';
import { formatDate } from '../ui/locale.ts';
import { proposalSentence } from './proposal-words.ts';

const proposalsQuery = (about: { contactId: string } | { dealId: string }) =>
  queryOptions({
    queryKey: ['capture', 'proposals', about],
    queryFn: async () => {
      const { items } = await answer(api.capture.capture.proposals.$get({ query: { ...about, limit: '20' } }));
      // A title or a phone belongs on the person's own page.
      return 'dealId' in about ? items.filter(({ kind }) => kind === 'nextStep') : items;
    },
  });

const stale = [['capture', 'proposals'], ['next-steps'], ['people'], ['deals'], ['timeline'], ['today']];

/** What reading suggests about a record: a quiet line each. Nothing is written until somebody says so. */
export function Proposals({ about }: { about: { contactId: string } | { dealId: string } }) {
  const query = proposalsQuery(about);
  const { data = [] } = useQuery(query);
  if (data.length === 0) return null;
  const decide = ({ id, kind }: Proposal, choice: 'accept' | 'dismiss') =>
    changeAtOnce<Proposal[], unknown>({
      queryKey: query.queryKey,
      apply: (before) => before.filter((one) => one.id !== id),
      save: () => answer(api.capture.capture.proposals[':id'].decide.$post({ param: { id }, json: { choice } })),
      takeBack: () => answer(api.capture.capture.proposals[':id'].undo.$post({ param: { id } })),
      done: choice === 'dismiss' ? 'Not asked again.' : kind === 'nextStep' ? 'Next step noted.' : 'Taken over.',
      alsoStale: stale,
    });
  return (
    <ul aria-label="Read in mail, for you to confirm" className="mb-4 grid gap-1.5">
      {data.map((proposal) => (
        <li
          key={proposal.id}
          className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5 rounded-md border border-dashed border-edge px-3 py-2 text-md"
        >
          <span className="min-w-0 flex-1 basis-60 wrap-anywhere">
            {proposalSentence(proposal)}{' '}
            <span className="text-sm text-quiet">
              {proposal.evidence.replace(/\d{4}-\d{2}-\d{2}/, (day) => formatDate(day))}
              {'dealId' in about && proposal.contact && `, ${proposal.contact.name}`}
            </span>
          </span>
          <span className="flex gap-1.5">
            <Button size="small" onClick={() => void decide(proposal, 'accept')}>
              {proposal.kind === 'nextStep' ? 'Note it' : 'Take it over'}
            </Button>
            <Button size="small" look="bare" onClick={() => void decide(proposal, 'dismiss')}>
              No
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}
