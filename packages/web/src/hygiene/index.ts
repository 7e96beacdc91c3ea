/** What other rooms may use of hygiene; its screens are entered through route.ts. */
export { LikelySame } from './likely-same.tsx';
export { MayBeSame } from './may-be-same.tsx';
