import fc from 'fast-check';
import nodeIcal from 'node-ical';
import { describe, expect, test } from 'vitest';
import { parseTime } from '../calendar-time.ts';
import { Budget } from './budget.ts';
import { expandRule } from './expand.ts';
import { parseRule } from './rule.ts';

const far = Number.POSITIVE_INFINITY;

function expanded(text: string, start: string, count: number, { from = '00010101', to = '99991231' } = {}): string[] {
  const rule = parseRule(text);
  if ('problem' in rule) throw new Error(rule.problem);
  const at = (written: string) => parseTime(written)?.local ?? Number.NaN;
  const until = rule.until?.local ?? far;
  const found: string[] = [];
  const options = { from: at(from), to: at(to), until, isDate: !start.includes('T'), budget: new Budget(2_000_000) };
  for (const local of expandRule(rule, at(start), options)) {
    found.push(new Date(local).toISOString().slice(0, 16));
    if (found.length >= count) break;
  }
  return found;
}

function days(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const [month = '', list = ''] = text.split(': ');
    return list.split(' ').map((day) => `${month}-${day.padStart(2, '0')}T09:00`);
  });
}

describe('the examples of RFC 5545, 3.8.5.3', () => {
  // All begin at 9 o'clock; only what the RFC prints is expected.
  const examples: readonly (readonly [rule: string, start: string, expected: readonly string[]])[] = [
    ['FREQ=DAILY;COUNT=10', '19970902T090000', days('1997-09: 2 3 4 5 6 7 8 9 10 11')],
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', '19970902T090000', days('1997-09: 2 12 22', '1997-10: 2 12')],
    ['FREQ=WEEKLY;INTERVAL=2;WKST=SU', '19970902T090000', days('1997-09: 2 16 30', '1997-10: 14 28', '1997-11: 11 25', '1997-12: 9 23')],
    ['FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH', '19970902T090000', days('1997-09: 2 4 9 11 16 18 23 25 30', '1997-10: 2')],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH', '19970902T090000', days('1997-09: 2 4 16 18 30', '1997-10: 2 14 16')],
    [
      'FREQ=MONTHLY;COUNT=10;BYDAY=1FR',
      '19970905T090000',
      days(
        '1997-09: 5',
        '1997-10: 3',
        '1997-11: 7',
        '1997-12: 5',
        '1998-01: 2',
        '1998-02: 6',
        '1998-03: 6',
        '1998-04: 3',
        '1998-05: 1',
        '1998-06: 5',
      ),
    ],
    [
      'FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU',
      '19970907T090000',
      days('1997-09: 7 28', '1997-11: 2 30', '1998-01: 4 25', '1998-03: 1 29', '1998-05: 3 31'),
    ],
    [
      'FREQ=MONTHLY;COUNT=6;BYDAY=-2MO',
      '19970922T090000',
      days('1997-09: 22', '1997-10: 20', '1997-11: 17', '1997-12: 22', '1998-01: 19', '1998-02: 16'),
    ],
    [
      'FREQ=MONTHLY;BYMONTHDAY=-3',
      '19970928T090000',
      days('1997-09: 28', '1997-10: 29', '1997-11: 28', '1997-12: 29', '1998-01: 29', '1998-02: 26'),
    ],
    [
      'FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1',
      '19970930T090000',
      days('1997-09: 30', '1997-10: 1 31', '1997-11: 1 30', '1997-12: 1 31', '1998-01: 1 31', '1998-02: 1'),
    ],
    [
      'FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15',
      '19970910T090000',
      days('1997-09: 10 11 12 13 14 15', '1999-03: 10 11 12 13'),
    ],
    [
      'FREQ=YEARLY;COUNT=10;BYMONTH=6,7',
      '19970610T090000',
      ['1997', '1998', '1999', '2000', '2001'].flatMap((year) => days(`${year}-06: 10`, `${year}-07: 10`)),
    ],
    [
      'FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200',
      '19970101T090000',
      days(
        '1997-01: 1',
        '1997-04: 10',
        '1997-07: 19',
        '2000-01: 1',
        '2000-04: 9',
        '2000-07: 18',
        '2003-01: 1',
        '2003-04: 10',
        '2003-07: 19',
        '2006-01: 1',
      ),
    ],
    ['FREQ=YEARLY;BYDAY=20MO', '19970519T090000', days('1997-05: 19', '1998-05: 18', '1999-05: 17')],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '19970512T090000', days('1997-05: 12', '1998-05: 11', '1999-05: 17')],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', '19970313T090000', days('1997-03: 13 20 27', '1998-03: 5 12 19 26', '1999-03: 4 11 18 25')],
    [
      'FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13',
      '19970913T090000',
      days(
        '1997-09: 13',
        '1997-10: 11',
        '1997-11: 8',
        '1997-12: 13',
        '1998-01: 10',
        '1998-02: 7',
        '1998-03: 7',
        '1998-04: 11',
        '1998-05: 9',
        '1998-06: 13',
      ),
    ],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      '19961105T090000',
      days('1996-11: 5', '2000-11: 7', '2004-11: 2'),
    ],
    ['FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3', '19970904T090000', days('1997-09: 4', '1997-10: 7', '1997-11: 6')],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2',
      '19970929T090000',
      days('1997-09: 29', '1997-10: 30', '1997-11: 27', '1997-12: 30', '1998-01: 29', '1998-02: 26', '1998-03: 30'),
    ],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO', '19970805T090000', days('1997-08: 5 10 19 24')],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU', '19970805T090000', days('1997-08: 5 17 19 31')],
    ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '20070115T090000', days('2007-01: 15 30', '2007-02: 15', '2007-03: 15 30')],
  ];
  test.each(examples)('%s', (rule, start, expected) => {
    expect(expanded(rule, start, expected.length)).toEqual(expected);
  });

  test('within a day', () => {
    expect(expanded('FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000', '19970902T090000', 9).map((time) => time.slice(11))).toEqual([
      '09:00',
      '12:00',
      '15:00',
    ]);
    expect(expanded('FREQ=MINUTELY;INTERVAL=90;COUNT=4', '19970902T090000', 9).map((time) => time.slice(11))).toEqual([
      '09:00',
      '10:30',
      '12:00',
      '13:30',
    ]);
    const byDay = expanded('FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40', '19970902T090000', 30);
    expect(byDay.slice(21)).toEqual(['1997-09-02T16:00', '1997-09-02T16:20', '1997-09-02T16:40', ...byDay.slice(24)]);
    expect(byDay[24]).toBe('1997-09-03T09:00');
    expect(expanded('FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16', '19970902T090000', 30)).toEqual(byDay);
  });
});

