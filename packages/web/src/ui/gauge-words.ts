import { dayMs } from '@windshield/core';
import type { GaugeUnit, KnownGauge } from './gauge-types.ts';
import { formatDate, formatMoney, formatNumber } from './locale.ts';

type Measured = Pick<KnownGauge, 'unit'> & { currency?: string | undefined };

/** A gauge's value in words of its unit: "62 %", "57 days", "8 Dec", "€36,500". */
export function gaugeValue(reading: KnownGauge): string {
  return inUnit(reading.value, reading);
}

/** The interval, the unit said once: "48–74 %", "40–90 days", "8 Dec – 20 Dec"; ends that read alike are said once: "<1 %". */
export function gaugeInterval(reading: KnownGauge): string {
  const ends = reading.interval.map((end) => {
    if (reading.unit === 'probability') return percentNumber(end);
    return reading.unit === 'days' ? formatNumber(end) : inUnit(end, reading);
  });
  const unit = { probability: ' %', days: ' days', dayNumber: '', minor: '' }[reading.unit];
  return `${[...new Set(ends)].join(unit === '' ? ' – ' : '–')}${unit}`;
}

/** What a reason adds or takes, with its sign: "+15", "−5", "+12 days", "+€4,000"; undefined when it informs without a number. */
export function gaugeEffect(effect: number, measured: Measured): string | undefined {
  if (effect === 0) return undefined;
  const sign = effect > 0 ? '+' : '−';
  const size = Math.abs(effect);
  if (measured.unit === 'probability') return `${sign}${size * 100 < 0.95 ? formatNumber(size * 100, 1) : percentNumber(size)}`;
  if (measured.unit === 'minor') return `${sign}${formatMoney(size, measured.currency ?? 'XXX', 'short')}`;
  return `${sign}${formatNumber(size)} ${Math.round(size) === 1 ? 'day' : 'days'}`;
}

function inUnit(value: number, { unit, currency }: Measured): string {
  const writers: Record<GaugeUnit, () => string> = {
    probability: () => `${percentNumber(value)} %`,
    days: () => `${formatNumber(value)} ${Math.round(value) === 1 ? 'day' : 'days'}`,
    dayNumber: () => formatDate(new Date(Math.round(value) * dayMs).toISOString().slice(0, 10)),
    minor: () => formatMoney(Math.round(value), currency ?? 'XXX', 'short'),
  };
  return writers[unit]();
}

/** Whole per cent, but never a false 0 or 100: a chance that exists is not nothing. */
function percentNumber(share: number): string {
  const points = share * 100;
  if (points > 0 && points < 1) return '<1';
  if (points < 100 && points > 99) return '>99';
  return formatNumber(points);
}
