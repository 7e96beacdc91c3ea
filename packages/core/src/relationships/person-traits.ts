import { gapsBetween, rhythmOf } from './rhythm.ts';
import { daysWritten, type TieIndex } from './tie-index.ts';
import type { TieTraits } from './tie-traits.ts';

/** How far back a partner counts, in days. */
export const partnerWindows = [14, 60, 180] as const;

/** What is known of each person at one moment, a value per person; NaN is unknown. */
export type PersonTraits = {
  /** By window: people written to, and people heard from. */
  receivers: readonly Float64Array[];
  senders: readonly Float64Array[];
  /** Since the person last wrote to anybody, and last heard from anybody. */
  quietDays: Float64Array;
  unheardDays: Float64Array;
  /** 90 % point of the gaps of all ties along which the person writes. */
  longGapDays: Float64Array;
};

/** Reads the traits of every person from those of the ties. O(ties + days of writing, sorted). */
export function personTraits(index: TieIndex, ties: TieTraits): PersonTraits {
  const { personCount, tieCount, firstTieOf } = index;
  const unknown = () => new Float64Array(personCount).fill(Number.NaN);
  const traits: PersonTraits = {
    receivers: partnerWindows.map(() => new Float64Array(personCount)),
    senders: partnerWindows.map(() => new Float64Array(personCount)),
    quietDays: unknown(),
    unheardDays: unknown(),
    longGapDays: unknown(),
  };
  for (let tie = 0; tie < tieCount; tie++) {
    const from = index.from[tie] as number;
    const to = index.to[tie] as number;
    const quiet = ties.quietDays[tie] as number;
    partnerWindows.forEach((days, window) => {
      if (!(quiet <= days)) return;
      increase(traits.receivers[window] as Float64Array, from);
      increase(traits.senders[window] as Float64Array, to);
    });
    lower(traits.quietDays, from, quiet);
    lower(traits.unheardDays, to, quiet);
  }
  for (let person = 0; person < personCount; person++) {
    const gaps: number[] = [];
    for (let tie = firstTieOf[person] as number; tie < (firstTieOf[person + 1] as number); tie++)
      for (const gap of gapsBetween(daysWritten(index, tie))) gaps.push(gap);
    traits.longGapDays[person] = rhythmOf(Float64Array.from(gaps))?.longDays ?? Number.NaN;
  }
  return traits;
}

function increase(values: Float64Array, at: number): void {
  values[at] = (values[at] as number) + 1;
}

function lower(values: Float64Array, at: number, value: number): void {
  if (!((values[at] as number) <= value)) values[at] = value;
}
