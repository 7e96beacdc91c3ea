export {
  createBatch,
  getBatch,
  listBatches,
  type MergeBatch,
  noteBatch,
  standingMergesOf,
} from './batches.ts';
export {
  type CompactRow,
  companyOf,
  linkageFields,
  pageCompared,
  readCompared,
  recordOf,
} from './compared-records.ts';
export { notTheSame, undoNotTheSame } from './distinct.ts';
export { type ClusterQuery, type ClusterView, listClusters, waitingClusters } from './list-clusters.ts';
export { lookUpKeys } from './look-up-keys.ts';
export { modelFittedAt, readModel, saveModel } from './models.ts';
export {
  addPairs,
  countWaiting,
  dropPairsBefore,
  type FoundPair,
  replacePairsOf,
  type StoredTerm,
  surestNames,
} from './pairs.ts';
export { enoughToFit, presetModel, presetModelOf } from './preset-model.ts';
export { clearQueue, isAnythingQueued, takeQueued } from './queue.ts';
export { candidatesByKeys, type KeyedRecord, keepKeys } from './record-keys.ts';
export { beginScan, noteScan, readScans, type Scan, type ScanStep } from './scans.ts';
export { type SideField, type SideRecord, sideRecords } from './side-by-side.ts';
