import type { Ref } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { storedKinds, type TargetKind } from '../stored-kinds.ts';

interface Target {
  readonly name: string | undefined;
  readonly keys: readonly { readonly source: string; readonly key: string }[];
}

const mostRemembered = 200_000;

/** How rows of an export point at records: by the key that the row's own system gave, else by another system's key with that system's name. */
export class ExportReferences {
  readonly #targets = new Map<string, Target | undefined>();

  /** Loads what a page of rows points at. */
  async load(tx: WorkspaceTransaction, kind: TargetKind, ids: Iterable<string | null | undefined>): Promise<void> {
    if (this.#targets.size > mostRemembered) this.#targets.clear();
    const open = new Set<string>();
    for (const id of ids) if (id && !this.#targets.has(id)) open.add(id);
    if (open.size === 0) return;
    for (const id of open) this.#targets.set(id, undefined);
    const found = await tx.raw<{ id: string; name: string; keys: { source: string; key: string }[] | null }>(
      `select record.id, record.name, (
         select jsonb_agg(jsonb_build_object('source', source, 'key', key) order by source collate "C", key collate "C")
         from app.external_keys known where known.record_id = record.id and known.kind = $1) as keys
       from ${storedKinds[kind].table} record where record.id = any ($2::uuid[]) and record.deleted_at is null`,
      [kind, [...open]],
    );
    for (const { id, name, keys } of found) this.#targets.set(id, { name, keys: keys ?? [{ source: 'windshield', key: `id:${id}` }] });
  }

  /** Undefined for a deleted record: it is not in the export. */
  to(id: string | null | undefined, system: string): Ref | undefined {
    const target = id ? this.#targets.get(id) : undefined;
    if (!target) return undefined;
    return { key: keyFor(target, system), ...(target.name ? { name: target.name } : {}) };
  }
}

function keyFor({ keys }: Target, system: string): string {
  const own = keys.find(({ source }) => source === system);
  if (own) return own.key;
  const [first] = keys;
  return first ? `${first.source}/${first.key}` : '';
}
