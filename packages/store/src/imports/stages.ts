import { type DealStatus, type FilePlan, nameKey } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { recordId } from '../records/record-id.ts';

interface Pipeline {
  readonly id: string;
  readonly key: string;
  readonly stages: Map<string, string>;
}

/** What deals without a pipeline of their own are in, when the workspace has none yet. */
const firstPipeline = 'Sales';

/** The workspace's pipelines and stages by name; those that only deals name are made as the plan of the file describes them. */
export class Stages {
  readonly #importId: string;
  readonly #bornMillis: number;
  readonly #plan: FilePlan['stages'];
  #pipelines: Map<string, Pipeline> | undefined;
  #standard: Pipeline | undefined;

  constructor(importId: string, bornMillis: number, plan: FilePlan['stages']) {
    this.#importId = importId;
    this.#bornMillis = bornMillis;
    this.#plan = plan;
  }

  forget(): void {
    this.#pipelines = undefined;
    this.#standard = undefined;
  }

  /** @throws Error when the stage was not settled before */
  find(pipelineName: string | undefined, stageName: string): { pipelineId: string; stageId: string } {
    const pipeline = this.#pipelineOf(pipelineName);
    const stageId = pipeline?.stages.get(nameKey(stageName));
    if (!pipeline || stageId === undefined) throw new Error(`stage ${stageName} was not settled`);
    return { pipelineId: pipeline.id, stageId };
  }

  pipelineId(name: string): string | undefined {
    return this.#pipelineOf(name)?.id;
  }

  /** Makes the pipelines and stages that the deals name and the workspace does not have. */
  async settle(
    tx: WorkspaceTransaction,
    deals: Iterable<{ readonly pipelineName?: string; readonly stageName: string; readonly status: DealStatus }>,
  ): Promise<void> {
    let pipelines = this.#pipelines;
    for (const { pipelineName, stageName, status } of deals) {
      if (!pipelines) pipelines = await this.#load(tx);
      const pipeline = this.#pipelineOf(pipelineName) ?? (await this.#makePipeline(tx, pipelines, pipelineName ?? firstPipeline));
      if (pipeline.stages.has(nameKey(stageName))) continue;
      const planned = this.#plan.some(({ name }) => nameKey(name) === nameKey(stageName)) ? this.#plan : [];
      for (const stage of [...planned].sort((a, b) => a.position - b.position))
        await this.#makeStage(tx, pipeline, stage.name, stage.status);
      await this.#makeStage(tx, pipeline, stageName, status);
    }
  }

  #pipelineOf(name: string | undefined): Pipeline | undefined {
    return name === undefined ? this.#standard : this.#pipelines?.get(nameKey(name));
  }

  async #load(tx: WorkspaceTransaction): Promise<Map<string, Pipeline>> {
    const rows = await tx.raw<{ id: string; name_key: string; stages: Record<string, string> }>(
      `select id, name_key, (select coalesce(jsonb_object_agg(stage.name_key, stage.id), '{}') from app.stages stage where stage.pipeline_id = pipeline.id and stage.deleted_at is null) as stages
       from app.pipelines pipeline where deleted_at is null order by position, id`,
    );
    this.#pipelines = new Map(
      rows.map((row) => [row.name_key, { id: row.id, key: row.name_key, stages: new Map(Object.entries(row.stages)) }]),
    );
    this.#standard = this.#pipelines.values().next().value;
    return this.#pipelines;
  }

  async #makePipeline(tx: WorkspaceTransaction, pipelines: Map<string, Pipeline>, name: string): Promise<Pipeline> {
    const key = nameKey(name);
    const pipeline = { id: recordId('reference', 'pipelines', key, this.#bornMillis), key, stages: new Map<string, string>() };
    const [made] = await tx.raw<{ id: string }>(
      `insert into app.pipelines (id, name, name_key, position, import_id) values ($1, $2, $3, $4, $5)
       on conflict (workspace_id, name_key) do update set deleted_at = null, import_id = excluded.import_id returning id`,
      [pipeline.id, name, key, pipelines.size, this.#importId],
    );
    pipeline.id = made?.id ?? pipeline.id;
    pipelines.set(key, pipeline);
    this.#standard ??= pipeline;
    return pipeline;
  }

  async #makeStage(tx: WorkspaceTransaction, pipeline: Pipeline, name: string, status: DealStatus): Promise<void> {
    const key = nameKey(name);
    if (pipeline.stages.has(key)) return;
    const id = recordId('reference', 'stages', `${pipeline.key}|${key}`, this.#bornMillis);
    const [made] = await tx.raw<{ id: string }>(
      `insert into app.stages (id, pipeline_id, name, name_key, position, status, import_id) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (workspace_id, pipeline_id, name_key) do update set deleted_at = null, import_id = excluded.import_id returning id`,
      [id, pipeline.id, name, key, pipeline.stages.size, status, this.#importId],
    );
    pipeline.stages.set(key, made?.id ?? id);
  }
}
