import { common, countOf, rangesOf, type UidRanges, union, without } from './uid-ranges.ts';

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
  /** Messages that the server has and does not deliver; not done, and tried again each time. */
  readonly unread: UidRanges;
  /** Messages from before the day from which on history is read; they are done without having been read. None when left out. */
  readonly tooOld?: number | undefined;
}

/** A folder as the server tells of it. */
export interface FolderFigures {
  readonly uidValidity?: string | undefined;
  readonly uidNext?: number | undefined;
  readonly messages?: number | undefined;
}

export function nothingRead(uidValidity: string, tooOld?: number): FolderState {
  return { uidValidity, done: [], count: 0, unread: [], ...(tooOld && { tooOld }) };
}

/** Numbers below `uidNext` that are still to be asked for. */
export function undone(state: FolderState, uidNext: number): UidRanges {
  return uidNext > 1 ? without([[1, uidNext - 1]], state.done) : [];
}

/**
 * Whether reading a folder would bring anything: it was never read or not to its end, messages came or went, or it was numbered anew. What
 * the server does not deliver is no news: it would be for ever.
 */
export function hasNews(folder: FolderFigures, state: FolderState | undefined): boolean {
  const { uidValidity, uidNext, messages } = folder;
  if (!state || uidValidity !== state.uidValidity || uidNext === undefined) return true;
  if (messages !== undefined && messages !== state.count + countOf(state.unread) + (state.tooOld ?? 0)) return true;
  return without(undone(state, uidNext), state.unread).length > 0;
}

/** After messages were asked for: all of `covered` is done, but for what could not be read. */
export function afterReading(state: FolderState, covered: UidRanges, read: number, unread: UidRanges): FolderState {
  return {
    ...state,
    done: without(union(state.done, covered), unread),
    count: state.count + read,
    unread: union(without(state.unread, covered), unread),
  };
}

/** After messages were found to be gone: how many are left, and which numbers hold nothing any more. */
export function afterLosing(state: FolderState, present: UidRanges): { state: FolderState; gone: UidRanges } {
  return { state: { ...state, count: countOf(present) }, gone: without(state.done, present) };
}

/** As if these messages had never been read: the next reading asks for them again. Only for messages that are kept, not for those gone. */
export function askedAgain(state: FolderState, uids: readonly number[]): FolderState {
  const again = common(rangesOf(uids), state.done);
  return { ...state, done: without(state.done, again), count: Math.max(0, state.count - countOf(again)) };
}
