import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api.ts';

/** How the signed-in person signs in, and what was done about it. */
export const accountQuery = queryOptions({ queryKey: ['account'], queryFn: () => answer(api.account.me.account.$get()), staleTime: 0 });
