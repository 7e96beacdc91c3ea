import type { Statement } from '../records/index.ts';

/** Whose deals are looked at: one's own, those of the teams one leads, everybody's. */
export type Scope = 'own' | 'team' | 'workspace';

/** A condition on `d.owner_id`. Who leads no team sees the workspace as theirs. */
export function ownedWithin(statement: Statement, scope: Scope, userId: string): string {
  if (scope === 'workspace') return 'true';
  const user = statement.bind(userId, 'uuid');
  if (scope === 'own') return `d.owner_id = ${user}`;
  return `(d.owner_id = any (array(
      select u.id from app.users u join app.teams t on t.workspace_id = u.workspace_id and t.id = u.team_id
      where u.workspace_id = (select app.workspace()) and t.manager_user_id = ${user} and t.deleted_at is null))
    or not exists (select from app.teams t where t.workspace_id = (select app.workspace()) and t.manager_user_id = ${user} and t.deleted_at is null))`;
}
