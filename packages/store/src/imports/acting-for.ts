import type { Actor } from '../engine/index.ts';
import type { ImportActor } from './types.ts';

/** Imports write as the workspace's administrator; who started one is kept with it. */
export function actingFor({ workspaceId, userId }: ImportActor): Actor {
  return { workspaceId, userId, role: 'admin', source: 'import' };
}
