import type { ImportRecord } from '@windshield/core';

/** A made-up company of the given size, with every kind of reference in it; the same number gives the same records. */
export function madeUpRecords(accounts: number): ImportRecord[] {
  const records: ImportRecord[] = [];
  const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + (n % 600))).toISOString();
  const add = (count: number, make: (n: number) => ImportRecord) => {
    for (let n = 0; n < count; n++) records.push(make(n));
  };
  add(7, (n) => ({ kind: 'users', key: `id:u${n}`, name: `Seller ${n}`, email: `seller${n}@us.example`, managerName: `Boss ${n % 2}` }));
  add(5, (n) => ({ kind: 'products', key: `id:p${n}`, name: `Product ${n}`, price: { amountMinor: 1_000 * (n + 1), currency: 'EUR' } }));
  add(accounts, (n) => ({
    kind: 'accounts',
    key: `id:a${n}`,
    name: `Company ${n}`,
    ...(n % 3 === 0 && { parent: { key: `id:a${(n * 7) % accounts}` } }),
    owner: { key: `id:u${n % 7}` },
    custom: { Region: `R${n % 4}` },
  }));
  add(accounts * 6, (n) => ({
    kind: 'contacts',
    key: `id:c${n}`,
    name: `Person ${n}`,
    account: { key: `id:a${n % accounts}` },
    points: [{ kind: 'email', value: `person${n}@company${n % accounts}.example` }],
    createdAt: day(n),
  }));
  add(accounts * 3, (n) => ({
    kind: 'deals',
    key: `id:d${n}`,
    name: `Deal ${n}`,
    ...(n % 5 !== 0 && { account: { name: `COMPANY ${n % (accounts + 9)}` } }),
    owner: { name: `Seller ${n % 9}` },
    stageName: ['New', 'Offer', 'Won', 'Lost'][n % 4] ?? 'New',
    status: n % 4 === 2 ? 'won' : n % 4 === 3 ? 'lost' : 'open',
    ...(n % 4 >= 2 && { closedAt: day(n + 50) }),
    openedAt: day(n),
    expectedCloseOn: day(n + 90).slice(0, 10),
    amount: { amountMinor: 100 * n, currency: 'EUR' },
    ...(n % 6 === 0 && { nextStep: `Call ${n}`, need: `We need ${n}` }),
    contacts: n % 2 === 0 ? [{ contact: { key: `id:c${n}` }, role: 'Buyer' }] : [],
    lines: [{ product: { key: `id:p${n % 5}` }, amountMinor: 100 * n }],
  }));
  add(accounts * 12, (n) => ({
    kind: 'interactions',
    key: `id:i${n}`,
    type: 'mail',
    direction: n % 2 === 0 ? 'in' : 'out',
    occurredAt: day(n),
    subject: `About ${n}`,
    state: 'done',
    user: { key: `id:u${n % 7}` },
    ...(n % 4 === 0 && { deal: { key: `id:d${n % (accounts * 3)}` } }),
    participants: [
      { role: n % 2 === 0 ? 'from' : 'to', address: `person${n % (accounts * 6)}@company${(n % (accounts * 6)) % accounts}.example` },
      { role: 'cc', address: `nobody${n % 50}@else.example` },
    ],
  }));
  add(accounts, (n) => ({
    kind: 'changes',
    key: `id:h${n}`,
    recordKind: 'deals',
    record: { key: `id:d${n}` },
    field: 'expectedCloseOn',
    from: day(n + 40).slice(0, 10),
    to: day(n + 90).slice(0, 10),
    occurredAt: day(n + 10),
    user: { key: `id:u${n % 7}` },
  }));
  return records;
}
