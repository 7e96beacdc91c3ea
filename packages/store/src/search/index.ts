export { type Hit, search } from './search.ts';
