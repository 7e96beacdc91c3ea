import { fitLogistic, predict, type Table } from '../learner/index.ts';
import { logLoss } from '../stats/index.ts';
import type { HalfLife } from './decay.ts';
import type { Interactions } from './ledger.ts';
import { daySeconds } from './ledger.ts';
import { replayTies, sceneAt } from './replay.ts';
import { everyKth, type TieStudy } from './tie-cases.ts';
import { findTie } from './tie-index.ts';
import { firstAndLast, tieStrength } from './tie-traits.ts';

/** Where the search starts, and what stands when there is too little to search in. */
export const usualHalfLife: HalfLife = { days: 20, tenurePower: 0.25 };

const daysTried = [5, 7, 10, 14, 20, 28, 40, 56, 80];
const powersTried = [0, 0.25, 0.5, 0.75];
/** Pairs that wrote, below which nothing is searched. */
const enoughToSearch = 100;
const mostTimes = 5;
const mostPairs = 15_000;

/**
 * The half-life of contact under which decayed counts outward and inward best say who writes (maximum likelihood of a logistic
 * regression on their logarithms, profiled over a grid: days, then the power of tenure, then days again).
 * O(22 × (moments × ledger rows + logistic of 15,000 rows)).
 * @param events in the order of time
 * @param times rising
 */
export function fitHalfLife(events: Interactions, times: readonly number[], study: TieStudy): HalfLife {
  const replay = replayTies(events, study.personCount);
  const scenes = spread(times, mostTimes).map((asOf) => {
    const scene = sceneAt(replay, asOf);
    const rows = everyKth(scene.pairs.from.length, Math.max(1, Math.ceil((scene.pairs.from.length * mostTimes) / mostPairs)), 0);
    const wrote = replay.outcomes(scene.pairs, asOf, study.horizonDays);
    const find = (from: Int32Array, to: Int32Array) =>
      Int32Array.from(rows, (row) => findTie(scene.index, from[row] as number, to[row] as number));
    return {
      ...scene,
      daysSeen: (asOf - study.firstAt) / daySeconds,
      tenureDays: firstAndLast(scene.index, asOf).tenureDays,
      out: find(scene.pairs.from, scene.pairs.to),
      back: find(scene.pairs.to, scene.pairs.from),
      wrote: rows.map((row) => wrote[row] as number),
    };
  });
  const outcome = Uint8Array.from(scenes.flatMap(({ wrote }) => [...wrote]));
  if (outcome.reduce((sum, wrote) => sum + wrote, 0) < enoughToSearch) return usualHalfLife;
  const lossOf = (halfLife: HalfLife): number => {
    const outward = new Float64Array(outcome.length);
    const inward = new Float64Array(outcome.length);
    let at = 0;
    for (const scene of scenes) {
      const { mail } = tieStrength(scene.index, { asOf: scene.asOf, daysSeen: scene.daysSeen, halfLife }, scene.tenureDays);
      scene.out.forEach((tie, i) => {
        outward[at + i] = Math.log((tie < 0 ? 0 : (mail[tie] as number)) + 0.01);
        const back = scene.back[i] as number;
        inward[at + i] = Math.log((back < 0 ? 0 : (mail[back] as number)) + 0.01);
      });
      at += scene.out.length;
    }
    const table: Table = {
      rowCount: outcome.length,
      columns: [
        { kind: 'number', name: 'outward', values: outward },
        { kind: 'number', name: 'inward', values: inward },
      ],
    };
    return logLoss(predict(fitLogistic(table, outcome, { priorScale: 3 }), table), outcome) ?? Number.POSITIVE_INFINITY;
  };
  let best = { ...usualHalfLife, loss: lossOf(usualHalfLife) };
  const tryAll = (candidates: readonly HalfLife[]) => {
    for (const candidate of candidates) {
      const loss = lossOf(candidate);
      if (loss < best.loss) best = { ...candidate, loss };
    }
  };
  tryAll(daysTried.map((days) => ({ ...best, days })));
  tryAll(powersTried.map((tenurePower) => ({ ...best, tenurePower })));
  tryAll(daysTried.map((days) => ({ ...best, days })));
  return { days: best.days, tenurePower: best.tenurePower };
}

/** At most `most` of them, evenly spread, the last among them. */
function spread(times: readonly number[], most: number): number[] {
  const step = Math.max(1, times.length / most);
  const picked: number[] = [];
  for (let at = times.length - 1; at >= 0; at -= step) picked.push(times[Math.round(at)] as number);
  return picked.reverse();
}
