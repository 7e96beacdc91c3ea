export { forgetRoads } from './road.ts';
export { mountToday } from './routes.ts';
