export { type BuyingGroupMember, setBuyingGroup } from './buying-group.ts';
export type { Deal, DealFull } from './deal.ts';
export { deals } from './deals.ts';
export { listPipelines, listProducts, type Pipeline, type Product } from './pipelines.ts';
