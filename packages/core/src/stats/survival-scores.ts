/** Follow-up in any unit of time: `events` 0 still open when last seen, else the number (1, 2, …) of what ended it. */
export type Followed = { ages: ArrayLike<number>; events: ArrayLike<number> };

/** The chance, said beforehand, that case `i` has ended (by the cause asked for) at `age` or before. */
export type SaidByAge = (i: number, age: number) => number;

export type BrierOptions = {
  /** Which end is foreseen; any end unless told. With a cause, cases ended by another count as "did not happen", for good. */
  cause?: number;
  /** Cases from which the chance of being still watched is learned; the judged ones unless told. */
  censoringFrom?: Followed;
};

/**
 * Brier score by age with inverse probability of censoring weights (Graf, Schmoor, Sauerbrei & Schumacher 1999; one of several
 * causes: Schoop et al. 2011): a case ended by then weighs 1 / G(its age -), one still open beyond it 1 / G(age), one lost from sight before
 * nothing; G is the Kaplan-Meier share still watched. At the same age ends go before losses from sight. NaN where nobody is watched so long.
 * O(n log n + n * ages).
 * @param ages in rising order
 */
export function brierByAge(followed: Followed, said: SaidByAge, ages: ArrayLike<number>, options: BrierOptions = {}): Float64Array {
  const weights = censoringWeights(followed, options.censoringFrom ?? followed);
  const n = followed.ages.length;
  return Float64Array.from(ages, (age) => {
    const stillWatched = weights.at(age);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const event = followed.events[i] as number;
      if ((followed.ages[i] as number) > age) sum += said(i, age) ** 2 / stillWatched;
      else if (event > 0) {
        const happened = options.cause === undefined || event === options.cause ? 1 : 0;
        sum += (happened - said(i, age)) ** 2 * (weights.ofCase[i] as number);
      }
    }
    return stillWatched > 0 ? sum / n : Number.NaN;
  });
}

/**
 * {@link brierByAge} integrated over the ages by the trapezoid rule and divided by their range (Graf et al. 1999). 0.25 is what always
 * saying one half gets; the reference is Kaplan-Meier or Aalen-Johansen of the past. Undefined for fewer than two ages, or where nobody is
 * watched as long as the last.
 */
export function integratedBrier(
  followed: Followed,
  said: SaidByAge,
  ages: ArrayLike<number>,
  options: BrierOptions = {},
): number | undefined {
  return meanOverAges(ages, brierByAge(followed, said, ages, options));
}

/**
 * The part of each case in {@link integratedBrier}: their mean is the score, so that two models can be compared case by case
 * (see `differenceInterval`). G is taken as known. Same cost.
 */
export function integratedBrierOfCases(
  followed: Followed,
  said: SaidByAge,
  ages: ArrayLike<number>,
  options: BrierOptions = {},
): Float64Array {
  const weights = censoringWeights(followed, options.censoringFrom ?? followed);
  const grid = Float64Array.from(ages);
  const watched = grid.map((age) => weights.at(age));
  return Float64Array.from({ length: followed.ages.length }, (_, i) => {
    const event = followed.events[i] as number;
    const happened = options.cause === undefined || event === options.cause ? 1 : 0;
    const losses = grid.map((age, g) => {
      if ((followed.ages[i] as number) > age) return said(i, age) ** 2 / (watched[g] as number);
      return event > 0 ? (happened - said(i, age)) ** 2 * (weights.ofCase[i] as number) : 0;
    });
    return meanOverAges(grid, losses) ?? Number.NaN;
  });
}

function meanOverAges(ages: ArrayLike<number>, values: Float64Array): number | undefined {
  let area = 0;
  for (let g = 1; g < ages.length; g++) {
    const width = (ages[g] as number) - (ages[g - 1] as number);
    if (!(width > 0)) throw new RangeError(`ages must rise; ${ages[g - 1]} is followed by ${ages[g]}`);
    area += (width * ((values[g] as number) + (values[g - 1] as number))) / 2;
  }
  const mean = area / ((ages[ages.length - 1] as number) - (ages[0] as number));
  return Number.isFinite(mean) ? mean : undefined;
}

/** 1 / G(age -) of each ended case (0 for open ones), and G at any age. */
function censoringWeights(followed: Followed, from: Followed): { ofCase: Float64Array; at: (age: number) => number } {
  const order = Uint32Array.from({ length: from.ages.length }, (_, i) => i).sort(
    (a, b) => (from.ages[a] as number) - (from.ages[b] as number) || Number(from.events[a] === 0) - Number(from.events[b] === 0),
  );
  const lostAt: number[] = [];
  const watched: number[] = [];
  let share = 1;
  for (const [place, i] of order.entries()) {
    if (from.events[i] !== 0) continue;
    share *= 1 - 1 / (order.length - place);
    if (lostAt.at(-1) === from.ages[i]) watched[watched.length - 1] = share;
    else {
      lostAt.push(from.ages[i] as number);
      watched.push(share);
    }
  }
  const shareAfter = (age: number, countsItself: boolean): number => {
    let low = 0;
    let high = lostAt.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((lostAt[middle] as number) < age || (countsItself && lostAt[middle] === age)) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 1 : (watched[low - 1] as number);
  };
  const ofCase = Float64Array.from({ length: followed.ages.length }, (_, i) => {
    if (followed.events[i] === 0) return 0;
    const before = shareAfter(followed.ages[i] as number, false);
    return before > 0 ? 1 / before : 0;
  });
  return { ofCase, at: (age) => shareAfter(age, true) };
}
