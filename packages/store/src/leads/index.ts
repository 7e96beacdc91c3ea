export type { Lead, LeadFull, LeadStatus } from './lead.ts';
export { leads } from './leads.ts';
