import type { ListResponse } from 'imapflow';
import { specialUse } from 'imapflow/lib/special-use.js';
import type { ImapConnection } from './connection.ts';

/** What a folder is for (RFC 6154). */
export type FolderRole = 'inbox' | 'sent' | 'archive' | 'all' | 'flagged' | 'drafts' | 'junk' | 'trash' | 'other';

/** Why a folder is not read unless somebody asks for it. */
export type LeftOut = 'unsent' | 'discarded' | 'repeatsOthers' | 'notOwn';

export interface MailFolder {
  readonly path: string;
  /** What separates the names in `path`. */
  readonly delimiter: string;
  readonly role: FolderRole;
  /** Who says so: the server (SPECIAL-USE), or the folder's name in one of many languages. `undefined` when it has no role. */
  readonly roleFrom?: 'server' | 'name' | undefined;
  /** `undefined`: it is read. */
  readonly leftOut?: LeftOut | undefined;
  /** Figures of the server; `undefined` where it would not tell. */
  readonly messages?: number | undefined;
  readonly uidNext?: number | undefined;
  readonly uidValidity?: string | undefined;
  readonly highestModseq?: string | undefined;
}

const roles: Readonly<Record<string, FolderRole>> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Archive': 'archive',
  '\\All': 'all',
  '\\Flagged': 'flagged',
  '\\Drafts': 'drafts',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
};

const leftOutRoles: Partial<Record<FolderRole, LeftOut>> = {
  drafts: 'unsent',
  junk: 'discarded',
  trash: 'discarded',
  flagged: 'repeatsOthers',
};

/**
 * All folders that can hold messages, with what they are for and whether they are read. A folder takes the role of the one that it lies in
 * when that is left out (Trash/2019). In Gmail everything but spam and trash is in "All Mail" and the other folders are labels of it, so
 * that one alone is read; elsewhere a folder of all messages may leave some out (RFC 6154), so every folder is read and messages are
 * recognised by their id.
 * @throws MailboxError
 */
export async function listFolders(connection: ImapConnection): Promise<MailFolder[]> {
  const statusQuery = { messages: true, uidNext: true, uidValidity: true, highestModseq: true };
  // One command a folder where the server cannot tell about all of them at once.
  const listed = await connection.run((client) => client.list({ statusQuery }), connection.timeouts.commandMs * 5);
  const foreign = await connection.run(async (client) =>
    [...(client.namespaces?.other || []), ...(client.namespaces?.shared || [])]
      .map((space) => space.prefix)
      .filter((prefix) => prefix !== ''),
  );
  const known = new Map(listed.map((folder) => [folder.path, roleOf(folder)]));
  const hasAllMail = connection.isGmail && [...known.values()].some(({ role }) => role === 'all');
  return listed.filter(canHoldMessages).map((folder) => {
    const own = known.get(folder.path) ?? { role: 'other' };
    const { role, roleFrom } = own.role === 'other' ? inherited(folder, known) : own;
    const isForeign = foreign.some((prefix) => folder.path.startsWith(prefix));
    const leftOut = leftOutRoles[role] ?? (isForeign ? 'notOwn' : hasAllMail && role !== 'all' ? 'repeatsOthers' : undefined);
    const { status } = folder;
    return {
      path: folder.path,
      delimiter: folder.delimiter,
      role,
      roleFrom,
      leftOut,
      messages: status?.messages,
      uidNext: status?.uidNext,
      uidValidity: status?.uidValidity?.toString(),
      highestModseq: status?.highestModseq?.toString(),
    };
  });
}

interface KnownRole {
  readonly role: FolderRole;
  readonly roleFrom?: 'server' | 'name' | undefined;
}

/** Also for the second folder of a kind: mail programs make "Sent Messages" beside the server's own "Sent". */
function roleOf(folder: ListResponse): KnownRole {
  const given = roles[folder.specialUse ?? ''];
  if (given) return { role: given, roleFrom: folder.specialUseSource === 'extension' || given === 'inbox' ? 'server' : 'name' };
  const byName = roles[specialUse(true, folder).flag ?? ''];
  return byName ? { role: byName, roleFrom: 'name' } : { role: 'other' };
}

/** What lies in a folder that is left out is left out for the same reason. */
function inherited(folder: ListResponse, known: ReadonlyMap<string, KnownRole>): KnownRole {
  for (let depth = folder.parent.length; depth > 0; depth--) {
    const above = known.get(folder.parent.slice(0, depth).join(folder.delimiter));
    if (above && leftOutRoles[above.role]) return above;
  }
  return { role: 'other' };
}

function canHoldMessages({ flags }: ListResponse): boolean {
  return !['\\Noselect', '\\NonExistent'].some((flag) => flags.has(flag));
}
