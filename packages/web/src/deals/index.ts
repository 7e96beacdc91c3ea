/** What other rooms may use of deals; their screens are entered through route.ts. */
export { endDeal, moveCloseDate } from './change-deal.ts';
export { closeWords } from './close-words.ts';
export { loadDeal } from './deals-query.ts';
