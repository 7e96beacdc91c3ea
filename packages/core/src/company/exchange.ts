import type { Touch } from './deal-touches.ts';

/** A share as counts, so that one of one does not pass for certainty: it leans on the mean of all deals until there are more. */
export type Share = { of: number; n: number };

/** What went to and fro in a deal. Counts are volume; the rest is what the exchange was like, whatever its volume. */
export type Exchange = {
  mailsOut: number;
  calls: number;
  meetings: number;
  tasks: number;
  /** Whatever we did or took part in: all but what only came in. */
  touches: number;
  /** What we did that answered nothing of theirs and did not take two: what a buyer asks for, or agrees to, is also the buyer's doing. */
  ownMails: number;
  ownCalls: number;
  ownTouches: number;
  messagesIn: number;
  /** Of the exchanges, those that the buyer began. */
  begunByBuyer: Share;
  /** Of the times that we waited for an answer, those that got one; three days without one say that it did not come. */
  answered: Share;
  /** 2 min(in, out) / (in + out) of messages, as a share of them. */
  twoWay: Share;
  /** exp of the entropy of who wrote or took part (Jost 2006): 1 one person, 3 three who take equal parts. 0 nobody. */
  effectiveBuyers: number;
  /** Minutes of each talk or meeting that says them. */
  meetingMinutes: readonly number[];
  /** Buyers at each meeting. */
  meetingBuyers: readonly number[];
  theirAnswerHours: readonly number[];
  ourAnswerHours: readonly number[];
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** After this long a message in no thread begins something new. */
const silenceMs = 7 * dayMs;

/** How long an answer may take before its lack says something. */
const patienceMs = 3 * dayMs;

/** Reads the touches of one deal, in the order of time, as of `until` (epoch milliseconds). O(touches). */
export function exchangeOf(touches: readonly Touch[], until: number): Exchange {
  const messages = touches.filter(({ type, direction }) => (type === 'mail' || type === 'chat' || type === 'call') && direction !== 'both');
  const meetings = touches.filter(({ type }) => type === 'meeting' || type === 'visit');
  const incoming = messages.filter(({ direction }) => direction === 'in').length;
  const outgoing = messages.length - incoming;
  const own = ownOf(touches);
  return {
    mailsOut: touches.filter(({ type, direction }) => type === 'mail' && direction === 'out').length,
    calls: touches.filter(({ type }) => type === 'call').length,
    meetings: meetings.length,
    tasks: touches.filter(({ type }) => type === 'task').length,
    touches: touches.filter(({ direction }) => direction !== 'in').length,
    ownMails: own.filter(({ type }) => type === 'mail').length,
    ownCalls: own.filter(({ type }) => type === 'call').length,
    ownTouches: own.length,
    messagesIn: incoming,
    begunByBuyer: begun(messages),
    answered: answered(messages, until),
    twoWay: { of: 2 * Math.min(incoming, outgoing), n: messages.length },
    effectiveBuyers: effectiveNumber(touches.flatMap(({ buyers }) => buyers)),
    meetingMinutes: meetings.flatMap(({ minutes }) => (minutes === undefined ? [] : [minutes])),
    meetingBuyers: meetings.map(({ buyers }) => buyers.length),
    ...answerHours(messages),
  };
}

/** What went out and no message of theirs in the same thread had asked for. Without a thread the subject says whether it answers. */
function ownOf(touches: readonly Touch[]): Touch[] {
  const last = new Map<string, Touch['direction']>();
  return touches.filter(({ direction, thread, isReply }) => {
    const before = thread === undefined ? undefined : last.get(thread);
    if (thread !== undefined) last.set(thread, direction);
    return direction === 'out' && before !== 'in' && !(thread === undefined && isReply);
  });
}

function begun(messages: readonly Touch[]): Share {
  const threads = new Set<string>();
  let last = Number.NEGATIVE_INFINITY;
  const share = { of: 0, n: 0 };
  for (const { at, direction, thread } of messages) {
    const isFirst = thread === undefined ? at - last > silenceMs : !threads.has(thread);
    last = at;
    if (thread !== undefined) threads.add(thread);
    if (!isFirst) continue;
    share.n += 1;
    if (direction === 'in') share.of += 1;
  }
  return share;
}

/** A run of ours in one thread waits for one answer: writing again and again does not make more unanswered messages, nor fewer. */
function answered(messages: readonly Touch[], until: number): Share {
  const waiting = new Map<string, number>();
  const share = { of: 0, n: 0 };
  for (const { at, direction, thread = '' } of messages) {
    if (direction === 'out') {
      if (!waiting.has(thread)) waiting.set(thread, at);
      continue;
    }
    // What comes in without a thread, or begins another one, answers what waits longest.
    const answeredThread = waiting.has(thread) ? thread : [...waiting.keys()][0];
    if (answeredThread === undefined) continue;
    waiting.delete(answeredThread);
    share.of += 1;
    share.n += 1;
  }
  for (const since of waiting.values()) if (until - since > patienceMs) share.n += 1;
  return share;
}

function answerHours(messages: readonly Touch[]): { theirAnswerHours: number[]; ourAnswerHours: number[] } {
  const hours = { theirAnswerHours: [] as number[], ourAnswerHours: [] as number[] };
  let waiting: Touch | undefined;
  for (const message of messages) {
    if (waiting !== undefined && waiting.direction !== message.direction) {
      const waited = (message.at - waiting.at) / hourMs;
      (message.direction === 'in' ? hours.theirAnswerHours : hours.ourAnswerHours).push(waited);
      waiting = message;
    } else waiting ??= message;
  }
  return hours;
}

function effectiveNumber(names: readonly string[]): number {
  if (names.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / names.length) * Math.log(count / names.length);
  return Math.exp(entropy);
}
