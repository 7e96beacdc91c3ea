import { type LinkageModel, openComparer } from '@windshield/core';
import { hygiene, type WorkspaceTransaction } from '@windshield/store';
import type { Services } from '../services.ts';

type MergeKind = hygiene.merging.MergeKind;

/** A model with its tables made. */
export interface OpenModel {
  readonly model: LinkageModel;
  readonly comparer: ReturnType<typeof openComparer>;
}

interface Kept extends OpenModel {
  readonly fittedAt: string | undefined;
}

const kept = new WeakMap<Services, Map<string, Kept>>();
const most = 60;

/** The model of a kind in the workspace as it was fitted last, held in memory; before the first fit, what is known beforehand. */
export async function modelOf(services: Services, tx: WorkspaceTransaction, kind: MergeKind): Promise<OpenModel> {
  const ofServices = kept.get(services) ?? new Map<string, Kept>();
  kept.set(services, ofServices);
  const place = `${tx.actor.workspaceId} ${kind}`;
  const fittedAt = await hygiene.duplicates.modelFittedAt(tx, kind);
  const known = ofServices.get(place);
  if (known && known.fittedAt === fittedAt) return known;
  const model = (fittedAt === undefined ? undefined : await hygiene.duplicates.readModel(tx, kind)) ?? hygiene.duplicates.presetModel(kind);
  const opened = { model, comparer: openComparer(model), fittedAt };
  if (ofServices.size >= most) ofServices.clear();
  ofServices.set(place, opened);
  return opened;
}
