import { daySeconds, emptyLedger, foldTies, type Interactions, mergeLedgers } from './ledger.ts';
import { type Pairs, pairsOfInterest, whoWrote } from './pairs.ts';
import { indexTies, type TieIndex } from './tie-index.ts';
import { firstPlaceAt } from './time-order.ts';

/** The past, gone through from one moment to the next. */
export type Replay = {
  /** All ties as they stood just before `asOf`. Moments must not go back. */
  at: (asOf: number) => TieIndex;
  /** 1 for each pair whose first wrote to the second within the horizon from `asOf` on. */
  outcomes: (pairs: Pairs, asOf: number, horizonDays: number) => Uint8Array;
};

/**
 * Replays interactions in the order of time, adding to the state only what happened since the last moment, as a live system does.
 * @param events in the order of time
 */
export function replayTies(events: Interactions, personCount: number): Replay {
  let ledger = emptyLedger();
  let seen = 0;
  return {
    at: (asOf) => {
      const until = firstPlaceAt(events.at, asOf);
      if (until < seen) throw new RangeError('A replay cannot go back in time: give the moments in rising order');
      if (until > seen) ledger = mergeLedgers(ledger, foldTies(events, seen, until));
      seen = until;
      return indexTies(ledger, personCount);
    },
    outcomes: (pairs, asOf, horizonDays) => {
      const from = firstPlaceAt(events.at, asOf);
      const until = firstPlaceAt(events.at, asOf + horizonDays * daySeconds);
      return whoWrote(indexTies(foldTies(events, from, until), personCount), pairs);
    },
  };
}

/** The pairs asked about at a moment, and all that was known then. */
export type Scene = { asOf: number; index: TieIndex; pairs: Pairs };

export function sceneAt(replay: Replay, asOf: number): Scene {
  const index = replay.at(asOf);
  return { asOf, index, pairs: pairsOfInterest(index, asOf) };
}
