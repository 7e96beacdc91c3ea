export type { Account, AccountFull } from './account.ts';
export { accounts } from './accounts.ts';
