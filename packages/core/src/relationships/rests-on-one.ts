/** One colleague's exchange with one of their people. */
export interface ExchangeCount {
  readonly userId: string;
  readonly contactId: string;
  /** What they sent, and meetings; what only we sent makes no tie. */
  readonly answered: number;
}

export interface RestsOnOne {
  readonly userId: string;
  /** People whom nobody else here knows. */
  readonly contactIds: readonly string[];
  /** Of the people who answer anybody here. */
  readonly share: number;
}

/**
 * Whom only one colleague knows: people who answered that one and nobody else here, by colleague, the largest share first. What would be
 * lost if that colleague were away. O(n).
 */
export function restsOnOne(exchanges: readonly ExchangeCount[]): RestsOnOne[] {
  const knownBy = Map.groupBy(
    exchanges.filter(({ answered }) => answered > 0),
    ({ contactId }) => contactId,
  );
  const alone = [...knownBy].flatMap(([contactId, ties]) => {
    const [first] = ties;
    return first && ties.every(({ userId }) => userId === first.userId) ? [{ userId: first.userId, contactId }] : [];
  });
  return [...Map.groupBy(alone, ({ userId }) => userId)]
    .map(([userId, of]) => ({ userId, contactIds: of.map(({ contactId }) => contactId), share: of.length / knownBy.size }))
    .sort((a, b) => b.share - a.share || (a.userId < b.userId ? -1 : 1));
}
