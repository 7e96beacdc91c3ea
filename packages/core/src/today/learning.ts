import type { Reason } from '../gauge/index.ts';
import type { DayNumber } from '../time/index.ts';
import type { PastDecision, TodayItem, TodayItemKind } from './items.ts';

/** Reasons that speak of the subject itself, whatever kind of line brought it up. */
const reasonsAboutSubject = new Set(['notMine', 'handled', 'tieIsOver']);
/** Reasons that say that the line was right but not now, or not needed: they teach nothing about the kind. */
const reasonsThatTeachNothing = new Set(['askedForTime', 'handled', 'notMine']);
const priorAccepted = 2;
const priorAll = 3;
const steppedBackBelow = 0.4;

/**
 * What past decisions of one person mean for a line of today: hidden, and why.
 * *Later* hides it until its day (without one: until tomorrow). *Done*, *acted* and *dismissed* hide it until the facts
 * behind it change. "Not my account" and "already handled" hold for every kind of line on the same subject.
 */
export function isHidden(item: TodayItem, decisions: readonly PastDecision[], asOf: DayNumber): boolean {
  return decisions.some((decision) => {
    const isSameItem = decision.itemKey === item.key;
    const isSameSubject = subjectOf(decision.itemKey) === subjectOf(item.key) && reasonsAboutSubject.has(decision.reasonKey ?? '');
    if (!isSameItem && !isSameSubject) return false;
    if (decision.choice === 'later' || decision.until !== undefined) return asOf < (decision.until ?? decision.at + 1);
    if (!isSameItem) return true;
    return decision.fingerprint === undefined ? asOf === decision.at : decision.fingerprint === item.fingerprint;
  });
}

function subjectOf(itemKey: string): string {
  return itemKey.slice(itemKey.indexOf(':') + 1);
}

/** How a kind of line was taken by this person. */
export type KindTaken = { kind: TodayItemKind; accepted: number; dismissed: number; rate: number; isSteppedBack: boolean };

/**
 * The share of lines of each kind that were of use, smoothed as (accepted + 2) / (accepted + dismissed + 3): a new kind
 * starts at two thirds. Below 0.4 (five dismissals without one that was of use, for instance) a kind steps back: it no
 * longer has a place of its own and comes when there is room. Promises and people who wait never step back.
 */
export function howKindsWereTaken(decisions: readonly PastDecision[]): Map<TodayItemKind, KindTaken> {
  const taken = new Map<TodayItemKind, KindTaken>();
  for (const { itemKind, choice, reasonKey } of decisions) {
    const counts = taken.get(itemKind) ?? { kind: itemKind, accepted: 0, dismissed: 0, rate: 0, isSteppedBack: false };
    if (choice === 'done' || choice === 'acted') counts.accepted += 1;
    else if (choice === 'dismissed' && !reasonsThatTeachNothing.has(reasonKey ?? '')) counts.dismissed += 1;
    taken.set(itemKind, counts);
  }
  for (const counts of taken.values()) {
    counts.rate = (counts.accepted + priorAccepted) / (counts.accepted + counts.dismissed + priorAll);
    const mayStepBack = !['promiseOurs', 'promiseTheirs', 'waiting'].includes(counts.kind);
    counts.isSteppedBack = mayStepBack && counts.rate < steppedBackBelow;
  }
  return taken;
}

const namesOfKinds: Record<TodayItemKind, string> = {
  promiseOurs: 'your promises',
  promiseTheirs: 'their promises',
  waiting: 'people who wait',
  dealWork: 'deals to work',
  dealDecide: 'deals to decide about',
  dealLetGo: 'deals to let go',
  careTie: 'ties to renew',
  careRecord: 'records to clean',
};

/** What was learned, in words, for the reader who asks why a kind of line is rare. */
export function learnedInWords(taken: ReadonlyMap<TodayItemKind, KindTaken>): Reason[] {
  return [...taken.values()]
    .filter((counts) => counts.isSteppedBack)
    .map(({ kind, accepted, dismissed, rate }) => ({
      key: `steppedBack:${kind}`,
      text: `You put aside ${dismissed} of ${accepted + dismissed} lines about ${namesOfKinds[kind]}, so they now come last.`,
      effect: 0,
      params: { kind, accepted, dismissed, rate },
      records: [],
    }));
}
