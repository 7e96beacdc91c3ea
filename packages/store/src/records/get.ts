import type { WorkspaceTransaction } from '../engine/index.ts';
import { NotFound } from './errors.ts';
import { itemColumns, type Room } from './room.ts';
import { type Json, Statement } from './statement.ts';

/**
 * One record with all that its page shows, as JSON text. A deleted one is found too: `deletedAt` says so.
 *
 * @throws NotFound
 */
export async function getRecord<T>(tx: WorkspaceTransaction, room: Room, id: string): Promise<Json<T>> {
  const statement = new Statement();
  const columns = room.more ? `${itemColumns(room)}, ${room.more}` : itemColumns(room);
  const text = `
    select row_to_json(item)::text as json from (
      select ${columns} from ${room.table} r ${room.joins}
      where r.workspace_id = (select app.workspace()) and r.id = ${statement.bind(id, 'uuid')}) item`;
  const [row] = await statement.run<{ json: string }>(tx, text);
  if (!row) throw new NotFound(room.one, id);
  return row.json;
}
