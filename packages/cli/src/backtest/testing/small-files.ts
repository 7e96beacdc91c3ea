/** Small made-up files that fit their backtests; tests break them in one place each. */
const day = (number: number) => new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);

/** A whole number from 0 to below `most`, always the same for the same two numbers. */
const spread = (a: number, b: number, most: number) => (((a * 7919 + b * 104_729) % 1_000_003) * 31) % most;

/** Leads of which the larger and warmer ones are won more often. */
export function leadRows(count: number, from = 0): Record<string, string>[] {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const employees = 5 + spread(n, 1, 400);
    const source = ['Web', 'Referral', 'Fair'][spread(n, 2, 3)] as string;
    const chance = 10 + (employees > 150 ? 35 : 0) + (source === 'Referral' ? 30 : 0);
    return { row: String(n), created: day(n % 500), employees: String(employees), source, won: spread(n, 3, 100) < chance ? 'yes' : 'no' };
  });
}

/** Deals of two products, of which one is won more often and sooner. */
export function dealRows(count: number, from = 0): Record<string, string>[] {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i;
    const product = n % 2 === 0 ? 'Pump' : 'Pipe';
    const opened = Math.floor(n * 1.4);
    const length = 5 + spread(n, 4, product === 'Pump' ? 50 : 110);
    const end = spread(n, 5, 100);
    const stage = end < (product === 'Pump' ? 60 : 35) ? 'Won' : end < 85 ? 'Lost' : 'No decision';
    const isOpen = opened + length > 730;
    return {
      id: `D${n}`,
      product,
      opened: day(opened),
      closed: isOpen ? '' : day(opened + length),
      stage: isOpen ? 'Negotiation' : stage,
      amount: String(500 + spread(n, 6, 9_000)),
    };
  });
}

/** Mails among a dozen people, some of whom write often. */
export function eventRows(count: number): Record<string, string>[] {
  return Array.from({ length: count }, (_, n) => {
    const from = spread(n, 7, 12);
    const to = (from + 1 + spread(n, 8, from < 6 ? 2 : 11)) % 12;
    return { at: new Date(Date.UTC(2025, 0, 1) + n * 5_400_000).toISOString(), from: `p${from}`, to: `p${to}` };
  });
}

/** Purchases of customers who come back at their own pace. */
export function purchaseRows(customers: number): Record<string, string>[] {
  return Array.from({ length: customers }, (_, n) => {
    const first = spread(n, 9, 90);
    const times = spread(n, 10, 7) === 0 ? 8 : spread(n, 11, 4);
    const pace = 10 + spread(n, 12, 60);
    return Array.from({ length: 1 + times }, (_, k) => ({
      customer: `C${n}`,
      date: day(first + k * pace),
      amount: String(10 + spread(n, 13, 40) + spread(k, n, 9)),
    })).filter(({ date }) => date < day(400));
  }).flat();
}

/** CSV with the header of the first row. */
export function csv(rows: readonly Readonly<Record<string, string>>[], delimiter = ','): string {
  const header = Object.keys(rows[0] ?? {});
  return [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))].map((cells) => `${cells.join(delimiter)}\n`).join('');
}
