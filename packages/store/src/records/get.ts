import type { WorkspaceTransaction } from '../engine/index.ts';
import { NotFound } from './errors.ts';
import type { OpenRoom } from './room.ts';
import { Statement } from './statement.ts';

/**
 * One record with all that its page shows. A deleted one is found too: `deletedAt` says so.
 *
 * @throws NotFound
 */
export async function getRecord<T>(tx: WorkspaceTransaction, room: OpenRoom, id: string): Promise<T> {
  const statement = new Statement();
  const text = `
    select ${room.full.columns} from ${room.table} r ${room.joins}
    where r.workspace_id = (select app.workspace()) and r.id = ${statement.bind(id, 'uuid')}`;
  const [row] = await statement.read(tx, text);
  if (!row) throw new NotFound(room.one, id);
  return room.full.read(row) as T;
}
