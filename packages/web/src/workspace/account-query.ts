import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api.ts';

const readAccount = () => answer(api.account.me.account.$get());
export type Account = Awaited<ReturnType<typeof readAccount>>;

/** How the signed-in person signs in, and what was done about it. */
export const accountQuery = queryOptions({ queryKey: ['account'], queryFn: readAccount, staleTime: 0 });
