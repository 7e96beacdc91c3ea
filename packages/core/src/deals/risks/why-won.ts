import type { Column, Table } from '../../learner/index.ts';
import type { DealHistories } from './deal-histories.ts';
import { calendarOf, type DealRisks, featuresFor, hazardsOf } from './deal-risks.ts';
import type { DealSpells } from './deal-spells.ts';
import { spellsAhead } from './deals-ahead.ts';
import { causeCount, type DealFeatures, type MemberTerms } from './hazard-member.ts';
import type { SpellHazards } from './hazard-mix.ts';
import { incidenceAhead } from './incidence.ts';

/** What a column does to the chance: `effect` in probability, -1..1. */
export type WonReason = { column: string; value: string; effect: number };

/** A chance to be won, and what moves it away from that of a usual deal of this age: `usual` and all effects add up to `p` exactly. */
export type WhyWon = { p: number; usual: number; reasons: WonReason[] };

/** Points and weights of Gauss-Legendre on 0..1 (Abramowitz & Stegun 25.4.30, n = 5). */
const nodes = [
  [0.04691007703066802, 0.11846344252809454],
  [0.2307653449471585, 0.23931433524968324],
  [0.5, 0.28444444444444444],
  [0.7692346550528415, 0.23931433524968324],
  [0.9530899229693319, 0.11846344252809454],
] as const;
const small = 1e-4;

/**
 * Why some deals open at an age have their chance to be won within the horizon. All columns are moved together from "usual" to what the deal
 * holds, and the change of the chance along the way is booked to the column that made it (Aumann & Shapley 1974; integrated gradients:
 * Sundararajan, Taly & Yan 2017); the integral's last rounding goes to the largest. O(deals * columns * spells * members).
 */
export function whyWon(risks: DealRisks, histories: DealHistories, deals: Int32Array, age: number, horizonDays: number): WhyWon[] {
  const of = featuresFor(risks, histories);
  const calendar = calendarOf(histories, age + horizonDays);
  return Array.from(deals, (deal) => {
    const spells = spellsAhead(histories.openedDay, [deal], risks.bins, calendar, age, horizonDays);
    return whyOfDeal(risks, spells, of, deal, horizonDays);
  });
}

/** Mean size of each column's effect over some reasons, largest first. */
export function importancesOf(reasons: readonly WhyWon[]): { column: string; meanEffect: number }[] {
  const sums = new Map<string, number>();
  for (const { reasons: list } of reasons)
    for (const { column, effect } of list) sums.set(column, (sums.get(column) ?? 0) + Math.abs(effect));
  return [...sums]
    .map(([column, sum]) => ({ column, meanEffect: sum / reasons.length }))
    .sort((a, b) => b.meanEffect - a.meanEffect || (a.column < b.column ? -1 : 1));
}

function whyOfDeal(risks: DealRisks, spells: DealSpells, of: DealFeatures, deal: number, horizonDays: number): WhyWon {
  const members = risks.members.flatMap((member, m) => {
    const weight = risks.weights[m] as number;
    return weight > 1e-6 ? [{ weight, ...member.terms(spells, of) }] : [];
  });
  const chanceOf = (hazards: SpellHazards) => {
    const places = new Int32Array(deal + 1);
    return incidenceAhead(spells, hazards, places, 1, Int32Array.of(horizonDays)).causes[0]?.[0] as number;
  };
  const usual = chanceOf(hazardsAlong(members, spells.count, 0));
  const p = chanceOf(hazardsOf(risks, spells, of));
  const columns = [...new Set(members.flatMap(({ terms }) => terms.map(({ column }) => column)))].sort();
  const reasons = columns.map((column): WonReason => {
    let effect = 0;
    for (const [share, weight] of nodes) {
      const [less, more] = [-small, small].map((step) => chanceOf(hazardsAlong(members, spells.count, share, column, step)));
      effect += (weight * ((more as number) - (less as number))) / (2 * small);
    }
    return { column, value: valueIn(of.table, column, deal), effect };
  });
  reasons.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || (a.column < b.column ? -1 : 1));
  const [largest] = reasons;
  if (largest) largest.effect += p - reasons.reduce((sum, { effect }) => sum + effect, usual);
  return { p: largest ? reasons.reduce((sum, { effect }) => sum + effect, usual) : p, usual, reasons };
}

/** The mixture's hazards with all terms at `share` of their size, those of one column at `share + step`. */
function hazardsAlong(
  members: readonly (MemberTerms & { weight: number })[],
  count: number,
  share: number,
  moved?: string,
  step = 0,
): SpellHazards {
  return Array.from({ length: causeCount }, (_, k) => {
    const hazards = new Float64Array(count);
    for (const { weight, usual, terms } of members) {
      for (let i = 0; i < count; i++) {
        let log = 0;
        for (const { column, logs } of terms) log += (column === moved ? share + step : share) * (logs[k]?.[i] as number);
        hazards[i] = (hazards[i] as number) + weight * Math.min(0.5, (usual[k]?.[i] as number) * Math.exp(log));
      }
    }
    return hazards;
  });
}

function valueIn(table: Table, name: string, row: number): string {
  const column = table.columns.find((one): one is Column => one.name === name);
  if (column?.kind === 'category') return column.levels[column.codes[row] as number] ?? 'unknown';
  const value = column?.values[row];
  return value === undefined || Number.isNaN(value) ? 'unknown' : String(Number(value.toPrecision(6)));
}
