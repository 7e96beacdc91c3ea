export { type RoadData, type RoadQuestion, roadData } from './road-data.ts';
export type { Scope } from './team.ts';
export { type TodayData, type TodayQuestion, todayData } from './today-data.ts';
