import { aalenJohansen } from '../../stats/index.ts';
import type { DealHistories } from './deal-histories.ts';
import { causeCount } from './hazard-member.ts';
import type { Incidence } from './incidence.ts';

/** What one would say without a model: shares by age of all deals (segment -1) or of one segment, cause by cause. */
type Shares = { incidence: readonly Float64Array[]; open: Float64Array };

/** The reference that models are held against: Aalen-Johansen (for any end: Kaplan-Meier) by segment, as it stands, without pooling. */
export class ReferenceCurves {
  readonly #all: Shares;
  readonly #ofSegment: (Shares | undefined)[];

  /** @param segments segment of each deal, -1 for none; @param count how many segments. O(n + segments * oldest age). */
  constructor(train: DealHistories, segments: ArrayLike<number>, count: number) {
    const everyDeal = Array.from(train.ids.keys());
    this.#all = sharesOf(train, everyDeal);
    const members: number[][] = Array.from({ length: count }, () => []);
    for (const deal of everyDeal) if ((segments[deal] as number) >= 0) members[segments[deal] as number]?.push(deal);
    this.#ofSegment = members.map((deals) => (deals.length > 0 ? sharesOf(train, deals) : undefined));
  }

  /** Chances ahead of deals open at `age`; after the oldest age nothing more is said to happen. O(deals * days). */
  ahead(segments: ArrayLike<number>, deals: Int32Array, age: number, days: Int32Array): Incidence {
    const causes = Array.from({ length: causeCount }, () => new Float64Array(deals.length * days.length));
    for (let place = 0; place < deals.length; place++) {
      const { incidence, open } = this.#ofSegment[segments[deals[place] as number] as number] ?? this.#all;
      const stillOpen = at(open, age) ?? 0;
      for (let g = 0; g < days.length; g++)
        for (let k = 0; k < causeCount; k++) {
          const share = stillOpen > 0 ? ((at(incidence[k], age + (days[g] as number)) ?? 0) - (at(incidence[k], age) ?? 0)) / stillOpen : 0;
          (causes[k] as Float64Array)[place * days.length + g] = Math.max(0, share);
        }
    }
    return { days, causes };
  }
}

function at(curve: Float64Array | undefined, age: number): number | undefined {
  return curve?.[Math.min(age, curve.length - 1)];
}

function sharesOf(train: DealHistories, deals: readonly number[]): Shares {
  const ages = deals.map((deal) => (train.closedDay[deal] as number) - (train.openedDay[deal] as number));
  const { incidence, open } = aalenJohansen({ ages, events: deals.map((deal) => train.end[deal] as number) }, causeCount);
  return { incidence, open };
}
