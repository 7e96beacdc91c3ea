import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeRecord, DealRecord, InteractionRecord, NextStepRecord } from '../../imports/index.ts';
import { seededRandom } from '../../stats/index.ts';
import { isoDay } from '../../time/index.ts';
import { type DealDiary, type DealRecords, dealDiaries } from './deal-diary.ts';
import { fitDealRisks } from './deal-risks.ts';
import { dealsAsKnown, dealWeeks, usualRhythm } from './deal-weeks.ts';
import { chancesAhead } from './deals-ahead.ts';
import { liveHistories } from './live-histories.ts';
import { alarmThreshold, chancesToVanish, fitVanishing, judgedWeeks, vanishedOn, whyVanishing } from './vanishing.ts';

const start = 19_000;
const at = (day: number) => `${isoDay(start + day)}T10:00:00Z`;
const on = (day: number) => isoDay(start + day);
const rhythm = { usualGapDays: 5, longGapDays: 20 };

const deal = (over: Partial<DealRecord> = {}): DealRecord => ({
  kind: 'deals',
  key: 'd',
  name: 'Pump',
  stageName: 'Offer',
  status: 'open',
  openedAt: at(0),
  expectedCloseOn: on(80),
  contacts: [],
  lines: [],
  ...over,
});
const touch = (day: number, direction: 'in' | 'out', key = `i${day}${direction}`): InteractionRecord => ({
  kind: 'interactions',
  key,
  type: 'mail',
  direction,
  occurredAt: at(day),
  state: 'done',
  deal: { key: 'd' },
  participants: [{ role: direction === 'in' ? 'from' : 'to', contact: { key: 'lea' } }],
});
const moved = (day: number, from: number, to: number, reason?: string): ChangeRecord => ({
  kind: 'changes',
  key: `c${day}`,
  recordKind: 'deals',
  record: { key: 'd' },
  field: 'expectedCloseOn',
  from: on(from),
  to: on(to),
  occurredAt: at(day),
  ...(reason === undefined ? {} : { reason }),
});
const meeting = (day: number, knownFrom: number): InteractionRecord => ({
  ...touch(day, 'in', `m${day}`),
  type: 'meeting',
  direction: 'both',
  createdAt: at(knownFrom),
});
const step = (madeOn: number, settledOn: number | undefined, key = `s${madeOn}`): NextStepRecord => ({
  kind: 'nextSteps',
  key,
  what: 'send the figures',
  promisedBy: 'them',
  deal: { key: 'd' },
  dueOn: on(madeOn + 5),
  createdAt: at(madeOn),
  status: settledOn === undefined ? 'open' : 'kept',
  ...(settledOn === undefined ? {} : { settledAt: at(settledOn) }),
});
const only = (records: Partial<DealRecords>, asOf = start + 200): DealDiary =>
  dealDiaries({ deals: [deal()], changes: [], interactions: [], nextSteps: [], ...records }, asOf)[0] as DealDiary;
const valuesOn = (diary: DealDiary, day: number) => {
  const { table } = dealsAsKnown([diary], rhythm, [{ deal: 0, day: start + day }]);
  return Object.fromEntries(
    table.columns.map((column) => [column.name, column.kind === 'number' ? column.values[0] : column.levels[column.codes[0] as number]]),
  );
};

