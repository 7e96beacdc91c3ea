export { appendBatches, type MessageBatch } from './append-batches.ts';
export { appendMeetings, settleMeetings } from './append-meetings.ts';
export { type AppendCounts, type ArrivedMessage, appendMessages } from './append-messages.ts';
export { cancelMissing } from './cancel-missing.ts';
export { type Decided, type Decision, decideUnknownPerson } from './decide.ts';
export { decideProposal, undoProposal } from './decide-proposal.ts';
export { type DueSource, dueSources } from './due.ts';
export { addExclusion, type Exclusion, listExclusions, removeExclusion } from './exclusions.ts';
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
export { hideThread } from './hide-thread.ts';
export type { Fate, LeftOutReason } from './item.ts';
export { listProposals, type Proposal } from './proposals.ts';
export { listUnknownPeople, type UnknownPerson } from './queue.ts';
export { readSecret, saveSecret } from './secrets.ts';
export { type Channel, type Seen, seenOf } from './seen.ts';
export { settleWaiting } from './settle-waiting.ts';
export { type SourceStateFull, sourceState } from './source-state.ts';
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
export { type ToReadAgain, undoDecision } from './undo-decision.ts';
export { listUnread, type UnreadItem } from './unread-items.ts';
