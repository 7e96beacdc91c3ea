/** A message of a thread, for who answers whom. */
export interface TurnMessage {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly direction: 'in' | 'out';
  /** Ids of In-Reply-To, most direct first. */
  readonly inReplyTo: readonly string[];
  /** Who wrote it (`addressKey`). */
  readonly writer?: string | undefined;
}

/** What a message answers. */
export interface Answer {
  readonly id: string;
  readonly answersId: string;
  /** From the other side's message to this one; by the clocks of those who wrote, so at least 0. */
  readonly afterMinutes: number;
}

export interface ThreadTurns {
  /** Which side wrote first; `undefined` of an empty thread. */
  readonly begunBy: 'in' | 'out' | undefined;
  readonly begunByWriter: string | undefined;
  readonly answers: readonly Answer[];
  /** Changes of side: of a thread in which both sides wrote once, 1. */
  readonly turns: number;
}

/**
 * Who began a thread, and which message answers which: the other side's message that a message names, else the first of the other side's messages since our side last
 * wrote: an answer ends the waiting that began there. A second message of the same side answers nothing. Order of input does not matter; one id counts
 * once. Cost n log n.
 */
export function turnsOf(messages: readonly TurnMessage[]): ThreadTurns {
  const known = new Map(messages.map((message) => [message.id, message]));
  const ordered = [...known.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const answers: Answer[] = [];
  const answered = new Set<string>();
  /** The oldest message of the other side that nobody has answered since the side last changed. */
  let waiting: TurnMessage | undefined;
  let last: TurnMessage | undefined;
  let turns = 0;
  for (const message of ordered) {
    const isTurn = last !== undefined && last.direction !== message.direction;
    if (isTurn) turns++;
    const named = message.inReplyTo
      .map((id) => known.get(id))
      .find((one) => one !== undefined && one.direction !== message.direction && one.at <= message.at);
    const other = named ?? (isTurn ? waiting : undefined);
    const key = other && `${other.id} ${message.direction}`;
    if (other && key !== undefined && !answered.has(key)) {
      answered.add(key);
      answers.push({ id: message.id, answersId: other.id, afterMinutes: Math.max(0, (message.at - other.at) / 60_000) });
    }
    if (last === undefined || isTurn) waiting = message;
    last = message;
  }
  return { begunBy: ordered[0]?.direction, begunByWriter: ordered[0]?.writer, answers, turns };
}
