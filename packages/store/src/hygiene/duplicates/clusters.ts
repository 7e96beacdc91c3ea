import { createHash } from 'node:crypto';
import type { WaitingPair } from './pairs.ts';

/** Records that are probably one. */
export interface Cluster {
  /** A UUID made from the ids in it. */
  readonly id: string;
  /** By id. */
  readonly ids: readonly string[];
  /** Of the weakest tie that holds it together. */
  readonly probability: number;
}

/** So many are merged in one go. */
const mostMembers = 50;

/**
 * Puts pairs together, the surest first. Two groups stay apart when any of one was called different from any of the other, so that a doubtful
 * bridge never joins what a person told apart.
 *
 * @param pairs the surest first
 * @param distinct pairs of ids that were called different
 * @returns the surest first
 */
export function clusterPairs(pairs: readonly WaitingPair[], distinct: readonly (readonly [string, string])[]): Cluster[] {
  const apart = new Map<string, Set<string>>();
  for (const [a, b] of distinct) {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      apart.set(one, (apart.get(one) ?? new Set()).add(other));
  }
  const groupOf = new Map<string, { ids: string[]; probability: number }>();
  const group = (id: string) => {
    const found = groupOf.get(id) ?? { ids: [id], probability: 1 };
    groupOf.set(id, found);
    return found;
  };
  for (const { aId, bId, probability } of pairs) {
    const [one, other] = [group(aId), group(bId)];
    if (one === other || one.ids.length + other.ids.length > mostMembers) continue;
    if (one.ids.some((id) => other.ids.some((far) => apart.get(id)?.has(far)))) continue;
    const joined = { ids: [...one.ids, ...other.ids], probability: Math.min(one.probability, other.probability, probability) };
    for (const id of joined.ids) groupOf.set(id, joined);
  }
  return [...new Set(groupOf.values())]
    .filter(({ ids }) => ids.length > 1)
    .map(({ ids, probability }) => {
      const sorted = ids.sort();
      return { id: idOf(sorted), ids: sorted, probability };
    })
    .sort((x, y) => y.probability - x.probability || (x.id < y.id ? -1 : 1));
}

function idOf(ids: readonly string[]): string {
  const hash = createHash('sha256').update(ids.join(' ')).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
