export { type AppendCounts, type ArrivedMessage, appendMessages } from './append-messages.ts';
export { finishReading } from './finish-reading.ts';
export {
  type Folder,
  type FolderFound,
  type FolderState,
  forgetVanished,
  includeFolders,
  keepFolderState,
  listFolders,
  saveFolders,
} from './folders.ts';
export type { Fate, LeftOutReason } from './item.ts';
export { readSecret, saveSecret } from './secrets.ts';
export {
  capturing,
  changeSource,
  createSource,
  getSource,
  listSources,
  type NewSource,
  ownSources,
  removeSource,
  type Source,
  type SourceChange,
  type SourceKind,
  type SourceLevel,
  type SourceSeen,
  type SourceState,
  type StateChange,
  setSourceState,
} from './sources.ts';
