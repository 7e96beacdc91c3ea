/** Follow-up of many cases; `event` 0: still open when last seen, 1, 2, …: what ended it. Ages in whole days, 0 or more. */
export type FollowUp = { ages: ArrayLike<number>; events: ArrayLike<number> };

export type SurvivalStep = { age: number; atRisk: number; events: number; survival: number; low: number; high: number };

/** 90 % point of the standard normal: an 80 % interval. */
export const z80 = 1.2815515655446004;

/**
 * Kaplan-Meier estimate of the share still open after each age at which something ended (Kaplan & Meier 1958), with
 * 80 % intervals from Greenwood's variance on the log-log scale (Kalbfleisch & Prentice 1980, 1.4), which stay inside 0..1.
 * Cases censored at an age count as at risk at that age. O(n + largest age).
 */
export function kaplanMeier(followUp: FollowUp): SurvivalStep[] {
  const { ended, left } = countByAge(followUp, 1);
  const steps: SurvivalStep[] = [];
  let atRisk = followUp.ages.length;
  let survival = 1;
  let greenwood = 0;
  const events = ended[0] as Float64Array;
  for (let age = 0; age < left.length; age++) {
    const now = events[age] as number;
    if (now > 0) {
      survival *= 1 - now / atRisk;
      greenwood += atRisk > now ? now / (atRisk * (atRisk - now)) : 0;
      steps.push({ age, atRisk, events: now, survival, ...logLogInterval(survival, greenwood) });
    }
    atRisk -= now + (left[age] as number);
  }
  return steps;
}

function logLogInterval(survival: number, greenwood: number): { low: number; high: number } {
  if (survival <= 0 || survival >= 1) return { low: survival, high: survival };
  const logSurvival = Math.log(survival);
  const spread = (z80 * Math.sqrt(greenwood)) / Math.abs(logSurvival);
  return { low: survival ** Math.exp(spread), high: survival ** Math.exp(-spread) };
}

/**
 * Counts by age in days: `ended[k-1][age]` cases that event k ended at that age, `left[age]` cases last seen open then.
 * @throws RangeError for an age that is negative or not whole.
 */
export function countByAge(followUp: FollowUp, causes: number): { ended: Float64Array[]; left: Float64Array } {
  let oldest = 0;
  for (let i = 0; i < followUp.ages.length; i++) {
    const age = followUp.ages[i] as number;
    if (!Number.isInteger(age) || age < 0) throw new RangeError(`age ${age} of case ${i} must be a whole number of days, 0 or more`);
    if (age > oldest) oldest = age;
  }
  const ended = Array.from({ length: causes }, () => new Float64Array(oldest + 1));
  const left = new Float64Array(oldest + 1);
  for (let i = 0; i < followUp.ages.length; i++) {
    const age = followUp.ages[i] as number;
    const counts = ended[(followUp.events[i] as number) - 1] ?? left;
    counts[age] = (counts[age] as number) + 1;
  }
  return { ended, left };
}

/** Cumulative incidence by day of age: `incidence[k][age]` share ended by cause k until then, `open[age]` the rest. */
export type CumulativeIncidence = { incidence: Float64Array[]; open: Float64Array; atRisk: Float64Array };

/**
 * Aalen-Johansen estimate for competing ends (Aalen & Johansen 1978): F_k(t) = sum over u <= t of S(u-1) h_k(u), with
 * S the share that nothing has ended yet. 1 - Kaplan-Meier per cause, which treats the other ends as if they might still
 * come, would say too much.
 *
 * `lean` draws the daily hazards towards those of a wider kind as if `strength` more cases of it had been followed.
 * O(n + causes * largest age).
 */
export function aalenJohansen(
  followUp: FollowUp,
  causes: number,
  lean?: { strength: number; hazards: readonly ArrayLike<number>[] },
): CumulativeIncidence & { hazards: Float64Array[] } {
  const { ended, left } = countByAge(followUp, causes);
  const length = Math.max(left.length, ...(lean?.hazards.map((hazard) => hazard.length) ?? [0]));
  const incidence = Array.from({ length: causes }, () => new Float64Array(length));
  const hazards = Array.from({ length: causes }, () => new Float64Array(length));
  const open = new Float64Array(length);
  const atRisk = new Float64Array(length);
  const strength = lean?.strength ?? 0;
  let remaining = followUp.ages.length;
  let survival = 1;
  for (let age = 0; age < length; age++) {
    atRisk[age] = remaining;
    let hazardOfAll = 0;
    let gone = left[age] ?? 0;
    for (let k = 0; k < causes; k++) {
      const events = ended[k]?.[age] ?? 0;
      gone += events;
      const weight = remaining + strength;
      const hazard = weight > 0 ? (events + strength * (lean?.hazards[k]?.[age] ?? 0)) / weight : 0;
      (hazards[k] as Float64Array)[age] = hazard;
      const curve = incidence[k] as Float64Array;
      curve[age] = (age > 0 ? (curve[age - 1] as number) : 0) + survival * hazard;
      hazardOfAll += hazard;
    }
    survival *= Math.max(0, 1 - hazardOfAll);
    open[age] = survival;
    remaining -= gone;
  }
  return { incidence, open, atRisk, hazards };
}
