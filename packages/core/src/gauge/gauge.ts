/** What a number is measured in. `dayNumber`: days since 1970-01-01; `minor`: minor units of the gauge's `currency`. */
export type GaugeUnit = 'probability' | 'days' | 'dayNumber' | 'minor';

/** A record behind a number, to be opened by the reader. */
export type RecordRef = {
  kind: 'account' | 'contact' | 'lead' | 'deal' | 'interaction' | 'change' | 'nextStep' | 'need' | 'note' | 'user';
  id: string;
};

/** Records too many to list one by one: the filter of a list view that shows them. */
export type RecordQuery = { room: 'deals' | 'people' | 'accounts' | 'interactions'; filter: Record<string, string> };

/**
 * One term of a number: `effect` is in the gauge's unit, so that the start and all reasons add up to the value.
 * `key` and `params` say the same as `text` for those who write it in another language.
 */
export type Reason = {
  key: string;
  text: string;
  effect: number;
  params?: Record<string, string | number>;
  records: RecordRef[];
  query?: RecordQuery;
};

/** How the same method did on this company's own past, said then and checked since. */
export type TrackRecord = {
  saidFrom: number;
  saidTo: number;
  happened: number;
  n: number;
  /** 1 - Brier / Brier of the base rate, over all that was said; above 0 is better than the base rate. */
  brierSkill: number;
  text: string;
};

/** A number with its interval, reasons and records. Plain JSON. */
export type KnownGauge = {
  kind: 'known';
  unit: GaugeUnit;
  currency?: string;
  value: number;
  /** Where the quantity lies with probability `level`. */
  interval: [low: number, high: number];
  level: 0.8;
  /** Cases that the number rests on. */
  n: number;
  method: string;
  /** ISO day for which it holds. */
  asOf: string;
  start: Reason;
  /** Largest effect first; `start.effect` plus these is `value`. */
  reasons: Reason[];
  /** How much of the work the data show, in words. */
  seen: string;
  trackRecord?: TrackRecord;
  /** Set when the past no longer resembles now, in words. */
  drift?: string;
};

/** Not enough is known: what is missing, in words, and how many more cases would do where that is the reason. */
export type InsufficientGauge = {
  kind: 'insufficient';
  unit: GaugeUnit;
  currency?: string;
  missing: string;
  missingKey: string;
  needed?: number;
  n: number;
  method: string;
  asOf: string;
  seen: string;
};

export type Gauge = KnownGauge | InsufficientGauge;

/** Facts for {@link knownGauge}; the value is the sum of the start and the reasons. */
export type KnownGaugeParts = Omit<KnownGauge, 'kind' | 'value' | 'level'>;

/**
 * Builds a known gauge: adds up the reasons, puts the largest first and keeps the value inside its interval.
 * @throws RangeError when an effect or a bound is not a finite number.
 */
export function knownGauge(parts: KnownGaugeParts): KnownGauge {
  const reasons = [...parts.reasons].sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.key < b.key ? -1 : 1));
  const value = reasons.reduce((sum, reason) => sum + reason.effect, parts.start.effect);
  const [low, high] = parts.interval;
  if (!Number.isFinite(value) || !Number.isFinite(low) || !Number.isFinite(high)) {
    throw new RangeError(`gauge "${parts.start.key}": value ${value} and interval ${low} to ${high} must be finite numbers`);
  }
  return { ...parts, kind: 'known', value, level: 0.8, reasons, interval: [Math.min(low, value), Math.max(high, value)] };
}

/** Builds the state "unknown": never a zero, always what is missing. */
export function insufficientGauge(parts: Omit<InsufficientGauge, 'kind'>): InsufficientGauge {
  return { kind: 'insufficient', ...parts };
}
