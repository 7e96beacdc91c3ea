import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { appendChanges } from './change-log.ts';
import { explainRefusal } from './errors.ts';
import { getRecord } from './get.ts';
import type { OpenRoom, Values } from './room.ts';
import { Statement } from './statement.ts';
import { writtenColumns } from './write-columns.ts';

/**
 * Writes a new record and gives it back as its page shows it. That it was created, and by whom, is the first line of its history.
 *
 * @throws InvalidValue, Forbidden
 */
export async function createRecord<T>(tx: WorkspaceTransaction, room: OpenRoom, values: Values): Promise<T> {
  const id = randomUUIDv7();
  const derived = (await room.derive?.(tx, values, undefined, {})) ?? {};
  const statement = new Statement();
  const columns = [{ column: 'id', placeholder: statement.bind(id, 'uuid') }, ...writtenColumns(statement, room, values, derived)];
  try {
    await statement.run(
      tx,
      `insert into ${room.table} (${columns.map(({ column }) => column).join(', ')}) values (${columns.map(({ placeholder }) => placeholder).join(', ')})`,
    );
    await room.after?.(tx, id, values, undefined);
  } catch (error) {
    throw explainRefusal(error, room.one);
  }
  await appendChanges(tx, room.kind, id, [{ field: 'recordedAt', from: null, to: new Date().toISOString() }]);
  return getRecord(tx, room, id);
}
