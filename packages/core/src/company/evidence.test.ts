import { describe, expect, test } from 'vitest';
import {
  type DealRecord,
  drawPoisson,
  evidenceCases,
  type ImportRecord,
  type InteractionRecord,
  type NextStepRecord,
  seededRandom,
  studyEvidence,
} from '../index.ts';

const dayMs = 86_400_000;
const begin = Date.parse('2024-01-01T09:00:00Z');
const at = (days: number) => new Date(begin + days * dayMs).toISOString();

function deal(id: string, openedDay: number, end: { status: DealRecord['status']; day?: number } = { status: 'open' }): DealRecord {
  return {
    kind: 'deals',
    key: `id:${id}`,
    name: id,
    account: { key: `id:account of ${id}` },
    stageName: end.status,
    status: end.status,
    openedAt: at(openedDay),
    amount: { amountMinor: 100_000, currency: 'EUR' },
    contacts: [],
    lines: [],
    ...(end.day === undefined ? {} : { closedAt: at(end.day) }),
  };
}

let written = 0;
function touch(dealId: string, day: number, more: Partial<InteractionRecord> = {}): InteractionRecord {
  return {
    kind: 'interactions',
    key: `id:touch ${++written}`,
    type: 'mail',
    direction: 'out',
    occurredAt: at(day),
    state: 'done',
    deal: { key: `id:${dealId}` },
    participants: [],
    ...more,
  };
}

const fromBuyer = (name: string): Partial<InteractionRecord> => ({
  direction: 'in',
  participants: [{ role: 'from', contact: { email: `${name}@buyer.example` } }],
});

function columns(records: ImportRecord[], ageDays = 30): Record<string, number> {
  const other = deal('other', 0);
  const last = touch('other', 400);
  const { controls, volume, ownVolume, quality, openedAt } = evidenceCases([...records, other, last], { ageDays });
  const row = Array.from(openedAt).findIndex((opened) => opened > begin);
  return Object.fromEntries(
    [controls, volume, ownVolume, quality].flatMap(({ columns }) =>
      columns.map((column) => [column.name, (column.kind === 'number' ? column.values[row] : column.codes[row]) as number]),
    ),
  );
}

