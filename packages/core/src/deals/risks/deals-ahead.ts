import type { AgeBins } from './age-bins.ts';
import type { DealHistories } from './deal-histories.ts';
import { calendarOf, type DealRisks, featuresFor, hazardsOf } from './deal-risks.ts';
import { type DealSpells, eachSpell, growingSpells } from './deal-spells.ts';
import { type Incidence, incidenceAhead } from './incidence.ts';
import type { QuarterCalendar } from './quarter-phase.ts';

/**
 * Chances ahead of deals that are open at an age: by each number of days ahead, the chance of each end. Reads only when a deal was opened and
 * what was known then, never how it ended. O(deals * (spells ahead + days)).
 * @param deals indexes into `histories`
 * @param days rising days ahead, 1 or more
 */
export function chancesAhead(risks: DealRisks, histories: DealHistories, deals: Int32Array, age: number, days: Int32Array): Incidence {
  const horizon = days[days.length - 1] ?? 0;
  const spells = spellsAhead(histories.openedDay, deals, risks.bins, calendarOf(histories, age + horizon), age, horizon);
  const hazards = hazardsOf(risks, spells, featuresFor(risks, histories));
  const places = new Int32Array(histories.ids.length);
  for (let place = 0; place < deals.length; place++) places[deals[place] as number] = place;
  return incidenceAhead(spells, hazards, places, deals.length, days);
}

/** The days after `age` of the given deals, `horizon` of them, as spells without ends. O(spells). */
export function spellsAhead(
  openedDay: Int32Array,
  deals: ArrayLike<number>,
  bins: AgeBins,
  calendar: QuarterCalendar,
  age: number,
  horizon: number,
): DealSpells {
  const spells = growingSpells(deals.length * 8 + 16);
  for (let d = 0; d < deals.length; d++) {
    const deal = deals[d] as number;
    const opened = openedDay[deal] as number;
    eachSpell(bins, calendar, opened, opened + age + 1, opened + age + horizon, (bin, phase, length) =>
      spells.add(deal, bin, phase, length, 0),
    );
  }
  return spells.all();
}
