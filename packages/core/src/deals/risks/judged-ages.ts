import type { Followed } from '../../stats/index.ts';
import type { DealHistories } from './deal-histories.ts';
import type { Incidence } from './incidence.ts';

/** Forecasts made at one age: which deals, what the model and the reference said. */
export type JudgedAge = { age: number; deals: Int32Array; model: Incidence; reference: Incidence };

/** Forecasts made at one age with what became of the deals, counted in days from that age. */
export type FollowedAge = JudgedAge & { followed: Followed };

/**
 * Forecasts that can be judged, with what became of the deals.
 * @param watchedFrom forecasts made before the evening ahead of this day are left out: ends before it are not on file, so of the deals open
 * then only those are there that lasted until it
 * O(forecasts * days).
 */
export function followedAges(
  test: DealHistories,
  judged: readonly JudgedAge[],
  watchedFrom: number = Number.NEGATIVE_INFINITY,
): FollowedAge[] {
  return judged
    .map((part) => someOf(part, (deal) => (test.openedDay[deal] as number) + part.age + 1 >= watchedFrom))
    .filter(({ deals }) => deals.length > 0)
    .map((part) => ({ ...part, followed: followedFrom(test, part) }));
}

/** The place of a number of days ahead among those that were asked for. */
export function placeOfDay(days: Int32Array, day: number): number | undefined {
  const place = days.indexOf(day);
  return place < 0 ? undefined : place;
}

/** Of one cause, or of any: chances that add up to one may add up to a last bit more. */
export function chanceAt(causes: readonly ArrayLike<number>[], place: number, cause: number | undefined): number {
  if (cause !== undefined) return causes[cause - 1]?.[place] as number;
  return Math.min(
    1,
    causes.reduce((sum, ofCause) => sum + (ofCause[place] as number), 0),
  );
}

function followedFrom(test: DealHistories, { age, deals, model }: JudgedAge): Followed {
  const last = model.days[model.days.length - 1] as number;
  const ages = Array.from(deals, (deal) => (test.closedDay[deal] as number) - (test.openedDay[deal] as number) - age);
  // What happened after the last day asked for is as good as still open then.
  return {
    ages: ages.map((days) => Math.min(days, last + 1)),
    events: Array.from(deals, (deal, i) => ((ages[i] as number) > last ? 1 : (test.end[deal] as number))),
  };
}

function someOf(part: JudgedAge, isKept: (deal: number) => boolean): JudgedAge {
  const places = Array.from(part.deals.keys()).filter((place) => isKept(part.deals[place] as number));
  if (places.length === part.deals.length) return part;
  const kept = ({ days, causes }: Incidence): Incidence => ({
    days,
    causes: causes.map((ofCause) =>
      Float64Array.from(
        { length: places.length * days.length },
        (_, i) => ofCause[(places[Math.floor(i / days.length)] as number) * days.length + (i % days.length)] as number,
      ),
    ),
  });
  const deals = Int32Array.from(places, (place) => part.deals[place] as number);
  return { age: part.age, deals, model: kept(part.model), reference: kept(part.reference) };
}
