/** What a list says of an open deal. */
export interface InShort {
  readonly chance: number | null;
  readonly advice: 'work' | 'decide' | 'letGo';
}

const holdMs = 60_000;
const most = 50_000;
const kept = new Map<string, { stamp: string; until: number; short: InShort }>();

/**
 * Chance and advice as they were told within the last minute, as long as the deal looks the same and is judged by the same clock: the
 * facts behind advice (who wrote when, who is silent) cost ten times what the list itself costs.
 *
 * @param stamp of all that the list shows of the deal, and of the clock
 */
export function recallShort(workspaceId: string, dealId: string, stamp: string, now: number): InShort | undefined {
  const known = kept.get(placeOf(workspaceId, dealId));
  return known && known.stamp === stamp && known.until > now ? known.short : undefined;
}

export function keepShort(workspaceId: string, dealId: string, stamp: string, now: number, short: InShort): void {
  if (kept.size >= most) kept.clear();
  kept.set(placeOf(workspaceId, dealId), { stamp, until: now + holdMs, short });
}

/** The same export gives the same ids in two workspaces. */
const placeOf = (workspaceId: string, dealId: string) => `${workspaceId} ${dealId}`;
