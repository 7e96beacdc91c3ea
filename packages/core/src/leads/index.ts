export { backtestLeads, type LeadPrediction, type LeadsBacktest, type LeadsInput, type LeadsOptions } from './backtest-leads.ts';
export { BadTable } from './bad-table.ts';
export { otherSpellings, outcomeKey } from './same-value.ts';
