import { betaQuantile } from '../stats/index.ts';
import { valueAt } from './clock.ts';
import type { DealClock, DealTraits, KindClock } from './history.ts';
import { allDeals, kindsOf } from './kinds.ts';

/** A chance with its 80 % interval; `n` followed deals speak for it, `untouched` is the share before the pull of few cases. */
export type Chance = { value: number; low: number; high: number; n: number; untouched: number };

/** The curves that speak for a deal: those of its narrowest kind that has some. */
export function clockFor(deal: DealTraits, clock: DealClock): KindClock | undefined {
  for (const kind of kindsOf(deal, clock.trait)) {
    const found = clock.kinds[kind.key];
    if (found) return found;
  }
  return clock.kinds[allDeals.key];
}

/**
 * Chance that a deal still open at `ageDays` is won within `withinDays` more:
 * (F_won(a + h) - F_won(a)) / S(a), as Beta(p n + q, (1 - p) n + 1 - q), where n is the number of followed deals that
 * speak for that age and q one deal's worth of doubt: the lesser of one half and the share won by age h. So few cases stay
 * near doubt with a wide interval, and none at all never gives certainty. Beyond the last age that at least ten deals
 * speak for, the deal is read as of that age.
 *
 * Remembered per kind, age and span: cheap for many deals.
 */
export function chanceToWin(kind: KindClock, ageDays: number, withinDays: number): Chance {
  const age = Math.max(0, Math.min(ageDays, kind.lastSupportedAge));
  const span = Math.max(0, Math.floor(withinDays));
  let remembered = chances.get(kind);
  if (remembered === undefined) {
    remembered = new Map();
    chances.set(kind, remembered);
  }
  const key = age * 100_000 + Math.min(span, 99_999);
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const chance = workOutChance(kind, age, span);
  remembered.set(key, chance);
  return chance;
}

const chances = new WeakMap<KindClock, Map<number, Chance>>();

function workOutChance(kind: KindClock, age: number, span: number): Chance {
  const wonUntilNow = wonBy(kind, age);
  const stillOpen = 1 - wonUntilNow - valueAt(kind.ages, kind.shareLost, age);
  const untouched = stillOpen > 1e-6 ? Math.min(1, Math.max(0, (wonBy(kind, age + span) - wonUntilNow) / stillOpen)) : 0;
  const n = valueAt(kind.ages, kind.support, age);
  const doubt = Math.max(0.001, Math.min(0.5, wonBy(kind, span)));
  const forWon = untouched * n + doubt;
  const against = (1 - untouched) * n + 1 - doubt;
  return { value: forWon / (n + 1), low: betaQuantile(0.1, forWon, against), high: betaQuantile(0.9, forWon, against), n, untouched };
}

/** Share of all such deals that are won by an age. */
export function wonBy(kind: KindClock, age: number): number {
  return valueAt(kind.ages, kind.shareWon, age);
}
