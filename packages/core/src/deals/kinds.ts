import { logBeta } from '../stats/index.ts';
import { nameKey } from '../text/index.ts';
import type { DealTraits } from './history.ts';

/** One kind of deal: its key, its name for readers, and the list filter that shows its deals. */
export type DealKind = { key: string; label: string; filter: DealTraits };

export const allDeals: DealKind = { key: 'all', label: 'all deals', filter: {} };

/** Traits that may tell kinds apart within a pipeline; the first is taken when none says more. */
const traits = ['product', 'segment', 'source', 'amountBand'] as const satisfies readonly (keyof DealTraits)[];

/** The kinds a deal belongs to, the narrowest first, always ending with all deals. */
export function kindsOf(deal: DealTraits, trait: keyof DealTraits): DealKind[] {
  const kinds: DealKind[] = [];
  const { pipeline } = deal;
  const value = trait === 'pipeline' ? undefined : deal[trait];
  const pipelineKey = pipeline === undefined ? '' : `pipeline:${nameKey(pipeline)}`;
  if (value !== undefined) {
    const filter = { ...(pipeline === undefined ? {} : { pipeline }), [trait]: value };
    kinds.push({ key: `${pipelineKey}/${trait}:${nameKey(value)}`, label: value, filter });
  }
  if (pipeline !== undefined) kinds.push({ key: pipelineKey, label: pipeline, filter: { pipeline } });
  kinds.push(allDeals);
  return kinds;
}

/**
 * The trait by which won and lost deals differ most, by the marginal likelihood of a Beta-binomial per value (prior worth
 * ten deals at the overall win share) against one share for all; traits that say nothing leave 'product', or the
 * first trait that is filled at all. O(closed deals * traits).
 */
export function mostTellingTrait(closed: readonly (DealTraits & { outcome: 'won' | 'lost' })[]): keyof DealTraits {
  const won = closed.reduce((sum, deal) => sum + (deal.outcome === 'won' ? 1 : 0), 0);
  const share = (won + 1) / (closed.length + 2);
  let best: keyof DealTraits | undefined;
  let bestGain = 3;
  let firstFilled: keyof DealTraits | undefined;
  for (const trait of traits) {
    const counts = new Map<string, { won: number; lost: number }>();
    for (const deal of closed) {
      const value = deal[trait];
      if (value === undefined) continue;
      const count = counts.get(value) ?? { won: 0, lost: 0 };
      count[deal.outcome] += 1;
      counts.set(value, count);
    }
    if (counts.size > 0) firstFilled ??= trait;
    // A trait that is nearly unique per deal tells deals apart, not kinds.
    if (counts.size < 2 || counts.size > closed.length / 5) continue;
    let gain = 0;
    for (const count of counts.values()) {
      const together = count.won * Math.log(share) + count.lost * Math.log(1 - share);
      gain += logBeta(count.won + 10 * share, count.lost + 10 * (1 - share)) - logBeta(10 * share, 10 * (1 - share)) - together;
    }
    if (gain > bestGain) {
      best = trait;
      bestGain = gain;
    }
  }
  return best ?? firstFilled ?? 'product';
}
