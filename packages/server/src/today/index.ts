export { Mornings } from './mornings.ts';
export { forgetRoads } from './road.ts';
export { mountToday } from './routes.ts';
