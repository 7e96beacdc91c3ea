import type { WorkspaceTransaction } from '../engine/index.ts';
import { changeRecord } from './change.ts';
import type { Circumstances } from './change-log.ts';
import { createRecord } from './create.ts';
import { getRecord } from './get.ts';
import { type ListQuery, listRecords } from './list.ts';
import type { Page } from './page.ts';
import { removeRecord, restoreRecord } from './remove.ts';
import { openRoom, type Room, type Values } from './room.ts';

/** What can be done with every kind of record. `Item` is what a list shows of one, `Full` what its own page shows. */
export interface RecordRoom<Item, Full = Item> {
  /** What tells this kind from the others, for those who work on all of them. */
  readonly described: Room;
  list(tx: WorkspaceTransaction, query?: ListQuery): Promise<Page<Item>>;
  get(tx: WorkspaceTransaction, id: string): Promise<Full>;
  create(tx: WorkspaceTransaction, values: Values): Promise<Full>;
  change(tx: WorkspaceTransaction, id: string, version: number | undefined, patch: Values, circumstances?: Circumstances): Promise<Full>;
  remove(tx: WorkspaceTransaction, id: string, version?: number, circumstances?: Circumstances): Promise<void>;
  restore(tx: WorkspaceTransaction, id: string, circumstances?: Circumstances): Promise<Full>;
}

export function recordRoom<Item, Full = Item>(described: Room): RecordRoom<Item, Full> {
  const room = openRoom(described);
  return {
    described,
    list: (tx, query = {}) => listRecords<Item>(tx, room, query),
    get: (tx, id) => getRecord<Full>(tx, room, id),
    create: (tx, values) => createRecord<Full>(tx, room, values),
    change: (tx, id, version, patch, circumstances) => changeRecord<Full>(tx, room, id, version, patch, circumstances),
    remove: (tx, id, version, circumstances) => removeRecord(tx, room, id, version, circumstances),
    restore: (tx, id, circumstances) => restoreRecord<Full>(tx, room, id, circumstances),
  };
}
