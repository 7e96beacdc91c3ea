export { type BuyingGroupMember, setBuyingGroup } from './buying-group.ts';
export type { Deal, DealFull } from './deal.ts';
export {
  dealClockComputedAt,
  type PastDealRow,
  readDealClock,
  readDealHistory,
  readRates,
  type SavedDealClock,
  saveDealClock,
} from './deal-clock.ts';
export { dayNumberOf, dealFactsSql, dealTraitJoins, dealTraits, forecastFactsSql, readDealFacts } from './deal-facts.ts';
export { deals } from './deals.ts';
export { listPipelines, listProducts, type Pipeline, type Product } from './pipelines.ts';
