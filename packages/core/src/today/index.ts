export { composeToday } from './compose.ts';
export * from './items.ts';
export { composeTeamToday, type ForecastRisk, type OwnerToTalkTo, type RiskKey, type TeamToday, type TeamTodayInput } from './team.ts';
