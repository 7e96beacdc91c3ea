import type { DayNumber } from '../time/index.ts';
import { amountIfWon } from './amount.ts';
import { chanceToWin, clockFor, wonBy } from './chance.ts';
import { type DealClock, historyNeeded, type KindClock } from './history.ts';
import { allDeals } from './kinds.ts';
import type { RoadAhead, RoadInput } from './road-ahead.ts';

/** A deal on the road: its chance in the period with its 80 % interval, the week of a win for 256 equally likely cases, and its amounts. */
export type Runner = {
  chance: number;
  low: number;
  high: number;
  weeks: Uint8Array;
  amounts: readonly number[];
  meanMinor: number;
  kind: KindClock;
};

/** The deals that can be counted towards the period, and those that cannot, with the reason. */
export function runnersOf(input: RoadInput, ends: readonly DayNumber[]): { runners: Runner[]; leftOut: RoadAhead['leftOut'] } {
  const { clock, asOf, period } = input;
  const lacks = new Map<string, { reasonKey: string; text: string; count: number }>();
  const leaveOut = (reasonKey: string, text: string) => {
    const lack = lacks.get(reasonKey) ?? { reasonKey, text, count: 0 };
    lack.count += 1;
    lacks.set(reasonKey, lack);
  };
  const isThin = isHistoryThin(clock);
  const weeksByAge = new Map<string, Uint8Array>();
  const runners: Runner[] = [];
  for (const deal of ends.length === 0 ? [] : input.deals) {
    const kind = clockFor(deal, clock);
    if (isThin || kind === undefined) leaveOut('closedDeals', 'too few closed deals to tell a chance');
    else if (deal.openedDay === undefined || deal.openedDay > asOf) leaveOut('openedDay', 'the day they were opened is not known');
    else {
      const amount = amountIfWon(deal, clock, kind, asOf, input.rates);
      if ('missing' in amount) {
        leaveOut(amount.missingKey, amount.missing);
        continue;
      }
      const age = asOf - deal.openedDay;
      const before = Math.max(0, period.from - 1 - asOf);
      const until = chanceToWin(kind, age, period.to - asOf);
      const chance = Math.max(0, until.value - (before > 0 ? chanceToWin(kind, age, before).value : 0));
      const share = until.value > 0 ? chance / until.value : 0;
      const key = `${kind.key} ${age}`;
      const weeks = weeksByAge.get(key) ?? weeksOfWin(kind, age, asOf, Math.max(asOf, period.from - 1), ends);
      weeksByAge.set(key, weeks);
      runners.push({
        chance,
        low: until.low * share,
        high: until.high * share,
        weeks,
        amounts: amount.pointsMinor,
        meanMinor: amount.meanMinor,
        kind,
      });
    }
  }
  return { runners, leftOut: [...lacks.values()].sort((a, b) => b.count - a.count) };
}

/** The last days of the weeks from `from` on, and `to`. */
export function weekEnds(from: DayNumber, to: DayNumber): DayNumber[] {
  const ends: DayNumber[] = [];
  for (let day = from + 7; day < to; day += 7) ends.push(day);
  if (to > from) ends.push(to);
  return ends;
}

function weeksOfWin(kind: KindClock, age: number, asOf: DayNumber, from: DayNumber, ends: readonly DayNumber[]): Uint8Array {
  const start = wonBy(kind, age + from - asOf);
  const end = wonBy(kind, age + (ends.at(-1) as number) - asOf);
  const weeks = new Uint8Array(256);
  let week = 0;
  for (let i = 0; i < 256; i++) {
    const share = (i + 0.5) / 256;
    const isReached = () =>
      end > start
        ? wonBy(kind, age + (ends[week] as number) - asOf) >= start + share * (end - start) - 1e-12
        : (week + 1) / ends.length >= share;
    while (week < ends.length - 1 && !isReached()) week++;
    weeks[i] = week;
  }
  return weeks;
}

/** Too few closed deals to tell a chance. */
export function isHistoryThin(clock: DealClock): boolean {
  const all = clock.kinds[allDeals.key];
  return all === undefined || all.won + all.lost < historyNeeded.closed || all.won < historyNeeded.won;
}
