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
  const near = (current?.['stageId'] as string | undefined) ?? null;
  const found = await stageWith(tx, wanted, near);
  if (found) return found;
  if (current) throw new InvalidValue({ field: 'status', message: `cannot be ${wanted}: no stage of any pipeline says so` });
  await tx.raw('select app.make_first_pipeline($1, $2, $3)', [
    usualStages.map(([name]) => name),
    usualStages.map(([name]) => nameKey(name)),
    usualStages.map(([, means]) => means),
  ]);
  return stageWith(tx, wanted, near);
}

/** What a workspace that imported nothing begins with. */
const usualStages = [
  ['Open', 'open'],
  ['Won', 'won'],
  ['Lost', 'lost'],
] as const;

/** The first stage of a status, in the pipeline of the stage `near` if that has one. */
async function stageWith(tx: WorkspaceTransaction, status: DealStatus, near: string | null): Promise<Stage | undefined> {
  const [stage] = await tx.raw<Stage>(
    `${stages} and s.status = $1
     order by s.pipeline_id is distinct from (select pipeline_id from app.stages where workspace_id = (select app.workspace()) and id = $2), p.position, p.id, s.position limit 1`,
    [status, near],
  );
  return stage;
}
