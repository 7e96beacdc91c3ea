export { type KnownPerson, type Tie, whoKnowsWhom } from './who-knows-whom.ts';
