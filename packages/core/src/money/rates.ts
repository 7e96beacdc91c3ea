import type { DayNumber } from '../time/index.ts';

/** On day `on` one unit of `from` was worth `rate` units of `to` (major units, e.g. EUR and USD). */
export type Rate = { on: DayNumber; from: string; to: string; rate: number };

/** Rates by currency pair, rising by day. */
export type RateTable = ReadonlyMap<string, readonly Rate[]>;

const minorDigits: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Digits after the point of a currency's minor unit (ISO 4217): 2 unless the standard says otherwise. */
export function minorUnitDigits(currency: string): number {
  return minorDigits[currency] ?? 2;
}

/**
 * Orders rates so that {@link convertMoney} finds them.
 * @throws RangeError for a rate that is not above 0.
 */
export function rateTable(rates: Iterable<Rate>): RateTable {
  const table = new Map<string, Rate[]>();
  for (const rate of rates) {
    if (!(rate.rate > 0 && Number.isFinite(rate.rate)))
      throw new RangeError(`rate ${rate.from} to ${rate.to}: ${rate.rate} must be a number above 0`);
    const key = `${rate.from}>${rate.to}`;
    const list = table.get(key) ?? [];
    list.push(rate);
    table.set(key, list);
  }
  for (const list of table.values()) list.sort((a, b) => a.on - b.on);
  return table;
}

/**
 * Converts minor units into minor units of another currency at the latest rate not after `on` (the first known one when
 * all are later), directly, the other way round, or through one currency between. Undefined when no rate is known: then
 * the amount is left out and said so, never taken as 0.
 */
export function convertMoney(amountMinor: number, from: string, to: string, on: DayNumber, rates: RateTable): number | undefined {
  if (from === to) return amountMinor;
  const rate = rateOn(from, to, on, rates) ?? rateThroughAnother(from, to, on, rates);
  if (rate === undefined) return undefined;
  return Math.round(amountMinor * rate * 10 ** (minorUnitDigits(to) - minorUnitDigits(from)));
}

function rateOn(from: string, to: string, on: DayNumber, rates: RateTable): number | undefined {
  const direct = lastNotAfter(rates.get(`${from}>${to}`), on);
  if (direct !== undefined) return direct.rate;
  const reverse = lastNotAfter(rates.get(`${to}>${from}`), on);
  return reverse === undefined ? undefined : 1 / reverse.rate;
}

function rateThroughAnother(from: string, to: string, on: DayNumber, rates: RateTable): number | undefined {
  const between = new Set<string>();
  for (const key of rates.keys()) for (const currency of key.split('>')) between.add(currency);
  for (const currency of [...between].sort()) {
    const first = rateOn(from, currency, on, rates);
    const second = first === undefined ? undefined : rateOn(currency, to, on, rates);
    if (first !== undefined && second !== undefined) return first * second;
  }
  return undefined;
}

function lastNotAfter(list: readonly Rate[] | undefined, on: DayNumber): Rate | undefined {
  return list?.findLast((rate) => rate.on <= on) ?? list?.[0];
}
