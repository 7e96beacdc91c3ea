import { type DayNumber, isoDay, periodOf } from '@windshield/core';
import { homeCurrency } from './market.ts';
import type { World } from './world.ts';

/** Costs that come on their days, and the target of each quarter, set on its first day from what the last ones brought. */
export function liveCompanyDay(world: World, day: DayNumber): void {
  const { draws, books, home, sellers } = world;
  const quarter = periodOf('quarter', day);
  const month = periodOf('month', day);
  if (day === quarter.from || day === world.startDay) setTarget(world, day);
  const spend = (
    type: 'campaign' | 'travel' | 'dayRate' | 'other',
    amountMinor: number,
    more: { leadSource?: string; campaign?: string; description: string },
  ) =>
    books.cost({
      type,
      amount: { amountMinor: Math.round((amountMinor * draws.around(1, 0.18)) / 100) * 100, currency: homeCurrency },
      incurredOn: isoDay(day),
      ...more,
    });
  const firstWorkingDay = home.workingDayAfter(month.from, 0);
  const monthNumber = Number(isoDay(day).slice(5, 7));
  if (day === firstWorkingDay) {
    spend('campaign', 70_000 * sellers.length, { leadSource: 'Website', description: 'Search and website' });
    spend('other', 60_000 * sellers.length ** 0.5, { leadSource: 'Partner', description: 'Partner fee' });
    if (monthNumber % 6 === 3)
      spend('campaign', 1_450_000, { leadSource: 'Trade fair', campaign: 'Water days', description: 'Stand and travel of the fair team' });
    if (monthNumber % 3 === 2)
      spend('campaign', 380_000, { leadSource: 'Webinar', campaign: 'Batch release in two hours', description: 'Production and mailing' });
  }
  if (home.isWorkingDay(day) && draws.happens(0.03 * sellers.length)) {
    const seller = draws.pick(sellers);
    books.cost({
      type: 'travel',
      amount: { amountMinor: Math.round(draws.around(62_000, 0.5) / 100) * 100, currency: homeCurrency },
      incurredOn: isoDay(day),
      user: { key: seller.record.key, name: seller.record.name },
      description: 'Site visits',
    });
  }
  if (home.isWorkingDay(day) && draws.happens(0.012 * sellers.length))
    spend('dayRate', 96_000, { description: 'Application engineer on site' });
}

function setTarget(world: World, day: DayNumber): void {
  const { books, sellers } = world;
  const { from } = periodOf('quarter', day);
  const yearBefore = books.won
    .filter((one) => one.day >= from - 365 && one.day < from)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const quarters = Math.min(4, Math.max(1, (from - world.startDay) / 91));
  const hoped = from - world.startDay < 180 ? 11_000_000 * sellers.length : (1.15 * yearBefore) / quarters;
  books.target(quarterKey(from), Math.round(hoped / 500_000) * 500_000);
}

/** "2026-Q4" */
function quarterKey(day: DayNumber): string {
  const iso = isoDay(day);
  return `${iso.slice(0, 4)}-Q${Math.floor((Number(iso.slice(5, 7)) - 1) / 3) + 1}`;
}
