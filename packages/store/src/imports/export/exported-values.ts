import type { WorkspaceTransaction } from '../../engine/index.ts';
import { type StoredKind, targetOfColumn } from '../stored-kinds.ts';
import type { ExportReferences } from './references.ts';

interface Valued {
  readonly record_kind: StoredKind;
  readonly field: string;
  readonly from_value: unknown;
  readonly to_value: unknown;
}

/** Values in the history as text that means the same in another workspace: ids of records become their keys, ids of stages their names. */
export class ExportedValues {
  readonly #references: ExportReferences;
  readonly #stages = new Map<string, string>();

  constructor(references: ExportReferences) {
    this.#references = references;
  }

  async load(tx: WorkspaceTransaction, rows: readonly Valued[]): Promise<void> {
    for (const [target, ones] of Map.groupBy(rows, ({ record_kind, field }) => targetOfColumn(record_kind, field))) {
      if (target)
        await this.#references.load(
          tx,
          target,
          ones.flatMap(({ from_value, to_value }) => [from_value, to_value].filter(isId)),
        );
    }
    if (this.#stages.size > 0) return;
    const named = await tx.raw<{ id: string; label: string }>(
      `select stage.id, jsonb_build_object('pipeline', pipeline.name, 'stage', stage.name)::text as label
       from app.stages stage join app.pipelines pipeline on pipeline.id = stage.pipeline_id
       union all select id, jsonb_build_object('pipeline', name)::text from app.pipelines
       union all select id, jsonb_build_object('team', name)::text from app.teams where deleted_at is null`,
    );
    for (const { id, label } of named) this.#stages.set(id, label);
  }

  textOf(row: Valued, value: unknown): string | undefined {
    if (value === null || value === undefined) return undefined;
    if (!isId(value)) return typeof value === 'string' ? value : JSON.stringify(value);
    if (targetOfColumn(row.record_kind, row.field)) return this.#references.to(value, '')?.key ?? value;
    return this.#stages.get(value) ?? value;
  }
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
