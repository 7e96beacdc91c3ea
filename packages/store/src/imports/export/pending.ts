import type { Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';

interface Waiting {
  readonly ref: Ref;
  readonly more: Readonly<Record<string, unknown>>;
}

/** References of records whose target has not come: they are exported as they were read. */
export interface PendingRefs {
  of(recordId: string, field: string, system: string): readonly Waiting[];
}

export async function pendingRefs(tx: WorkspaceTransaction, recordIds: readonly string[]): Promise<PendingRefs> {
  const rows = await tx.raw<{ record_id: string; field: string; source: string; reference: Ref & Record<string, unknown> }>(
    'select record_id, field, source, reference from app.pending_references where record_id = any ($1::uuid[]) order by reference::text collate "C"',
    [recordIds],
  );
  const byPlace = Map.groupBy(rows, ({ record_id, field }) => `${record_id} ${field}`);
  return {
    of(recordId, field, system) {
      return (byPlace.get(`${recordId} ${field}`) ?? []).map(({ source, reference: { key, email, name, ...more } }) => ({
        ref: {
          ...(key !== undefined && { key: source === system || key.includes('/') ? key : `${source}/${key}` }),
          ...(email !== undefined && { email }),
          ...(name !== undefined && { name }),
        },
        more,
      }));
    },
  };
}