describe('a deal as it was known in a week', () => {
  test('what comes later changes nothing', () => {
    const days = fc.array(fc.integer({ min: 0, max: 180 }), { maxLength: 12 });
    fc.assert(
      fc.property(
        days,
        days,
        days,
        days,
        fc.integer({ min: 7, max: 150 }),
        fc.constantFrom('open', 'won', 'lost'),
        (ins, outs, moves, steps, day, status) => {
          const record = (part: (key: number) => boolean) => ({
            interactions: [
              ...ins.filter(part).map((one, i) => touch(one, 'in', `i${i}`)),
              ...outs.filter(part).map((one, i) => touch(one, 'out', `o${i}`)),
            ],
            changes: moves.filter(part).map((one, i) => ({ ...moved(one, 80, 80 + one), key: `c${i}` })),
            nextSteps: steps.filter(part).map((one, i) => step(one, part(one + 3) ? one + 3 : undefined, `s${i}`)),
          });
          const whole = only({ ...record(() => true), deals: [deal(status === 'open' ? {} : { status, closedAt: at(190) })] });
          const then = only({ ...record((one) => one < day), deals: [deal()] });
          // Both files know that close dates are moved now and then, and where this one stood at first.
          const known = (diary: DealDiary): DealDiary => ({ ...diary, firstDate: start + 80 });
          expect(valuesOn(known(whole), day)).toEqual(valuesOn(known(then), day));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('silence, answers, pushes, promises and meetings ahead are read as a person would', () => {
    const diary = only({
      interactions: [
        touch(1, 'out'),
        touch(4, 'in'),
        touch(6, 'out'),
        touch(16, 'in'),
        touch(20, 'out'),
        touch(24, 'out'),
        meeting(40, 22),
      ],
      changes: [moved(18, 80, 120, 'budget round moved')],
      nextSteps: [step(10, undefined)],
    });
    expect(valuesOn(diary, 30)).toMatchObject({
      'age in days': 30,
      'days quiet': 14,
      'unanswered messages': 2,
      'days they took to answer lately': 6.5,
      pushes: 1,
      'days to the expected close': 90,
      'meetings ahead': 1,
      'overdue steps': 1,
      'their people so far': 1,
    });
    expect(valuesOn(diary, 21)['meetings ahead']).toBe(0);
    expect(valuesOn(diary, 17)).toMatchObject({ pushes: 0, 'days to the expected close': 63 });
  });

  test('of a deal without kept changes, what it says after its end is not taken for what was known before', () => {
    expect(valuesOn(only({ deals: [deal({ status: 'won', stageName: 'Won', closedAt: at(80) })] }), 30)).toMatchObject({
      'days to the expected close': Number.NaN,
      stage: undefined,
    });
  });
});

describe('vanishing', () => {
  const lastHeard = [touch(2, 'in'), touch(9, 'in'), touch(16, 'in'), touch(23, 'in')];
  test('is silence beyond their own habit that ended without a decision, or such an end', () => {
    const gone = deal({ status: 'lost', stageName: 'Lost', lossReason: 'No decision', closedAt: at(120) });
    // Three own gaps of 7 days and five of everybody's 20: 15.1 days are long for them.
    expect(vanishedOn(only({ deals: [gone], interactions: lastHeard }), rhythm)).toBe(start + 23 + 17);
    expect(vanishedOn(only({ deals: [{ ...gone, closedAt: at(30) }], interactions: lastHeard }), rhythm)).toBe(start + 30);
    expect(vanishedOn(only({ deals: [gone], interactions: [...lastHeard, meeting(70, 20)] }), rhythm)).toBeGreaterThan(start + 70);
  });
  test('a yes or a no after silence is none, and of an open deal nobody knows at first', () => {
    expect(vanishedOn(only({ deals: [deal({ status: 'won', closedAt: at(120) })], interactions: lastHeard }), rhythm)).toBeUndefined();
    expect(
      vanishedOn(only({ deals: [deal({ status: 'lost', competitor: 'Acme', closedAt: at(120) })], interactions: lastHeard }), rhythm),
    ).toBeUndefined();
    expect(vanishedOn(only({ interactions: lastHeard }, start + 30), rhythm)).toBeUndefined();
    expect(vanishedOn(only({ interactions: lastHeard }, start + 45), rhythm)).toBe('unclear');
    expect(vanishedOn(only({ interactions: lastHeard }, start + 90), rhythm)).toBe(start + 40);
  });

  test('is foretold from weeks before it, with reasons that add up', () => {
    const diaries = manyDeals(260);
    const weeks = judgedWeeks(diaries, dealWeeks(diaries, rhythm, start, start + 900), usualRhythm(diaries, start + 900), start + 900);
    const model = fitVanishing(weeks, 1) ?? expect.unreachable();
    const chances = chancesToVanish(model, weeks.table);
    const mean = (which: 0 | 1) => {
      const rows = Array.from(chances).filter((_, row) => weeks.vanished[row] === which);
      return rows.reduce((sum, p) => sum + p, 0) / rows.length;
    };
    expect(mean(1)).toBeGreaterThan(2 * mean(0));
    const { p, start: from, terms } = whyVanishing(model, weeks.table, 3);
    expect(p).toBeCloseTo(chances[3] as number, 9);
    expect(1 / (1 + Math.exp(-terms.reduce((sum, { effect }) => sum + effect, from)))).toBe(p);
  });

  test('alarms stay within the false alarms that are allowed', () => {
    expect(alarmThreshold([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0], 1)).toBe(0.7);
    expect(alarmThreshold([0.9, 0.8], [0, 0], 0)).toBe(1);
  });

  test('live histories begin at the moment and let silence speak', () => {
    const diaries = manyDeals(120);
    const { histories, dealOfRow } = liveHistories(diaries, dealWeeks(diaries, rhythm, start, start + 900));
    const risks = fitDealRisks(histories, { seed: 1, dealOfRow, featuresAreAsKnown: true });
    const { causes } = chancesAhead(risks, histories, Int32Array.from(histories.ids.keys()), 0, Int32Array.of(30));
    const quiet = histories.known.columns.find(({ name }) => name === 'days quiet');
    const meanGone = (isQuiet: boolean) => {
      const rows = histories.ids.flatMap((_, row) =>
        quiet?.kind === 'number' && (quiet.values[row] as number) > 10 === isQuiet ? [causes[2]?.[row] as number] : [],
      );
      return rows.reduce((sum, p) => sum + p, 0) / rows.length;
    };
    expect(meanGone(true)).toBeGreaterThan(1.5 * meanGone(false));
  });
});

/** Deals that hear from the customer every few days; in the gone ones the answers grow slower before they stop. */
function manyDeals(count: number): DealDiary[] {
  const random = seededRandom(5);
  return Array.from({ length: count }, (_, i): DealDiary => {
    const openedDay = start + random.integer(500);
    const isGone = random.uniform() < 0.5;
    const days = 50 + random.integer(60);
    const touches: DealDiary['touches'][number][] = [];
    for (let day = 2; day < days - (isGone ? 25 : 0); day += 2 + random.integer(4) + (isGone && day > days - 50 ? 6 : 0))
      touches.push({ day: openedDay + day, direction: 'in', isMeeting: false, people: ['lea'] });
    return {
      id: `d${i}`,
      openedDay,
      closedDay: openedDay + days,
      end: isGone ? 3 : 1,
      stages: [],
      dates: [],
      touches,
      meetings: [],
      steps: [],
      owner: `u${i % 3}`,
    };
  });
}
