import type { WorkspaceTransaction } from '../../engine/index.ts';
import { limitOf, type Page, pageOf, readCursor } from '../../records/index.ts';
import { chooseKept, type MergeKind, mergedKind } from '../merging/index.ts';
import { type Cluster, clusterPairs } from './clusters.ts';
import { distinctPairs } from './distinct.ts';
import { type FoundPair, pairsAmong, waitingPairs } from './pairs.ts';
import { type SideField, type SideRecord, sideFields, sideRecords } from './side-by-side.ts';

/** Records that are probably one, side by side. */
export interface ClusterView extends Pick<Cluster, 'id' | 'probability'> {
  readonly kind: MergeKind;
  /** Proposed to stay. */
  readonly keepId: string;
  /** The one proposed to stay first. */
  readonly records: readonly SideRecord[];
  readonly fields: readonly SideField[];
  readonly pairs: readonly FoundPair[];
}

export interface ClusterQuery {
  readonly kind: MergeKind;
  readonly minProbability: number;
  /** Only those with this record. */
  readonly recordId?: string | undefined;
  /** Only those with a record of this user. */
  readonly ownerId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Groups of records that are probably one, by pairs that are at least so sure; the surest first. */
export async function waitingClusters(tx: WorkspaceTransaction, kind: MergeKind, minProbability: number): Promise<Cluster[]> {
  return clusterPairs(await waitingPairs(tx, kind, { minProbability }), await distinctPairs(tx, kind));
}

/** So many groups are a page at the most: each is read with all that it says. */
const mostOnPage = 40;

/** A page of groups, the surest first. */
export async function listClusters(
  tx: WorkspaceTransaction,
  { kind, minProbability, recordId, ownerId, cursor, limit }: ClusterQuery,
): Promise<Page<ClusterView>> {
  const order = `duplicates.${kind}.probability.desc`;
  const all = await waitingClusters(tx, kind, minProbability);
  const owned = ownerId === undefined ? undefined : await ownedAmong(tx, kind, all, ownerId);
  const asked = all.filter(({ ids }) => (recordId === undefined || ids.includes(recordId)) && (!owned || ids.some((id) => owned.has(id))));
  const place = cursor === undefined ? undefined : readCursor(cursor, order);
  const rest = place
    ? asked.filter(({ probability, id }) => probability < Number(place.value) || (probability === Number(place.value) && id > place.id))
    : asked;
  const most = Math.min(limitOf(limit), mostOnPage);
  const page = rest.slice(0, most + 1);
  return pageOf(await viewsOf(tx, kind, page), most, order, (at) => String(page[at]?.probability));
}

async function ownedAmong(
  tx: WorkspaceTransaction,
  kind: MergeKind,
  clusters: readonly Cluster[],
  ownerId: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.raw<{ id: string }>(
    `select id from app.${kind} where workspace_id = (select app.workspace()) and id = any ($1::uuid[]) and owner_id = $2`,
    [clusters.flatMap(({ ids }) => ids), ownerId],
  );
  return new Set(rows.map(({ id }) => id));
}

async function viewsOf(tx: WorkspaceTransaction, kind: MergeKind, clusters: readonly Cluster[]): Promise<ClusterView[]> {
  const ids = clusters.flatMap((cluster) => cluster.ids);
  if (ids.length === 0) return [];
  const { rows, fieldsOf } = await sideFields(tx, kind, ids);
  const records = await sideRecords(tx, kind, ids);
  const pairs = await pairsAmong(tx, kind, ids);
  return clusters.map(({ id, probability, ids: members }) => {
    const keepId = chooseKept(
      mergedKind(kind),
      members.flatMap((one) => rows.get(one) ?? []),
    );
    const inOrder = [keepId, ...members.filter((one) => one !== keepId)];
    const within = new Set(members);
    return {
      ...{ id, kind, probability, keepId },
      records: inOrder.flatMap((one) => records.get(one) ?? []),
      fields: fieldsOf(inOrder),
      pairs: pairs.filter(({ aId, bId }) => within.has(aId) && within.has(bId)),
    };
  });
}
