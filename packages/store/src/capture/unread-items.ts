import type { WorkspaceTransaction } from '../engine/index.ts';
import { limitOf, type Page, pageOf, readCursor, Statement } from '../records/index.ts';
import { getSource } from './sources.ts';

/** What could not be understood. */
export interface UnreadItem {
  /** Folder or file, and the number in it. */
  readonly where: string;
  readonly reason: string;
  readonly recordedAt: string;
}

const order = 'unreadItems.recordedAt.desc';

/** What could not be understood of a source, newest first. Only to the owner. @throws NotFound, InvalidValue */
export async function listUnread(
  tx: WorkspaceTransaction,
  sourceId: string,
  query: { readonly cursor?: string | undefined; readonly limit?: number | undefined } = {},
): Promise<Page<UnreadItem>> {
  await getSource(tx, sourceId);
  const statement = new Statement();
  const limit = limitOf(query.limit);
  const conditions = [
    `r.workspace_id = (select app.workspace()) and r.source_id = ${statement.bind(sourceId, 'uuid')} and r.fate = 'unread' and r.vanished_at is null`,
  ];
  if (query.cursor !== undefined) {
    const { value, id } = readCursor(query.cursor, order);
    // A batch has one time: folder and number tell its messages apart.
    const [, at = '', uid = ''] = /^(.*) #(\d{1,15})$/.exec(value) ?? [];
    conditions.push(
      `(r.recorded_at, r.folder_id, r.uid) < (${statement.bind(at, 'timestamptz')}, ${statement.bind(id, 'uuid')}, ${statement.bind(uid, 'bigint')})`,
    );
  }
  const rows = await statement.run<{ id: string; place: string; item: UnreadItem }>(
    tx,
    `select r.folder_id as id, r.recorded_at || ' #' || r.uid as place,
       json_build_object('where', f.path || ', message ' || r.uid, 'reason', coalesce(r.reason, ''), 'recordedAt', app.iso(r.recorded_at)) as item
     from app.capture_reads r join app.capture_folders f on f.workspace_id = r.workspace_id and f.id = r.folder_id
     where ${conditions.join(' and ')} order by r.recorded_at desc, r.folder_id desc, r.uid desc limit ${limit + 1}`,
  );
  const { items, nextCursor } = pageOf(rows, limit, order, (at) => rows[at]?.place as string);
  return { items: items.map(({ item }) => item), nextCursor };
}
