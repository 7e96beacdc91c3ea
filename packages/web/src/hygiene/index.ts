/** What other rooms may use of hygiene; its screens are entered through route.ts. */
export { CleanUpAtHand } from './at-hand.tsx';
export { atHandQuery } from './hygiene-query.ts';
export { LikelySame } from './likely-same.tsx';
export { MayBeSame } from './may-be-same.tsx';
