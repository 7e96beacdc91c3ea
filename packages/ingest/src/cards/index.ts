export { type ReadCards, readCards } from './read-cards.ts';
