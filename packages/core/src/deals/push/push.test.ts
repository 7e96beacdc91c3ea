import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../stats/index.ts';
import { dayNumber, isoDay } from '../../time/index.ts';
import type { DealDiary } from '../risks/deal-diary.ts';
import { expectedCloseOn, pushesOf, reasonsForPushes } from './push-history.ts';
import { chancesToSlip, fitPushes, openForPush, pushCases, whySlipping } from './push-model.ts';

const rhythm = { usualGapDays: 5, longGapDays: 20 };
const day = dayNumber;
const bare: DealDiary = {
  id: 'd',
  openedDay: day('2026-01-05'),
  closedDay: day('2026-12-01'),
  end: 0,
  stages: [],
  dates: [],
  touches: [],
  meetings: [],
  steps: [],
};
const change = (on: string, from: string, to: string, reason?: string) => ({
  id: `c-${on}`,
  on: day(on),
  from,
  to,
  ...(reason === undefined ? {} : { reason }),
});

describe('pushes', () => {
  const diary: DealDiary = {
    ...bare,
    firstDate: day('2026-03-20'),
    dates: [
      change('2026-02-02', '2026-03-20', '2026-03-28', 'a week later'),
      change('2026-03-25', '2026-03-28', '2026-06-30', 'Budget round moved'),
      change('2026-06-20', '2026-06-30', '2026-11-30', 'budget round moved '),
      change('2026-07-01', '2026-11-30', '2026-09-30'),
      change('2026-09-29', '2026-09-30', '2026-10-05'),
    ],
  };
  test('are moves to a later period, each with its reason and change', () => {
    expect(pushesOf(diary)).toEqual([
      {
        on: day('2026-03-25'),
        from: day('2026-03-28'),
        to: day('2026-06-30'),
        daysMoved: 94,
        periodsMoved: 1,
        reason: 'Budget round moved',
        changeId: 'c-2026-03-25',
      },
      {
        on: day('2026-06-20'),
        from: day('2026-06-30'),
        to: day('2026-11-30'),
        daysMoved: 153,
        periodsMoved: 2,
        reason: 'budget round moved ',
        changeId: 'c-2026-06-20',
      },
      { on: day('2026-09-29'), from: day('2026-09-30'), to: day('2026-10-05'), daysMoved: 5, periodsMoved: 1, changeId: 'c-2026-09-29' },
    ]);
    expect(reasonsForPushes([diary])).toEqual([
      { reason: 'Budget round moved', pushes: 2, meanDaysMoved: 123.5 },
      { reason: undefined, pushes: 1, meanDaysMoved: 5 },
    ]);
  });
  test('the date expected is the one that stood there that morning', () => {
    expect(isoDay(expectedCloseOn(diary, day('2026-02-02')) as number)).toBe('2026-03-20');
    expect(isoDay(expectedCloseOn(diary, day('2026-02-03')) as number)).toBe('2026-03-28');
    expect(expectedCloseOn(bare, day('2026-02-03'))).toBeUndefined();
  });
});

describe('the chance that a date slips', () => {
  const random = seededRandom(3);
  const slipRates: Record<string, number> = { ann: 0.2, ben: 0.8, cem: 0.5 };
  const diaries = Array.from({ length: 300 }, (_, i): DealDiary => {
    const owner = i < 294 ? (i % 2 === 0 ? 'ann' : 'ben') : 'cem';
    const openedDay = day('2024-01-08') + random.integer(500);
    const expected = openedDay + 40 + random.integer(60);
    const slips = random.uniform() < (slipRates[owner] as number);
    const moved = { id: `c${i}`, on: expected - 3, from: isoDay(expected), to: isoDay(expected + 120) };
    return {
      ...bare,
      id: `d${i}`,
      owner,
      openedDay,
      firstDate: expected,
      dates: slips ? [moved] : [],
      end: 1,
      closedDay: slips ? expected + 118 : expected - 2,
    };
  });
  const until = day('2026-06-30');
  const cases = pushCases(diaries, rhythm, until);

  test('follows the person, leaning on all where there are few deals', () => {
    const model = fitPushes(cases) ?? expect.unreachable();
    const owner = cases.table.columns.find(({ name }) => name === 'owner');
    const chances = chancesToSlip(model, cases.table);
    const mean = (name: string) => {
      const rows = Array.from(chances).filter((_, row) => owner?.kind === 'category' && owner.levels[owner.codes[row] as number] === name);
      return rows.reduce((sum, p) => sum + p, 0) / rows.length;
    };
    expect(mean('ben')).toBeGreaterThan(mean('ann') + 0.25);
    expect(mean('cem')).toBeGreaterThan(mean('ann'));
    expect(mean('cem')).toBeLessThan(mean('ben'));
    const { p, start, terms } = whySlipping(model, cases.table, 0);
    expect(1 / (1 + Math.exp(-terms.reduce((sum, { effect }) => sum + effect, start)))).toBeCloseTo(p, 12);
  });

  test('is asked only of deals whose date lies in the running period, and learned only from periods that are over', () => {
    for (const [row, deal] of cases.deal.entries()) {
      const expected = expectedCloseOn(diaries[deal] as DealDiary, cases.day[row] as number) as number;
      expect(isoDay(expected).slice(0, 4)).toBe(isoDay(cases.day[row] as number).slice(0, 4));
    }
    const early = pushCases(diaries, rhythm, day('2024-06-30'));
    expect(Math.max(...early.day)).toBeLessThanOrEqual(day('2024-06-30'));
    const open = openForPush(
      [
        { ...bare, firstDate: day('2026-06-20') },
        { ...bare, firstDate: day('2026-07-02') },
      ],
      rhythm,
      day('2026-06-01'),
    );
    expect(Array.from(open.deal)).toEqual([0]);
  });

  test('too little history says nothing', () => expect(fitPushes(pushCases(diaries.slice(0, 2), rhythm, until))).toBeUndefined());
});