describe('a deal as it was known at an age', () => {
  test('nothing that came later is in it', () => {
    const early = [deal('a', 1), touch('a', 3), touch('a', 5, fromBuyer('ann'))];
    const later = [
      touch('a', 32),
      touch('a', 40, fromBuyer('bob')),
      touch('a', 20, { state: 'planned' }),
      touch('a', 20, { state: 'cancelled' }),
      touch('a', 20, { createdAt: at(45) }),
      {
        kind: 'nextSteps',
        key: 'id:s',
        what: 'send an offer',
        promisedBy: 'us',
        deal: { key: 'id:a' },
        status: 'kept',
        createdAt: at(50),
      } as NextStepRecord,
    ];
    const known = columns([...early, touch('a', 10, { createdAt: at(10) })]);
    const withLater = columns([...early, touch('a', 10, { createdAt: at(10) }), ...later]);
    for (const [name, value] of Object.entries(known)) expect(withLater[name], name).toBe(value);
  });
  test('what the buyer asked for is not our own accord', () => {
    const found = columns([
      deal('a', 1),
      touch('a', 2, { threadKey: 't' }),
      touch('a', 3, { ...fromBuyer('ann'), threadKey: 't' }),
      touch('a', 4, { threadKey: 't' }),
      touch('a', 5, { threadKey: 'u' }),
      touch('a', 6, { subject: 'Re: your question' }),
      touch('a', 7, { type: 'meeting', direction: 'both' }),
    ]);
    expect(Math.expm1(found['mails out'] as number)).toBeCloseTo(4, 9);
    expect(Math.expm1(found['touches'] as number)).toBeCloseTo(5, 9);
    expect(Math.expm1(found['mails of our own accord'] as number)).toBeCloseTo(2, 9);
    expect(Math.expm1(found['touches of our own accord'] as number)).toBeCloseTo(2, 9);
  });
  test('buyers count by their part in it: three messages of one and one of another are fewer than two', () => {
    const equal = columns([deal('a', 1), touch('a', 2, fromBuyer('ann')), touch('a', 3, fromBuyer('bob'))]);
    const uneven = columns([deal('a', 1), ...[2, 3, 4].map((day) => touch('a', day, fromBuyer('ann'))), touch('a', 5, fromBuyer('bob'))]);
    expect(Math.expm1(equal['buyers engaged'] as number)).toBeCloseTo(2, 9);
    // exp of the entropy of 3/4 and 1/4.
    expect(Math.expm1(uneven['buyers engaged'] as number)).toBeCloseTo(1.7548, 4);
  });
  test('who sent a mail says which way it went, where the export does not', () => {
    const users = ['Sam', 'Kim'].map(
      (name): ImportRecord => ({ kind: 'users', key: `id:${name}`, name, email: `${name}@us.example` }) as never,
    );
    const contact = { kind: 'contacts', key: 'id:c', name: 'Ann', points: [{ kind: 'email', value: 'ann@buyer.example' }] } as never;
    const sentBy = (address: string) => touch('a', 3, { participants: [{ role: 'from', address }] });
    const found = columns([...users, contact, deal('a', 1), sentBy('ann@buyer.example'), sentBy('kim@us.example')]);
    expect(Math.expm1(found['mails out'] as number)).toBeCloseTo(1, 9);
    expect(Math.expm1(found['buyers engaged'] as number)).toBeCloseTo(1, 9);
  });
  test('where no user has an address, who sends most of the mail is us, and no buyer', () => {
    const sent = touch('a', 2, { participants: [{ role: 'from', address: 'kim@us.example' }] });
    const meeting = touch('a', 3, {
      type: 'meeting',
      direction: 'both',
      participants: ['kim@us.example', 'ann@buyer.example'].map((address) => ({ role: 'to', address })),
    });
    expect(Math.expm1(columns([deal('a', 1), sent, meeting])['buyers engaged'] as number)).toBeCloseTo(1, 9);
  });
  test('touches that name only the account belong to the deal that was open then', () => {
    const account = { kind: 'accounts', key: 'id:account of a', name: 'A' } as const;
    const found = columns([account, deal('a', 1), touch('a', 2), { ...touch('a', 3), deal: undefined, account: { name: 'A' } } as never]);
    expect(Math.expm1(found['mails out'] as number)).toBeCloseTo(2, 9);
  });
  test('a deal that had ended before the age is left out, and counted', () => {
    const { openedAt, leftOut } = evidenceCases(
      [deal('a', 1, { status: 'won', day: 20 }), deal('b', 1, { status: 'lost', day: 60 }), deal('c', 390), touch('b', 400)],
      { ageDays: 30 },
    );
    expect(openedAt).toHaveLength(1);
    expect(leftOut).toEqual({ renewals: 0, endedBefore: 1, tooYoung: 1, undated: 0 });
  });
  test('an amount is taken back to what it was', () => {
    const change = {
      kind: 'changes',
      key: 'id:c',
      recordKind: 'deals',
      record: { key: 'id:a' },
      field: 'amount',
      from: '500',
      to: '1000',
      occurredAt: at(80),
    } as const;
    expect(Math.expm1(columns([deal('a', 1), change])['amount'] as number)).toBeCloseTo(50_000, 3);
  });
});

