import type { WorkspaceTransaction } from '../engine/index.ts';
import { appendChanges, explainRefusal, NotFound, type Values } from '../records/index.ts';

export interface Workspace {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly exportDay: string | null;
  readonly exportDayReason: string | null;
  readonly isSample: boolean;
}

export interface NewWorkspace {
  readonly name: string;
  readonly currency?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
  readonly isSample?: boolean | undefined;
}

const columns = `workspace_id as id, version, name, currency, time_zone as "timeZone", locale, export_day as "exportDay",
  export_day_reason as "exportDayReason", is_sample as "isSample"`;

/** Makes the workspace that the transaction's actor names by its id. Acts as admin: there is nobody else yet. */
export async function createWorkspace(tx: WorkspaceTransaction, values: NewWorkspace): Promise<Workspace> {
  const { workspaceId } = tx.actor;
  await tx.raw(
    `insert into app.workspaces (workspace_id, name, currency, time_zone, locale, is_sample)
     values ($1, $2, coalesce($3, 'USD'), coalesce($4, 'UTC'), coalesce($5, 'en'), coalesce($6, false))`,
    [workspaceId, values.name, values.currency ?? null, values.timeZone ?? null, values.locale ?? null, values.isSample ?? null],
  );
  return readWorkspace(tx);
}

/** @throws NotFound */
export async function readWorkspace(tx: WorkspaceTransaction): Promise<Workspace> {
  const [row] = await tx.raw<Workspace>(
    `select ${columns} from app.workspaces where workspace_id = (select app.workspace())`,
    [],
    'read_workspace',
  );
  if (!row) throw new NotFound('workspace', tx.actor.workspaceId);
  return row;
}

const changeable = { name: 'name', currency: 'currency', timeZone: 'time_zone', locale: 'locale', isSample: 'is_sample' } as const;
export type WorkspacePatch = { readonly [Field in keyof typeof changeable]?: Workspace[Field] | undefined };

/** @throws Forbidden for everyone but admins */
export async function changeWorkspace(tx: WorkspaceTransaction, patch: WorkspacePatch): Promise<Workspace> {
  const before = await readWorkspace(tx);
  const written = Object.entries(changeable).filter(([field]) => (patch as Values)[field] !== undefined);
  if (written.length === 0) return before;
  try {
    const rows = await tx.raw(
      `update app.workspaces set ${written.map(([, column], at) => `${column} = $${at + 1}`).join(', ')}, version = version + 1, updated_at = now()
       where workspace_id = (select app.workspace()) returning 1`,
      written.map(([field]) => (patch as Values)[field]),
    );
    if (rows.length === 0) throw Object.assign(new Error(), { code: '42501' });
  } catch (error) {
    throw explainRefusal(error, 'workspace');
  }
  const after = await readWorkspace(tx);
  const changes = Object.keys(changeable).map((field) => ({ field, from: (before as never)[field], to: (after as never)[field] }));
  await appendChanges(
    tx,
    'workspaces',
    before.id,
    changes.filter(({ from, to }) => from !== to),
  );
  return after;
}

/** True once anything that can be sold to or was talked about is here. */
export async function hasData(tx: WorkspaceTransaction): Promise<boolean> {
  const [row] = await tx.raw<{ has: boolean }>(
    `select exists (select from app.deals where workspace_id = (select app.workspace())) or exists (select from app.accounts where workspace_id = (select app.workspace()))
       or exists (select from app.contacts where workspace_id = (select app.workspace())) or exists (select from app.leads where workspace_id = (select app.workspace())) as has`,
    [],
    'has_data',
  );
  return row?.has ?? false;
}
