import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Me } from '@windshield/contract';
import { type KeyboardEvent, useState } from 'react';
import { answer, api } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { meQuery } from '../app/session.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Input } from '../ui/input.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { say } from '../ui/toasts.ts';
import { FrontDoor } from './front-door.tsx';

const candidatesQuery = queryOptions({
  queryKey: ['candidates'],
  queryFn: async () => (await answer(api.workspace.me.candidates.$get())).candidates,
  staleTime: 0,
});
type Candidate = Awaited<ReturnType<NonNullable<typeof candidatesQuery.queryFn>>>[number];

/** One question after an import: whose deals are yours. The likely ones stand first; managers are found by their team. */
export function WhoRoom() {
  const candidates = useQuery(candidatesQuery);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [isClaiming, setClaiming] = useState(false);
  const needle = typed.trim().toLocaleLowerCase();
  const shown = (candidates.data ?? []).filter((candidate) =>
    `${candidate.name} ${candidate.email ?? ''} ${candidate.teamName ?? ''}`.toLocaleLowerCase().includes(needle),
  );

  const claim = async (choice: { userId: string } | { managerOfTeamId: string } | { nobody: true }) => {
    setClaiming(true);
    try {
      const me: Me = await answer(api.workspace.me.claim.$post({ json: choice }));
      queryClient.clear();
      queryClient.setQueryData(meQuery.queryKey, me);
      await navigate({ to: '/' });
    } catch (error) {
      say(messageOf(error), { problem: true });
      setClaiming(false);
    }
  };

  return (
    <FrontDoor
      wide
      title="Which of these people are you?"
      intro="So that Today shows your own deals. Once you are one of them, only an admin can change it."
    >
      <fieldset className="grid gap-3" onKeyDown={moveWithArrows}>
        <legend className="sr-only">Which of these people are you?</legend>
        <Input
          aria-label="Search by name, mail or team"
          placeholder="Search by name, mail or team"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoFocus
          data-step
        />
        {candidates.isPending && <Skeleton lines={[100, 100, 100]} />}
        {candidates.isError && <EmptyState title="The list could not be read">{messageOf(candidates.error)}</EmptyState>}
        {shown.length > 0 && (
          <ul
            aria-label="People here"
            className="max-h-[46vh] divide-y divide-line overflow-y-auto rounded-lg border border-line bg-surface"
          >
            {shown.map((candidate) => (
              <li key={candidate.userId ?? candidate.managerOfTeamId ?? candidate.name}>
                <button
                  type="button"
                  data-step
                  disabled={isClaiming}
                  onClick={() => claimOf(candidate, claim)}
                  className="flex w-full items-baseline justify-between gap-4 px-4 py-2.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <span className="min-w-0 truncate">
                    <span className="font-medium">{candidate.name}</span>
                    <span className="ml-2 text-md text-quiet">{placeOf(candidate)}</span>
                  </span>
                  <span className="shrink-0 text-sm text-quiet">
                    {candidate.isLikely && <span className="mr-2 rounded-full bg-accent-soft px-2 py-0.5 text-accent">probably you</span>}
                    {candidate.openDeals === 1 ? '1 open deal' : `${candidate.openDeals} open deals`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {candidates.isSuccess && shown.length === 0 && (
          <p className="text-md text-quiet">
            {typed ? `Nobody here is called “${typed}”.` : 'The data names no people. Go on as yourself; deals can be given to you later.'}
          </p>
        )}
        <Button data-step disabled={isClaiming} onClick={() => claim({ nobody: true })} className="justify-self-start">
          None of these
        </Button>
      </fieldset>
    </FrontDoor>
  );
}

function placeOf(candidate: Candidate): string {
  if (candidate.userId === null) return candidate.teamName ? `manages ${candidate.teamName}` : 'manager';
  return [candidate.teamName, candidate.email].filter(Boolean).join(' · ');
}

function claimOf(candidate: Candidate, claim: (choice: { userId: string } | { managerOfTeamId: string }) => unknown): void {
  if (candidate.userId !== null) void claim({ userId: candidate.userId });
  else if (candidate.managerOfTeamId !== null) void claim({ managerOfTeamId: candidate.managerOfTeamId });
}

/** Up and down go from the search field into the list and through it. */
function moveWithArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const steps = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-step]')];
  const next = steps[steps.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
