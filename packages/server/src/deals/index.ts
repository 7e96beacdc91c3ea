export { Clocks, type Judgement } from './clocks.ts';
export { refreshClock } from './refresh-clock.ts';
export { mountDeals } from './routes.ts';
