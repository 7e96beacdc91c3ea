export { cardsAsTable, isCardFile } from './cards-as-table.ts';
export { type ReadCards, readCards } from './read-cards.ts';
