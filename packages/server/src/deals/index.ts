export { Clocks, type Judgement } from './clocks.ts';
export type { InShort } from './judge.ts';
export { refreshClock } from './refresh-clock.ts';
export { mountDeals } from './routes.ts';