describe('what libraries get wrong', () => {
  test('29 February comes every fourth year, the 31st in months that have one', () => {
    expect(expanded('FREQ=YEARLY', '20240229', 3)).toEqual(['2024-02-29T00:00', '2028-02-29T00:00', '2032-02-29T00:00']);
    expect(expanded('FREQ=MONTHLY', '20260131', 3)).toEqual(['2026-01-31T00:00', '2026-03-31T00:00', '2026-05-31T00:00']);
  });

  test('the last working day of a week and the first of two times a day', () => {
    expect(expanded('FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', '20260102T090000', 3)).toEqual(days('2026-01: 2 9 16'));
    expect(expanded('FREQ=DAILY;BYHOUR=9,12;BYSETPOS=1', '20260102T090000', 3)).toEqual(days('2026-01: 2 3 4'));
  });

  test('a start that its rule does not name is the first occurrence and counts', () => {
    expect(expanded('FREQ=MONTHLY;BYDAY=3MO;COUNT=2', '20050314T090000', 9)).toEqual(days('2005-03: 14 21'));
  });
});

describe('rules that never end', () => {
  test('a window far behind the start costs no more than one at the start', () => {
    const began = performance.now();
    const found = expanded('FREQ=SECONDLY', '19000101T000000', 3, { from: '20260101T000000', to: '20270101T000000' });
    expect(found).toEqual(['2026-01-01T00:00', '2026-01-01T00:00', '2026-01-01T00:00']);
    expect(performance.now() - began).toBeLessThan(200);
  });

  test.each([
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
    'FREQ=MINUTELY;BYHOUR=3;BYMONTH=2;BYMONTHDAY=31',
    'FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9;BYSETPOS=366',
    'FREQ=SECONDLY;COUNT=999999999;BYMONTH=2',
  ])('%s ends when its work is done', (rule) => {
    const began = performance.now();
    expanded(rule, '20260101T000000', 1_000_000, { to: '21260101T000000' });
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});

test('rules that make no sense are refused with their reason', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['', /FREQ/],
    ['FREQ=FORTNIGHTLY', /FREQ=FORTNIGHTLY/],
    ['FREQ=DAILY;UNTIL=20123456', /UNTIL=20123456/],
    ['FREQ=MONTHLY;BYMONTHDAY=32', /BYMONTHDAY=32/],
    ['FREQ=MONTHLY;BYMONTHDAY=0', /BYMONTHDAY=0/],
    ['FREQ=WEEKLY;BYDAY=XX', /BYDAY=XX/],
    ['FREQ=DAILY;COUNT=many', /COUNT=MANY/],
    ['FREQ=YEARLY;RSCALE=CHINESE', /RSCALE/],
  ];
  for (const [text, reason] of cases) {
    const rule = parseRule(text);
    expect('problem' in rule ? rule.problem : '').toMatch(reason);
  }
});

