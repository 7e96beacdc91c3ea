import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import type { Me } from '@windshield/contract';
import { ApiProblem, answer, api } from '../api.ts';
import { queryClient } from './query-client.ts';

/** Who is signed in here, in which workspace, with which preferences. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => answer(api.workspace.me.$get()), staleTime: 5 * 60_000 });

export const welcomeQuery = queryOptions({ queryKey: ['welcome'], queryFn: () => answer(api.workspace.welcome.$get()), staleTime: 0 });

/** The signed-in person; only for pages inside the shell, which are entered with it known. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Lets the signed-in pass; the first visitor goes to set up, everyone else to sign in and then back to where they were going. */
export async function requireSession(to: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (!(error instanceof ApiProblem && error.status === 401)) throw error;
    const { isFirstVisit } = await queryClient.fetchQuery(welcomeQuery);
    if (isFirstVisit) throw redirect({ to: '/setup' });
    throw redirect({ to: '/sign-in', ...(to !== '/' && { search: { to } }) });
  }
}

/** After signing in or out nothing that was known about the person before may stay. */
export async function forgetSession(): Promise<void> {
  queryClient.clear();
}
