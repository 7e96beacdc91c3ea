import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api.ts';

export type Scope = 'own' | 'team' | undefined;
export type RoadPeriod = 'month' | 'quarter' | 'year';

/** At most seven things, and why. Without a scope the server picks the one that fits the role. */
export const todayQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['today', scope ?? 'fitting'],
    queryFn: () => answer(api.today.today.$get({ query: scope ? { scope } : {} })),
  });

/** Won so far, what is honestly likely, the target if there is one. */
export const roadQuery = (scope: 'own' | 'team', period: RoadPeriod) =>
  queryOptions({
    queryKey: ['road', scope, period],
    queryFn: () => answer(api.today.road.$get({ query: { scope, period } })),
    staleTime: 5 * 60_000,
  });
