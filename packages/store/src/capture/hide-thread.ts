import type { WorkspaceTransaction } from '../engine/index.ts';
import { explainRefusal, NotFound } from '../records/index.ts';

/**
 * Hides the whole thread of a captured interaction from colleagues who took no part in it, or shows it again; later messages of the thread
 * follow. Whoever took part may. It stays hidden as long as one of those who hid it wants so.
 *
 * @returns how many interactions moved
 * @throws NotFound, Forbidden
 */
export async function hideThread(tx: WorkspaceTransaction, interactionId: string, isHidden: boolean): Promise<number> {
  try {
    const [row] = await tx.raw<{ moved: number }>(
      `select app.hide_thread(c.thread_id, $2) as moved from app.captured_items c join app.interactions i on i.workspace_id = c.workspace_id and i.id = c.interaction_id
       where c.workspace_id = (select app.workspace()) and c.interaction_id = $1`,
      [interactionId, isHidden],
    );
    if (!row) throw new NotFound('captured interaction', interactionId);
    return row.moved;
  } catch (error) {
    throw explainRefusal(error, 'interaction');
  }
}
