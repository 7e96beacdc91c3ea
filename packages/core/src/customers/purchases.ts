/**
 * Purchases one by one, in any order. Days are whole days since 1970-01-01; amounts in major units, NaN where unknown. An amount below 0 is a
 * return: it counts neither as a purchase nor in the money.
 */
export type Transactions = { customers: readonly string[]; days: ArrayLike<number>; amounts?: ArrayLike<number> };

/**
 * What BG/NBD and Gamma-Gamma read of each customer: `frequency` days with a purchase after the first, `recency` time from the first to
 * the last of them, `tenure` time from the first to the end of the calibration, both in units of `daysPerUnit`; `meanAmount` of the
 * repeat days, NaN where there is none or no amount is known.
 */
export type PurchaseHistories = {
  customers: readonly string[];
  daysPerUnit: number;
  frequency: Int32Array;
  recency: Float64Array;
  tenure: Float64Array;
  meanAmount: Float64Array;
  /** Days with a purchase after the calibration, up to the end of the holdout, and the money of those days. */
  holdoutPurchases: Int32Array;
  holdoutAmount: Float64Array;
};

/**
 * Sums purchases up per customer, several on one day as one (Fader & Hardie's data notes). Customers whose first purchase comes after
 * `calibrationEnd` are left out, in the order in which customers first appear.
 * @throws RangeError for lists of different length, a day that is not whole, or nothing bought until `calibrationEnd`. O(n log n).
 */
export function purchaseHistories(
  { customers, days, amounts }: Transactions,
  {
    calibrationEnd,
    holdoutEnd = Number.POSITIVE_INFINITY,
    daysPerUnit = 7,
  }: { calibrationEnd: number; holdoutEnd?: number; daysPerUnit?: number },
): PurchaseHistories {
  if (customers.length !== days.length)
    throw new RangeError(`${customers.length} customers and ${days.length} days: every purchase needs both`);
  if (amounts && amounts.length !== days.length) throw new RangeError(`${amounts.length} amounts for ${days.length} purchases`);
  const amountByDay = new Map<string, Map<number, number>>();
  for (const [i, customer] of customers.entries()) {
    const day = days[i] as number;
    if (amounts && (amounts[i] as number) < 0) continue;
    if (!Number.isInteger(day)) throw new RangeError(`day ${day} of purchase ${i} must be a whole number of days since 1970-01-01`);
    const bought = amountByDay.get(customer) ?? new Map<number, number>();
    bought.set(day, (bought.get(day) ?? 0) + (amounts ? (amounts[i] as number) : Number.NaN));
    amountByDay.set(customer, bought);
  }
  const rows = [...amountByDay]
    .map(([customer, bought]) => {
      const rising = [...bought.keys()].sort((a, b) => a - b);
      const first = rising[0] as number;
      const repeats = rising.filter((day) => day > first && day <= calibrationEnd);
      const later = rising.filter((day) => day > calibrationEnd && day <= holdoutEnd);
      return { customer, first, repeats, later, bought };
    })
    .filter(({ first }) => first <= calibrationEnd);
  if (rows.length === 0) throw new RangeError('nobody bought anything until the end of the calibration; take a later day');
  const sumOf = (bought: Map<number, number>, on: readonly number[]) => on.reduce((sum, day) => sum + (bought.get(day) as number), 0);
  return {
    customers: rows.map(({ customer }) => customer),
    daysPerUnit,
    frequency: Int32Array.from(rows, ({ repeats }) => repeats.length),
    recency: Float64Array.from(rows, ({ first, repeats }) => ((repeats.at(-1) ?? first) - first) / daysPerUnit),
    tenure: Float64Array.from(rows, ({ first }) => (calibrationEnd - first) / daysPerUnit),
    meanAmount: Float64Array.from(rows, ({ repeats, bought }) =>
      repeats.length > 0 ? sumOf(bought, repeats) / repeats.length : Number.NaN,
    ),
    holdoutPurchases: Int32Array.from(rows, ({ later }) => later.length),
    holdoutAmount: Float64Array.from(rows, ({ later, bought }) => sumOf(bought, later)),
  };
}
