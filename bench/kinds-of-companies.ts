import type { DealHistories } from '@windshield/core';
import { dayMs, type Random, seededRandom } from '@windshield/core';

/** What sets one kind of company apart. Deals take a lognormal time; how long and how likely differ by seller and kind of customer. */
type Kind = {
  dealsPerQuarter?: number;
  growthAYear?: number;
  /** How far asking and winning swing with the year, on the log scale. */
  seasonOfAsking?: number;
  seasonOfWinning?: number;
  cycleDays?: number;
  amountSpread?: number;
  /** From which day to which: nobody asks; or buyers decide later and half as often. */
  gap?: readonly [number, number];
  recession?: readonly [number, number];
  /** Share of lost deals that nobody ever closes, and of won ones that are put off to the quarter's end. */
  neverClosed?: number;
  putOff?: number;
  /** Day from which amounts are three times as large. */
  dearerFrom?: number;
  /** Spread of an economy that moves all deals for some months. */
  economy?: number;
  amounts?: 'when won' | 'none' | 'all the same';
};

/** Companies unlike each other, each in one respect. */
export const kindsOfCompanies = {
  steady: {},
  growing: { growthAYear: 0.5, dealsPerQuarter: 30 },
  shrinking: { growthAYear: -0.3, dealsPerQuarter: 250 },
  'by season': { seasonOfAsking: 0.4, seasonOfWinning: 0.5 },
  'a recession in the middle': { recession: [1_100, 1_550], dealsPerQuarter: 120 },
  'an economy that moves all': { economy: 0.35, dealsPerQuarter: 200 },
  'five large deals a quarter': { dealsPerQuarter: 17, amountSpread: 1.5, cycleDays: 120 },
  'amounts of every size': { amountSpread: 2 },
  'amounts all the same': { amounts: 'all the same', dealsPerQuarter: 300 },
  'amounts of won deals only': { amounts: 'when won' },
  'no amounts': { amounts: 'none' },
  'a gap of two quarters': { gap: [1_100, 1_282] },
  'three times dearer': { dearerFrom: 1_200 },
  'lost deals left open': { neverClosed: 0.5 },
  'put off to the end of quarters': { putOff: 0.7, dealsPerQuarter: 120 },
  'deals of a year': { cycleDays: 300, dealsPerQuarter: 60 },
  'deals of four days': { cycleDays: 4, dealsPerQuarter: 200 },
} as const satisfies Record<string, Kind>;

export type KindOfCompany = keyof typeof kindsOfCompanies;

const day0 = 16_804; // 2016-01-04, a Monday
const sellers = 5;

