import { describe, expect, test } from 'vitest';
import { seededRandom } from '../stats/index.ts';
import { backtestRelationships, type RelationshipEvents } from './index.ts';

const day = 86_400;

/** Pairs who write at a rate of their own, some of whom stop for good. */
function network({ people = 12, days = 200, seed = 1, startAt = 0 }): RelationshipEvents {
  const random = seededRandom(seed);
  const events: { at: number; from: number; to: number }[] = [];
  for (let from = 0; from < people; from++)
    for (let to = 0; to < people; to++) {
      if (from === to || random.uniform() < 0.5) continue;
      const meanGapDays = 1 + 25 * random.uniform() ** 2;
      const endsOn = random.uniform() < 0.4 ? days * random.uniform() : days;
      const gap = () => -meanGapDays * Math.log(1 - random.uniform());
      for (let at = random.uniform() * days * 0.4; at < endsOn; at += gap()) events.push({ at: startAt + Math.round(at * day), from, to });
    }
  return columns(events, people);
}

function columns(events: readonly { at: number; from: number; to: number }[], people: number): RelationshipEvents {
  return {
    at: Float64Array.from(events, ({ at }) => at),
    from: Int32Array.from(events, ({ from }) => from),
    to: Int32Array.from(events, ({ to }) => to),
    people: Array.from({ length: people }, (_, i) => `person ${i}`),
  };
}

function asEvents({ at, from, to }: RelationshipEvents) {
  return Array.from(at, (time, i) => ({ at: time, from: from[i] as number, to: to[i] as number }));
}

const usual = { asOf: [140 * day, 154 * day, 168 * day], horizonDays: 14, seed: 1 };

describe('the backtest of relationships', () => {
  test('asks about every pair with an exchange in the last 180 days, both ways round, and about no other', async () => {
    const events = network({});
    const { predictions } = await backtestRelationships(events, usual);
    const asked = Array.from(predictions.p, (_, i) => [predictions.asOf[i], predictions.from[i], predictions.to[i]].join());
    const expected = new Set<string>();
    for (const asOf of usual.asOf)
      for (const { at, from, to } of asEvents(events))
        if (at < asOf && at >= asOf - 180 * day) for (const pair of [`${from},${to}`, `${to},${from}`]) expected.add(`${asOf},${pair}`);
    expect(new Set(asked)).toEqual(expected);
    expect(asked).toHaveLength(expected.size);
  });

  test('tells who will write far better than the base rate', async () => {
    const { scores, fit, drivers } = await backtestRelationships(network({ people: 25 }), usual);
    expect(fit.method).not.toBe('base rate');
    expect(scores?.logLoss).toBeLessThan(0.75 * (scores?.baseLogLoss ?? 0));
    expect(drivers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  test('knows nothing of what happens after the as-of', async () => {
    const events = network({});
    const before = asEvents(events).filter(({ at }) => at < 140 * day);
    const later = Array.from({ length: 300 }, (_, i) => ({ at: (140 + (i % 50)) * day, from: i % 12, to: (i * 5 + 1) % 12 }));
    const once = { ...usual, asOf: [140 * day] };
    const known = await backtestRelationships(events, once);
    const changed = await backtestRelationships(columns([...before, ...later], 12), once);
    expect(changed.predictions).toEqual(known.predictions);
    expect(changed.fit).toEqual(known.fit);
  });

  test('gives the same numbers for the same seed, whatever order the rows came in', async () => {
    const events = network({});
    const reversed = columns(asEvents(events).reverse(), 12);
    const [first, second] = await Promise.all([
      backtestRelationships(events, usual),
      backtestRelationships(reversed, { ...usual, asOf: [...usual.asOf].reverse() }),
    ]);
    expect(second).toEqual(first);
  });

  test('does not care when the clock of the data began', async () => {
    const later = 18_518 * day;
    const [atZero, atEpoch] = await Promise.all([
      backtestRelationships(network({}), usual),
      backtestRelationships(network({ startAt: later }), { ...usual, asOf: usual.asOf.map((asOf) => asOf + later) }),
    ]);
    for (let i = 0; i < atZero.predictions.p.length; i++)
      expect(atEpoch.predictions.p[i]).toBeCloseTo(atZero.predictions.p[i] as number, 9);
  });

  test('ten people and two weeks get one chance for all, and it says so', async () => {
    const { predictions, fit, notes } = await backtestRelationships(network({ people: 10, days: 14 }), { ...usual, asOf: [14 * day] });
    expect(predictions.p.length).toBeGreaterThan(10);
    expect(new Set(predictions.p).size).toBe(1);
    expect(predictions.p[0]).toBeGreaterThan(0);
    expect(predictions.p[0]).toBeLessThan(1);
    expect(fit.method).toBe('base rate');
    expect(notes).toContain('The past before the first as-of is too short to see a horizon end: everyone is given the same chance.');
  });

  test('an as-of before anything happened has nobody to ask about', async () => {
    const { predictions, scores } = await backtestRelationships(network({ startAt: 1_600_000_000 }), { ...usual, asOf: [1_599_000_000] });
    expect(predictions.p).toHaveLength(0);
    expect(scores).toBeUndefined();
  });

  test('what reaches beyond the data is predicted, not scored', async () => {
    const events = network({});
    const { predictions, scores, notes } = await backtestRelationships(events, { ...usual, asOf: [150 * day, 195 * day] });
    const atLast = predictions.asOf.filter((asOf) => asOf === 195 * day).length;
    expect(atLast).toBeGreaterThan(0);
    expect(scores?.n).toBe(predictions.p.length - atLast);
    expect(notes).toContain(`${atLast} predictions reach beyond the data and are not scored.`);
  });

  test('meetings tell of a tie without being something written; where nothing is written they are all there is', async () => {
    const events = network({ people: 14 });
    const isMeeting = (i: number) => ((events.from[i] as number) + (events.to[i] as number)) % 2 === 1;
    const mixed = { ...events, kind: Uint8Array.from(events.at, (_, i) => (isMeeting(i) ? 2 : 0)) };
    const some = await backtestRelationships(mixed, usual);
    const meetingPairs = Array.from(some.predictions.p).filter(
      (_, i) => ((some.predictions.from[i] as number) + (some.predictions.to[i] as number)) % 2 === 1,
    );
    expect(meetingPairs.reduce((sum, p) => sum + p, 0) / meetingPairs.length).toBeLessThan(0.1);
    const all = await backtestRelationships({ ...events, kind: new Uint8Array(events.at.length).fill(2) }, usual);
    expect(all.predictions).toEqual((await backtestRelationships(events, usual)).predictions);
    expect(all.notes).toContain('No mail stands among the kinds, so that every kind counts as writing.');
  });

  test('what cannot be is named', async () => {
    await expect(backtestRelationships(network({}), { ...usual, asOf: [] })).rejects.toThrow('asOf is empty');
    await expect(backtestRelationships(network({}), { ...usual, asOf: [Number.NaN] })).rejects.toThrow(
      'asOf holds NaN; it must hold finite seconds',
    );
    await expect(backtestRelationships(network({}), { ...usual, horizonDays: 0 })).rejects.toThrow('horizonDays is 0');
    await expect(backtestRelationships({ ...network({}), people: ['only one'] }, usual)).rejects.toThrow(
      'it must be a place in people, 0 to 0',
    );
  });
});
