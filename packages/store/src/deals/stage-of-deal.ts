import { randomUUIDv7 } from 'node:crypto';
import { nameKey } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { type DealStatus, InvalidValue, type Values } from '../records/index.ts';

interface Stage {
  readonly id: string;
  readonly pipelineId: string;
  readonly status: DealStatus;
}

const stages = `select s.id, s.pipeline_id as "pipelineId", s.status from app.stages s
  join app.pipelines p on p.workspace_id = s.workspace_id and p.id = s.pipeline_id
  where s.workspace_id = (select app.workspace()) and s.deleted_at is null`;

/**
 * The stage says whether a deal is open, won or lost; written the other way round, the status picks a stage of its pipeline: the first
 * open one, or the one for won or lost. A new deal without either starts in the first open stage of the first pipeline.
 *
 * @throws InvalidValue when stage and status contradict each other, or the stage is not there
 */
export async function stageOfDeal(tx: WorkspaceTransaction, written: Values, current: Values | undefined): Promise<Stage | undefined> {
  const { stageId, status } = written as { stageId?: string; status?: DealStatus };
  if (stageId !== undefined) {
    const [stage] = await tx.raw<Stage>(`${stages} and s.id = $1`, [stageId]);
    if (!stage) throw new InvalidValue({ field: 'stageId', message: 'points at no stage of this workspace; take one of its pipelines' });
    if (status !== undefined && status !== stage.status)
      throw new InvalidValue({
        field: 'status',
        message: `is ${status}, but deals in that stage are ${stage.status}; give the stage alone`,
      });
    return stage;
  }
  if (current && (status === undefined || status === current['status'])) return undefined;
  const wanted = status ?? 'open';
  const [stage] = await tx.raw<Stage>(
    `${stages} and s.status = $1
     order by s.pipeline_id is distinct from (select pipeline_id from app.stages where workspace_id = (select app.workspace()) and id = $2), p.position, p.id, s.position limit 1`,
    [wanted, current?.['stageId'] ?? null],
  );
  if (stage) return stage;
  if (current) throw new InvalidValue({ field: 'status', message: `cannot be ${wanted}: no stage of any pipeline says so` });
  return makeFirstPipeline(tx, wanted);
}

const usualStages = [
  ['Open', 'open'],
  ['Won', 'won'],
  ['Lost', 'lost'],
] as const;

/** A workspace that imported nothing has no pipeline yet: its first deal makes the plainest one. */
async function makeFirstPipeline(tx: WorkspaceTransaction, wanted: DealStatus): Promise<Stage> {
  const pipelineId = randomUUIDv7();
  await tx.raw(`insert into app.pipelines (id, name, name_key) values ($1, 'Deals', 'deals')`, [pipelineId]);
  const made = usualStages.map(([name, status], position) => ({ id: randomUUIDv7(), pipelineId, name, status, position }));
  for (const { id, name, status, position } of made)
    await tx.raw(`insert into app.stages (id, pipeline_id, name, name_key, position, status) values ($1, $2, $3, $4, $5, $6)`, [
      ...[id, pipelineId, name, nameKey(name)],
      ...[position, status],
    ]);
  return made.find(({ status }) => status === wanted) as Stage;
}
