export { forgetRoads, type PresentedRoad } from './road.ts';
export { mountToday } from './routes.ts';
export type { TeamForecast } from './team-forecast.ts';
