export {
  type BatchStep,
  createBatch,
  getBatch,
  listBatches,
  type MergeBatch,
  noteBatch,
  standingMergesOf,
} from './batches.ts';
export { type Cluster, clusterPairs } from './clusters.ts';
export {
  type CompactRow,
  type ComparedPage,
  type ComparedRecord,
  countCompared,
  linkageFields,
  pageCompared,
  readCompared,
  recordOf,
} from './compared-records.ts';
export { distinctPairs, notTheSame, undoNotTheSame } from './distinct.ts';
export { lookUpKeys } from './look-up-keys.ts';
export { modelFittedAt, readModel, saveModel } from './models.ts';
export {
  countWaiting,
  type FoundPair,
  pairsAmong,
  replaceAllPairs,
  replacePairsOf,
  type StoredTerm,
  type WaitingPair,
  waitingPairs,
} from './pairs.ts';
export { clearQueue, isAnythingQueued, takeQueued } from './queue.ts';
export { candidatesByKeys, type KeyedRecord, keepKeys } from './record-keys.ts';
export { noteScan, readScans, type Scan, type ScanStep } from './scans.ts';
export { type SideField, type SideRecord, sideFields, sideRecords } from './side-by-side.ts';