/** A company of one line: how busy and how good an exchange is are drawn apart, and one of them, or neither, decides. */
function company(seed: number, deals: number, what: 'quality' | 'volume' | 'neither'): ImportRecord[] {
  const random = seededRandom(seed);
  const records: ImportRecord[] = [];
  for (let i = 0; i < deals; i++) {
    const id = `d${i}`;
    const busy = random.normal();
    const good = random.normal();
    const opened = (i * 900) / deals;
    const decides = what === 'quality' ? good : what === 'volume' ? busy : random.normal();
    const isWon = random.uniform() < 1 / (1 + Math.exp(0.8 - 1.4 * decides));
    records.push(deal(id, opened, { status: isWon ? 'won' : 'lost', day: opened + 35 + 60 * random.uniform() }));
    const share = 0.75 / (1 + Math.exp(-1.5 * good));
    for (let n = drawPoisson(random, 9 * Math.exp(0.5 * busy)); n > 0; n--) {
      const day = opened + 24 * random.uniform();
      records.push(touch(id, day, { threadKey: `${id} ${n}` }));
      if (random.uniform() < share)
        records.push(touch(id, day + 2 * random.uniform(), { ...fromBuyer(`b${random.integer(4)}`), threadKey: `${id} ${n}` }));
    }
  }
  return [...records, touch('d0', 1100)];
}

describe('the verdict', () => {
  const study = (records: ImportRecord[]) => studyEvidence(evidenceCases(records, { ageDays: 30 }), { seed: 1, draws: 400 });
  test.each(['quality', 'volume'] as const)('names %s where it decides', (what) => {
    const { verdict, sentence } = study(company(5, 600, what));
    expect(verdict).toBe(what);
    expect(sentence).toMatch(what === 'quality' ? /quality of the exchange told more/ : /volume mattered more/);
  });
  test('names neither where neither decides', () => {
    const { verdict, sentence, won } = study(company(6, 600, 'neither'));
    expect(verdict).toBe('noDifference');
    expect(sentence).toContain('no difference was found');
    expect(won.finding).toBe('nothingTells');
  });
  test('busy sellers who have the better territory are not taken for volume', () => {
    const random = seededRandom(11);
    const verdicts = [1, 2].map((seed) => {
      const busy = Array.from({ length: 8 }, () => random.normal());
      const ofSeller = (id: string) => Number(id.slice(1)) % busy.length;
      const records = company(seed, 600, 'neither').map((record): ImportRecord => {
        if (record.kind !== 'deals') return record;
        const seller = ofSeller(record.name);
        const isWon = random.uniform() < 1 / (1 + Math.exp(0.8 - 1.2 * (busy[seller] as number)));
        return { ...record, owner: { key: `id:seller ${seller}` }, status: isWon ? 'won' : 'lost' };
      });
      const more = records.flatMap((record) => {
        if (record.kind !== 'deals') return [];
        const mails = drawPoisson(random, 6 * Math.exp(0.7 * (busy[ofSeller(record.name)] as number)));
        const opened = (Date.parse(record.openedAt as string) - begin) / dayMs;
        return Array.from({ length: mails }, (_, i) =>
          touch(record.name, opened + 20 * random.uniform(), { threadKey: `${record.name} more ${i}` }),
        );
      });
      return study([...records, ...more]).verdict;
    });
    expect(verdicts).toEqual(['noDifference', 'noDifference']);
  });
  test('of 30 deals it says that they are too few', () => {
    const { verdict, sentence } = study(company(7, 30, 'quality'));
    expect(verdict).toBe('tooLittleData');
    expect(sentence).toContain('Too little data');
  });
  test('without anything from buyers it says what is missing', () => {
    const mute = company(8, 200, 'volume').filter((record) => record.kind !== 'interactions' || record.direction !== 'in');
    const { verdict, sentence } = study(mute);
    expect(verdict).toBe('tooLittleData');
    expect(sentence).toContain('nothing that buyers wrote is in the data');
  });
  test('the same records and seed give the same evidence', () => {
    const records = company(9, 300, 'quality');
    expect(study(records)).toEqual(study(records));
  });
  test('the order of the records does not matter', () => {
    const records = company(9, 120, 'quality');
    expect(evidenceCases([...records].reverse(), { ageDays: 30 })).toEqual(evidenceCases(records, { ageDays: 30 }));
  });
  test('no data at all is no crash', () => {
    expect(study([]).verdict).toBe('tooLittleData');
  });
});
