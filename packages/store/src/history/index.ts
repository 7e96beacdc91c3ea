export { type AsOfQuery, asHappenedBy, asKnownAt, type HistoryKind, type PastRecord } from './as-of.ts';
