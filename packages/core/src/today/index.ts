export { composeToday } from './compose.ts';
export * from './items.ts';
export { howKindsWereTaken, type KindTaken } from './learning.ts';
export { composeTeamToday, type ForecastRisk, type OwnerToTalkTo, type RiskKey, type TeamToday, type TeamTodayInput } from './team.ts';
