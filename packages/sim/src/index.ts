/**
 * A company whose truth is known.
 *
 * - `simulateCompany({ seed, asOf, mode?, years?, reps?, currency?, future? })` -> `{ records, truth, … }`
 * - `exportFilesOf(records)` -> the CSV files that `windshield export` would write
 * - `modes`: 'quality', 'volume', 'neither': what makes buyers say yes
 * - types: `SimulationInput`, `SimulatedCompany`, `Mode`, `Truth`, `DealTruth`, `DealEnd`
 *
 * `records` are what a company's books, mailboxes and calendars would hold on `asOf`; only `truth` knows need, interest, what no mailbox
 * saw and why a deal really ended. `truth.deals[].end.on` is the day on which the buyers were through with it;
 * `closedInBooksOn` is when the seller noticed. Renewals are deals of `type: 'Renewal'` in a pipeline of their own: compare like with like.
 */
export { type ExportFile, exportFilesOf } from './export-files.ts';
export { type Mode, modes } from './modes.ts';
export { type SimulatedCompany, type SimulationInput, simulateCompany } from './simulate.ts';
export type { DealEnd, DealTruth, Truth } from './truth.ts';