/**
 * Random rules against rrule-temporal (inside node-ical). Left out is what it gets wrong: BYYEARDAY with BYDAY (it passes over BYDAY) and
 * ordinals beside plain weekdays in a year ("every Friday and the last one" becomes the last one).
 */
test('random rules give what another library gives', { timeout: 60_000 }, () => {
  const some = (least: number, most: number) =>
    fc.uniqueArray(
      fc.integer({ min: least, max: most }).filter((value) => value !== 0),
      { minLength: 1, maxLength: 3 },
    );
  const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });
  const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU');
  const plainDays = fc.uniqueArray(weekday, { minLength: 1, maxLength: 3 });
  const ordinalDays = fc.uniqueArray(
    fc.tuple(fc.constantFrom(1, 2, 3, 4, -1, -2), weekday).map(([ordinal, day]) => `${ordinal}${day}`),
    { minLength: 1, maxLength: 3 },
  );
  const common = {
    INTERVAL: maybe(fc.integer({ min: 1, max: 4 })),
    WKST: maybe(weekday),
    BYMONTH: maybe(some(1, 12)),
    BYSETPOS: maybe(some(-3, 4)),
  };
  const yearly = fc.oneof(
    fc.record({ FREQ: fc.constant('YEARLY'), ...common, BYDAY: maybe(fc.oneof(plainDays, ordinalDays)) }),
    fc.record({ FREQ: fc.constant('YEARLY'), ...common, BYWEEKNO: some(-3, 53), BYDAY: plainDays }),
    fc.record({ FREQ: fc.constant('YEARLY'), ...common, BYYEARDAY: some(-366, 366) }),
  );
  const monthly = fc.record({ FREQ: fc.constant('MONTHLY'), ...common, BYMONTHDAY: maybe(some(-31, 31)), BYDAY: maybe(plainDays) });
  const monthlyByOrdinal = fc.record({ FREQ: fc.constant('MONTHLY'), ...common, BYDAY: ordinalDays });
  const weekly = fc.record({ FREQ: fc.constant('WEEKLY'), ...common, BYDAY: maybe(plainDays) });
  const daily = fc.record({ FREQ: fc.constant('DAILY'), ...common, BYDAY: maybe(plainDays), BYHOUR: maybe(some(1, 23)) });
  const rules = fc.oneof(yearly, monthly, monthlyByOrdinal, weekly, daily).map((parts) => {
    const written = Object.entries(parts).filter(([, value]) => value !== undefined);
    const hasOther = written.some(([name]) => name.startsWith('BY') && name !== 'BYSETPOS');
    return written
      .filter(([name]) => name !== 'BYSETPOS' || hasOther)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join(';');
  });
  fc.assert(
    fc.property(rules, fc.integer({ min: 1, max: 365 }), (rule, day) => {
      const start = new Date(Date.UTC(2019, 0, day, 9, 30)).toISOString().replace(/[-:]|\.000/g, '');
      const theirs = byNodeIcal(rule, start, '20240101T000000Z');
      const ours = expanded(rule, start.slice(0, -1), 1e6, { to: '20240101T000000' });
      const first = ours[0];
      expect(ours.slice(1)).toEqual(theirs.filter((time) => time !== first));
    }),
    { numRuns: 150, seed: 20_261_122 },
  );
});

function byNodeIcal(rule: string, start: string, to: string): string[] {
  const text = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:${start}\r\nRRULE:${rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
  const event = Object.values(nodeIcal.sync.parseICS(text)).find((one) => one?.type === 'VEVENT');
  if (event?.type !== 'VEVENT') return [];
  const last = new Date(parseTime(to)?.local ?? Number.NaN);
  return nodeIcal
    .expandRecurringEvent(event, { from: new Date('2019-01-01'), to: last })
    .map((one) => one.start.toISOString().slice(0, 16))
    .filter((time) => new Date(`${time}Z`) < last);
}
