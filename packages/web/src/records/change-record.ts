import { ApiProblem } from '../api.ts';
import { messageOf } from '../app/optimistic.ts';
import { queryClient } from '../app/query-client.ts';
import { say } from '../ui/toasts.ts';
import type { Pages } from './list-query.ts';
import { ask } from './questions.ts';

export interface Versioned {
  id: string;
  version: number;
  name: string;
}

/** How one kind of record is written, and what its fields are called. */
export interface RecordWriter<Full extends Versioned, Patch extends object> {
  /** First part of its query keys: `['deals', 'one', id]`, `['deals', 'list', …]`. */
  room: 'deals' | 'people' | 'accounts' | 'leads';
  /** "deal": as sentences name it. */
  word: string;
  change: (id: string, version: number, patch: Patch) => Promise<Full>;
  remove: (id: string, version: number) => Promise<unknown>;
  restore: (id: string) => Promise<Full>;
  fieldLabels: Partial<Record<keyof Patch, string>>;
}

const oneKey = (room: string, id: string) => [room, 'one', id];
// Changes of one record go out one after another, each with the version that the one before returned.
const tails = new Map<string, Promise<unknown>>();

function inTurn<Saved>(key: string, act: () => Promise<Saved>): Promise<Saved> {
  const turn = (tails.get(key) ?? Promise.resolve()).then(act, act);
  tails.set(key, turn);
  return turn;
}

/** Puts a record into every cached answer that shows it, so that lists keep their place. */
export function show<Full extends Versioned>(room: string, record: Full): void {
  queryClient.setQueryData(oneKey(room, record.id), record);
  queryClient.setQueriesData<Pages<Versioned>>(
    { queryKey: [room, 'list'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((item) => (item.id === record.id ? { ...item, ...record } : item)),
        })),
      },
  );
}

/** What else tells of a record, and is now out of date. */
export function staleAround(room: string, id: string): void {
  void queryClient.invalidateQueries({ queryKey: ['timeline', room, id] });
  void queryClient.invalidateQueries({ queryKey: ['today'] });
  void queryClient.invalidateQueries({ queryKey: ['road'] });
  for (const other of ['deals', 'people', 'accounts', 'leads'])
    if (other !== room) void queryClient.invalidateQueries({ queryKey: [other], refetchType: 'none' });
}

interface ChangeManner<Full> {
  /** What was done: "Close date moved to 8 Dec." */
  done: string;
  /** What the record shows at once where that is more than the patch itself: the owner's name beside the id. */
  shows?: Partial<Full>;
}

/**
 * Changes fields of a record: shown at once, saved with the version that was seen, undone with one key.
 * When somebody else changed the same fields meanwhile, both are shown and the person decides; other fields simply join.
 */
export async function changeRecord<Full extends Versioned, Patch extends object>(
  writer: RecordWriter<Full, Patch>,
  before: Full,
  patch: Patch,
  manner: ChangeManner<Full>,
): Promise<void> {
  const key = oneKey(writer.room, before.id);
  void queryClient.cancelQueries({ queryKey: key });
  show(writer.room, { ...before, ...patch, ...manner.shows });
  const saving = inTurn(key.join(), () => save(writer, before, patch));
  say(manner.done, {
    undo: async () => {
      const after = await saving;
      if (!after) return;
      try {
        show(
          writer.room,
          await inTurn(key.join(), () => save(writer, after, valuesBefore(before, patch)).then((undone) => undone ?? after)),
        );
      } catch (error) {
        say(`That could not be undone: ${messageOf(error)}`, { problem: true });
      }
      staleAround(writer.room, before.id);
    },
  });
  try {
    const after = await saving;
    if (after) show(writer.room, after);
  } catch (error) {
    show(writer.room, before);
    say(`Not saved: ${messageOf(error)}`, { problem: true });
  }
  staleAround(writer.room, before.id);
}

/** The values that a patch replaced. Reason and time of the change belong to the change, not to the record. */
function valuesBefore<Full extends Versioned, Patch extends object>(before: Full, patch: Patch): Patch {
  const values = before as unknown as Record<string, unknown>;
  return Object.fromEntries(changedFields(patch).map((field) => [field, values[field] ?? null])) as Patch;
}

const changedFields = (patch: object) => Object.keys(patch).filter((field) => field !== 'reason' && field !== 'occurredAt');

/** The saved record; undefined when the person kept what somebody else had written. */
async function save<Full extends Versioned, Patch extends object>(
  writer: RecordWriter<Full, Patch>,
  seen: Full,
  patch: Patch,
): Promise<Full | undefined> {
  const version = queryClient.getQueryData<Full>(oneKey(writer.room, seen.id))?.version ?? seen.version;
  try {
    const saved = await writer.change(seen.id, version, patch);
    queryClient.setQueryData(oneKey(writer.room, seen.id), saved);
    return saved;
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === 'versionConflict' && isRecord(error.current))) throw error;
    const current = error.current as unknown as Full;
    const fields = changedFields(patch).filter((field) => !sameValue(fieldOf(current, field), fieldOf(seen, field)));
    const clashing = fields.filter((field) => !sameValue(fieldOf(current, field), fieldOf(patch, field)));
    if (clashing.length === 0) return writer.change(seen.id, current.version, patch);
    return new Promise((resolve, reject) =>
      ask({
        kind: 'conflict',
        recordName: seen.name,
        fields: clashing.map((field) => ({
          label: writer.fieldLabels[field as keyof Patch] ?? field,
          yours: inWords(fieldOf(patch, field)),
          theirs: inWords(fieldOf(current, field)),
        })),
        onMine: () => void writer.change(seen.id, current.version, patch).then(resolve, reject),
        onTheirs: () => {
          show(writer.room, current);
          resolve(undefined);
        },
      }),
    );
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const fieldOf = (record: object, field: string) => (record as Record<string, unknown>)[field] ?? null;
const sameValue = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Puts a record into the trash, from where it can come back. */
export async function trashRecord<Full extends Versioned, Patch extends object>(
  writer: RecordWriter<Full, Patch>,
  record: Full,
): Promise<void> {
  try {
    const version = queryClient.getQueryData<Full>(oneKey(writer.room, record.id))?.version ?? record.version;
    await writer.remove(record.id, version);
    refreshRoom(writer.room, record.id);
    say(`“${record.name}” is in the trash.`, { undo: () => restoreRecord(writer, record) });
  } catch (error) {
    say(`Not put into the trash: ${messageOf(error)}`, { problem: true });
  }
}

export async function restoreRecord<Full extends Versioned, Patch extends object>(
  writer: RecordWriter<Full, Patch>,
  record: Pick<Full, 'id' | 'name'>,
): Promise<void> {
  try {
    queryClient.setQueryData(oneKey(writer.room, record.id), await writer.restore(record.id));
    refreshRoom(writer.room, record.id);
    say(`“${record.name}” is back.`);
  } catch (error) {
    say(`Not restored: ${messageOf(error)}`, { problem: true });
  }
}

function refreshRoom(room: string, id: string): void {
  void queryClient.invalidateQueries({ queryKey: [room, 'list'] });
  staleAround(room, id);
}