/** Deals of seven years of a company of a kind. Deterministic from the seed. */
export function companyOfKind(name: KindOfCompany, seed: number): DealHistories {
  const kind: Kind = kindsOfCompanies[name];
  const random = seededRandom(seed * 104_729 + name.length * 31 + name.charCodeAt(0));
  const days = Math.round(7 * 365.25);
  const skill = Array.from({ length: sellers }, () => Math.exp(0.3 * random.normal()));
  const economy = economyOf(kind.economy ?? 0, days + 4_000, random);
  const rows: { opened: number; closed: number; isWon: boolean; amount: number; seller: number; isNew: boolean }[] = [];
  let mood = 0;
  for (let day = 0; day < days; day++) {
    if (day % 91 === 0) mood = 0.7 * mood + 0.1 * random.normal();
    if (isWeekend(day) || isWithin(kind.gap, day)) continue;
    const season = (kind.seasonOfAsking ?? 0) * Math.cos((2 * Math.PI * (monthOf(day) - 1)) / 12);
    const level = ((kind.growthAYear ?? 0) * day) / 365 + mood + season;
    const due = ((kind.dealsPerQuarter ?? 80) / 65) * Math.exp(level) * (isWithin(kind.recession, day) ? 0.75 : 1);
    for (let passed = arrival(random); passed < due; passed += arrival(random)) {
      const [seller, isNew] = [random.integer(sellers), random.uniform() < 0.25];
      const how = endOf(day, isNew, skill[seller] as number, kind, economy, random);
      const spread = Math.exp(9 + (isNew ? 1 : 0) + (kind.amountSpread ?? 0.8) * random.normal());
      const amount = kind.amounts === 'all the same' ? 99 : spread * (day > (kind.dearerFrom ?? days) ? 3 : 1);
      rows.push({ opened: day, ...how, amount, seller, isNew });
    }
  }
  const last = days - 1;
  const isShown = (row: (typeof rows)[number]) =>
    kind.amounts !== 'none' && (kind.amounts !== 'when won' || (row.isWon && row.closed <= last));
  return {
    ids: rows.map((_, i) => `deal ${i}`),
    openedDay: Int32Array.from(rows, ({ opened }) => day0 + opened),
    closedDay: Int32Array.from(rows, ({ closed }) => day0 + Math.min(last, closed)),
    end: Uint8Array.from(rows, ({ closed, isWon }) => (closed > last ? 0 : isWon ? 1 : 2)),
    amount: Float64Array.from(rows, (row) => (isShown(row) ? row.amount : Number.NaN)),
    known: {
      rowCount: rows.length,
      columns: [
        {
          kind: 'category',
          name: 'seller',
          levels: skill.map((_, i) => `seller ${i}`),
          codes: Int32Array.from(rows, ({ seller }) => seller),
        },
        {
          kind: 'category',
          name: 'customer',
          levels: ['known', 'new'],
          codes: Int32Array.from(rows, ({ isNew }) => (isNew ? 1 : 0)),
        },
      ],
    },
  };
}

/** When a deal is decided, and how: planned on a lognormal day, later in a recession, put off to the quarter's end, never on a weekend. */
function endOf(opened: number, isNew: boolean, skill: number, kind: Kind, economy: Float64Array, random: Random) {
  const usual = (kind.cycleDays ?? 60) * (isNew ? 1.8 : 1);
  let closed = opened + Math.floor(usual * Math.exp((usual > 250 ? 0.5 : 0.7) * random.normal()));
  const isBad = isWithin(kind.recession, closed);
  if (isBad) closed += Math.floor(0.4 * usual * arrival(random));
  const season = (kind.seasonOfWinning ?? 0) * Math.cos((2 * Math.PI * (monthOf(closed) - 11)) / 12);
  const chance = 0.3 * skill * Math.exp(season + (economy[Math.min(closed, economy.length - 1)] as number)) * (isBad ? 0.5 : 1);
  const isWon = random.uniform() < Math.min(0.95, chance);
  if (!isWon && random.uniform() < (kind.neverClosed ?? 0)) return { closed: 10_000_000, isWon };
  if (isWon && random.uniform() < (kind.putOff ?? 0)) {
    const left = daysLeftInQuarter(closed);
    if (left < 35) closed += Math.max(0, left - random.integer(4));
  }
  while (isWeekend(closed)) closed += 1;
  return { closed, isWon };
}

/** By day, 0 is usual: a random walk that is drawn home within two months. */
function economyOf(spread: number, days: number, { normal }: Random): Float64Array {
  const economy = new Float64Array(days);
  for (let day = 1; day < days; day++) economy[day] = 0.985 * (economy[day - 1] as number) + 0.17 * spread * normal();
  return economy;
}

function isWithin(stretch: readonly [number, number] | undefined, day: number): boolean {
  return stretch !== undefined && day >= stretch[0] && day < stretch[1];
}

function isWeekend(day: number): boolean {
  return day % 7 > 4;
}

/** Time to the next event of a Poisson process of rate 1. */
function arrival({ uniform }: Random): number {
  return -Math.log(1 - uniform());
}

function dateOf(day: number): Date {
  return new Date((day0 + day) * dayMs);
}

function monthOf(day: number): number {
  return dateOf(day).getUTCMonth();
}

function daysLeftInQuarter(day: number): number {
  const date = dateOf(day);
  const next = Date.UTC(date.getUTCFullYear(), 3 * Math.floor(date.getUTCMonth() / 3) + 3, 1) / dayMs;
  return next - day0 - day - 1;
}
