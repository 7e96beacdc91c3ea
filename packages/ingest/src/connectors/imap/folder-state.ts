import { countOf, type UidRanges, union, without } from './uid-ranges.ts';

/** How far a folder has been read. Plain JSON; kept with its messages, in the same transaction. */
export interface FolderState {
  /** Numbers are only good while this stays the same. */
  readonly uidValidity: string;
  /**
   * Numbers that need not be asked for again: read, or belonging to no message. A number once free is never given out again, so a gap
   * between two messages stays one (RFC 9051, 2.3.1.1).
   */
  readonly done: UidRanges;
  /** Messages read that the server still had when last looked at. */
  readonly count: number;
  /** Messages that the server has and does not deliver; part of what is undone, and tried again each time. */
  readonly unread: UidRanges;
}

export function nothingRead(uidValidity: string): FolderState {
  return { uidValidity, done: [], count: 0, unread: [] };
}

/** Numbers below `uidNext` that are still to be asked for. */
export function undone(state: FolderState, uidNext: number): UidRanges {
  return uidNext > 1 ? without([[1, uidNext - 1]], state.done) : [];
}

/** After a batch: everything from `floor` to `ceiling` is done but for what could not be read. */
export function afterBatch(state: FolderState, batch: { floor: number; ceiling: number; read: number; unread: UidRanges }): FolderState {
  const reached: UidRanges = [[batch.floor, batch.ceiling]];
  return {
    ...state,
    done: without(union(state.done, reached), batch.unread),
    count: state.count + batch.read,
    unread: union(without(state.unread, reached), batch.unread),
  };
}

/** After messages were found to be gone: how many are left, and which numbers hold nothing any more. */
export function afterLosing(state: FolderState, present: UidRanges): { state: FolderState; gone: UidRanges } {
  return { state: { ...state, count: countOf(present) }, gone: without(state.done, present) };
}
