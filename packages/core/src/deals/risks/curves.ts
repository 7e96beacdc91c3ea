import type { AgeBins } from './age-bins.ts';
import type { DealSpells } from './deal-spells.ts';
import { pooledFactors } from './pooled-factors.ts';
import { quarterPhases } from './quarter-phase.ts';

/**
 * Daily hazards without a learner: one number per cause, bin of age, part of the quarter and segment. `at(...)` of a segment that was never
 * seen (-1) is that of all deals.
 */
export type Curves = {
  causes: number;
  /** Hazard per day of cause `cause` (1, 2, …). */
  at: (cause: number, bin: number, phase: number, segment: number) => number;
  /** ln of how much likelier the past is with these segments than without. */
  evidence: number;
};

export type CurveOptions = {
  /** Let the parts of the calendar quarter differ. */
  byCalendar?: boolean;
  /** Segment of each deal (-1: unknown), and how many there are. */
  segments?: { ofDeal: ArrayLike<number>; count: number };
};

const phases = quarterPhases.length;

/**
 * Piecewise constant hazards of competing ends by age: events / days at risk in each bin, which is Aalen-Johansen read bin by bin. On top of
 * it factors for parts of the quarter and for segments, and for each of their bins, every one drawn towards the wider rate as far as the
 * counts say (see {@link pooledFactors}). After the last end ever seen, half an event more than none at the rate before. O(spells + cells).
 */
export function fitCurves(spells: DealSpells, bins: AgeBins, causes: number, options: CurveOptions = {}): Curves {
  const { byCalendar = false, segments } = options;
  const binCount = bins.starts.length;
  const segmentOf = (spell: number) => (segments ? (segments.ofDeal[spells.deal[spell] as number] as number) : -1);
  const tables: { base: Float64Array; ofSegment: Float64Array | undefined }[] = [];
  let evidence = 0;
  for (let cause = 1; cause <= causes; cause++) {
    const byBin = baseRates(spells, binCount, cause);
    const base = new Float64Array(binCount * phases);
    for (let cell = 0; cell < base.length; cell++) base[cell] = byBin[Math.floor(cell / phases)] as number;
    if (byCalendar) {
      const cellOf = (i: number) => (spells.bin[i] as number) * phases + (spells.phase[i] as number);
      const counts = countsIn(spells, cause, base.length, cellOf, (i) => base[cellOf(i)] as number);
      const { factors } = factorsOfGroups(counts, binCount, phases);
      for (let cell = 0; cell < base.length; cell++) base[cell] = (base[cell] as number) * (factors[cell] as number);
    }
    let ofSegment: Float64Array | undefined;
    if (segments) {
      const cellOf = (i: number) => (segmentOf(i) < 0 ? -1 : (spells.bin[i] as number) * segments.count + segmentOf(i));
      const rateOf = (i: number) => base[(spells.bin[i] as number) * phases + (spells.phase[i] as number)] as number;
      const pooled = factorsOfGroups(countsIn(spells, cause, binCount * segments.count, cellOf, rateOf), binCount, segments.count);
      ofSegment = pooled.factors;
      evidence += pooled.evidence;
    }
    tables.push({ base, ofSegment });
  }
  return {
    causes,
    evidence,
    at: (cause, bin, phase, segment) => {
      const table = tables[cause - 1] as (typeof tables)[number];
      const rate = table.base[bin * phases + phase] as number;
      if (segment < 0 || !table.ofSegment || !segments) return Math.min(0.5, rate);
      return Math.min(0.5, rate * (table.ofSegment[bin * segments.count + segment] as number));
    },
  };
}

function baseRates(spells: DealSpells, binCount: number, cause: number): Float64Array {
  const { events, exposure } = countsIn(
    spells,
    cause,
    binCount,
    (i) => spells.bin[i] as number,
    () => 1,
  );
  const allEvents = events.reduce((sum, n) => sum + n, 0);
  const allDays = exposure.reduce((sum, n) => sum + n, 0);
  // A cause never seen is all but impossible, yet not quite.
  const overall = allDays > 0 ? Math.max(allEvents, 0.01) / allDays : 1e-6;
  const rates = new Float64Array(binCount);
  let before = overall;
  for (let bin = 0; bin < binCount; bin++) {
    const d = events[bin] as number;
    const days = exposure[bin] as number;
    // Half an event's worth of the rate before, so that an empty bin is not a certainty.
    rates[bin] = (d + 0.5) / (days + 0.5 / before);
    if (d >= 5) before = rates[bin] as number;
  }
  return rates;
}

type Counts = { events: Float64Array; exposure: Float64Array };

/** Events of a cause, and days at risk times the rate given, by cell. */
function countsIn(
  spells: DealSpells,
  cause: number,
  cells: number,
  cellOf: (spell: number) => number,
  rateOf: (spell: number) => number,
): Counts {
  const events = new Float64Array(cells);
  const exposure = new Float64Array(cells);
  for (let i = 0; i < spells.count; i++) {
    const cell = cellOf(i);
    if (cell < 0) continue;
    exposure[cell] = (exposure[cell] as number) + (spells.days[i] as number) * rateOf(i);
    if (spells.cause[i] === cause) events[cell] = (events[cell] as number) + 1;
  }
  return { events, exposure };
}

/** Factor of each group, then of each bin of it; cells are bin-major. */
function factorsOfGroups(counts: Counts, binCount: number, groups: number): { factors: Float64Array; evidence: number } {
  const events = new Float64Array(groups);
  const expected = new Float64Array(groups);
  for (let cell = 0; cell < counts.events.length; cell++) {
    const group = cell % groups;
    events[group] = (events[group] as number) + (counts.events[cell] as number);
    expected[group] = (expected[group] as number) + (counts.exposure[cell] as number);
  }
  const wide = pooledFactors(events, expected);
  const cellExpected = counts.exposure.map((days, cell) => days * (wide.factors[cell % groups] as number));
  const narrow = pooledFactors(counts.events, cellExpected);
  return {
    factors: Float64Array.from(
      { length: binCount * groups },
      (_, cell) => (wide.factors[cell % groups] as number) * (narrow.factors[cell] as number),
    ),
    evidence: wide.evidence + narrow.evidence,
  };
}
