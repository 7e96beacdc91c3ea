import type { DealHistories } from '@windshield/core';
import { dayMs, seededRandom } from '@windshield/core';

/** What tells one made-up company from another; all drawn from the seed. */
type Company = {
  dealsPerQuarter: number;
  growthAYear: number;
  cycleDays: number;
  cycleShape: number;
  amountSpread: number;
  winLogit: number;
  sellers: number[];
  products: { amount: number; logit: number; pace: number }[];
  seasonOfBuying: number[];
  seasonOfAsking: number[];
  lingers: number;
  isPushing: number;
};

const day0 = 16_071; // 2014-01-01

/**
 * A company's deals over some years. Made so that it shares no formula with the forecast: every deal has a planned day of decision (Gamma) that is
 * pushed again and again, pulled to the end of the quarter, and decided by a logit of seller, product, size, pushes and the economy of that week; the
 * economy is a random walk drawn home with downturns that come and go; buyers ask and decide by season; some deals linger until somebody
 * tidies up. `amounts`: as most CRMs have them; `whenWon`: written only when won; `none`.
 */
export function madeUpPipeline(seed: number, years: number, amounts: 'known' | 'whenWon' | 'none' = 'known'): DealHistories {
  const random = seededRandom(seed * 7_919 + 17);
  const company = makeCompany(random);
  const days = Math.round(years * 365.25);
  const economy = makeEconomy(days + 800, random);
  const rows: { opened: number; closed: number; end: 0 | 1 | 2 | 3; amount: number; seller: number; product: number }[] = [];
  let quarterNoise = 0;
  for (let day = 0; day < days; day++) {
    if (day % 91 === 0) quarterNoise = 0.12 * random.normal();
    const month = monthOf(day);
    const weekday = (day + 3) % 7 < 5 ? 1.4 : 0.02;
    const level =
      Math.log(company.dealsPerQuarter / 91) + (company.growthAYear * day) / 365 + quarterNoise + 0.6 * (economy[day] as number);
    const due = Math.exp(level) * weekday * (company.seasonOfAsking[month] as number);
    for (let passed = arrival(random); passed < due; passed += arrival(random)) rows.push(runDeal(day, company, economy, random));
  }
  const last = day0 + days - 1;
  const isShown = (row: (typeof rows)[number]) =>
    amounts === 'known' || (amounts === 'whenWon' && row.end === 1 && day0 + row.closed <= last);
  return {
    ids: rows.map((_, i) => `deal ${i}`),
    openedDay: Int32Array.from(rows, (row) => day0 + row.opened),
    closedDay: Int32Array.from(rows, (row) => Math.min(last, day0 + row.closed)),
    end: Uint8Array.from(rows, (row) => (day0 + row.closed > last ? 0 : row.end)),
    amount: Float64Array.from(rows, (row) => (isShown(row) ? row.amount : Number.NaN)),
    known: {
      rowCount: rows.length,
      columns: [
        {
          kind: 'category',
          name: 'seller',
          levels: company.sellers.map((_, i) => `seller ${i}`),
          codes: Int32Array.from(rows, (row) => row.seller),
        },
        {
          kind: 'category',
          name: 'product',
          levels: company.products.map((_, i) => `product ${i}`),
          codes: Int32Array.from(rows, (row) => row.product),
        },
      ],
    },
  };
}

type Chance = ReturnType<typeof seededRandom>;

function makeCompany({ uniform, normal, integer }: Chance): Company {
  const between = (low: number, high: number) => low + (high - low) * uniform();
  return {
    dealsPerQuarter: Math.exp(between(Math.log(25), Math.log(400))),
    growthAYear: between(-0.08, 0.25),
    cycleDays: Math.exp(between(Math.log(25), Math.log(160))),
    cycleShape: between(1.2, 4),
    amountSpread: between(0.4, 1.1),
    winLogit: between(-1.6, 0.4),
    sellers: Array.from({ length: 3 + integer(15) }, () => 0.5 * normal()),
    products: Array.from({ length: 1 + integer(5) }, () => ({
      amount: 0.8 * normal(),
      logit: 0.4 * normal(),
      pace: Math.exp(0.3 * normal()),
    })),
    seasonOfBuying: Array.from({ length: 12 }, (_, m) => (m === 11 ? 0.25 : m === 7 ? -0.3 : 0.1 * normal())),
    seasonOfAsking: Array.from({ length: 12 }, (_, m) => Math.exp((m === 7 || m === 11 ? -0.35 : 0.05) + 0.1 * normal())),
    lingers: between(0.05, 0.35),
    isPushing: between(0.1, 0.5),
  };
}

/** By day: 0 is usual, -0.5 a bad time. */
function makeEconomy(days: number, { uniform, normal }: Chance): Float64Array {
  const economy = new Float64Array(days);
  let mood = 0;
  let downturnUntil = -1;
  for (let day = 0; day < days; day++) {
    if (day % 7 === 0) mood = 0.96 * mood + 0.04 * normal();
    if (day > downturnUntil && uniform() < 1 / (365 * 5)) downturnUntil = day + 120 + Math.floor(uniform() * 270);
    economy[day] = mood - (day <= downturnUntil ? 0.5 : 0);
  }
  return economy;
}

function runDeal(opened: number, company: Company, economy: Float64Array, random: Chance) {
  const { uniform, normal, integer } = random;
  const seller = integer(company.sellers.length);
  const product = integer(company.products.length);
  const { amount: size, logit, pace } = company.products[product] as Company['products'][number];
  const logAmount = 9 + size + company.amountSpread * normal();
  let closed =
    opened + Math.max(1, Math.round(company.cycleDays * pace * Math.exp(0.15 * (logAmount - 9)) * gammaLike(company.cycleShape, random)));
  let pushes = 0;
  while (pushes < 5 && uniform() < company.isPushing * (1 - 0.5 * (economy[Math.min(closed, economy.length - 1)] as number))) {
    closed += 7 + Math.floor(uniform() * 60);
    pushes += 1;
  }
  const past = dayOfQuarter(closed);
  if (past < 15 && closed - past > opened && uniform() < 0.35) closed -= past + 1 + integer(5);
  const week = economy[Math.max(0, Math.min(closed, economy.length - 1))] as number;
  const score =
    company.winLogit +
    (company.sellers[seller] as number) +
    logit -
    0.25 * (logAmount - 9 - size) -
    0.3 * pushes +
    1.6 * week +
    (company.seasonOfBuying[monthOf(closed)] as number);
  const isWon = uniform() < 1 / (1 + Math.exp(-score));
  let end: 1 | 2 | 3 = isWon ? 1 : uniform() < 0.6 ? 2 : 3;
  if (!isWon && uniform() < company.lingers) {
    end = 3;
    closed += 30 + Math.floor(-120 * Math.log(1 - uniform()));
  }
  return { opened, closed, end, amount: Math.round(Math.exp(logAmount)), seller, product };
}

/** Time to the next event of a Poisson process of rate 1. */
function arrival({ uniform }: Chance): number {
  return -Math.log(1 - uniform());
}

/** A positive number of mean 1: for whole and broken shapes alike near a Gamma, by the cube of a normal (Wilson & Hilferty 1931). */
function gammaLike(shape: number, { normal }: Chance): number {
  return Math.max(0.02, 1 - 1 / (9 * shape) + normal() / (3 * Math.sqrt(shape))) ** 3;
}

function monthOf(day: number): number {
  return new Date((day0 + day) * dayMs).getUTCMonth();
}

function dayOfQuarter(day: number): number {
  const date = new Date((day0 + day) * dayMs);
  const first = Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3, 1) / dayMs;
  return day0 + day - first;
}
