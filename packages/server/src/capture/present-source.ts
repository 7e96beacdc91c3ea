import type { CaptureSource } from '@windshield/contract';
import type { capture } from '@windshield/store';
import type { Pace } from './pace.ts';

const roles: ReadonlySet<string> = new Set(['inbox', 'sent', 'archive', 'all', 'calendar', 'file', 'invitations']);

/** A source as its owner sees it. @param pace how fast its history is being read by this process */
export function presentOwn(source: capture.SourceStateFull, pace: Pace | undefined): CaptureSource {
  const { settings, counts } = source;
  const setting = (name: string) => settings[name] ?? null;
  return {
    ...presentCommon(source),
    version: source.version,
    isOwn: true,
    stateCode: source.stateCode,
    stateMessage: source.stateMessage,
    retryAt: source.retryAt,
    progress: progressOf(source, pace),
    counts: {
      interactions: counts.interaction,
      waiting: counts.waiting,
      leftOut: counts.leftOut + counts.ignored + counts.private,
      unread: counts.unread,
    },
    leftOut: leftOutOf(source),
    keepsText: source.keepsText,
    level: source.level,
    folders: source.folders.map(({ path, role, isIncluded, onServer, read, unread, countedAt }) => ({
      ...{ path, isIncluded, onServer, read, unread, countedAt },
      role: (role !== null && roles.has(role) ? role : 'other') as CaptureSource['folders'][number]['role'],
    })),
    settings: {
      address: source.address,
      aliases: [...source.aliases],
      host: setting('host') as string | null,
      port: setting('port') as number | null,
      security: setting('security') as 'tls' | null,
      userName: setting('userName') as string | null,
      url: setting('url') as string | null,
      path: setting('path') as string | null,
      authentication: setting('authentication') as 'password' | null,
      since: setting('since') as string | null,
    },
  };
}

/** Names of files may tell what is in them. */
const nameSeen: Partial<Record<capture.SourceKind, string>> = { upload: 'Uploaded files', watchedFolder: 'A watched folder' };

/** A colleague's: that it is there, and whether it works. */
export function presentSeen(source: capture.SourceSeen): CaptureSource {
  return {
    ...presentCommon(source),
    name: nameSeen[source.kind] ?? source.name,
    version: 1,
    isOwn: source.isOwn,
    stateCode: null,
    stateMessage: null,
    retryAt: null,
    progress: null,
    counts: { interactions: source.read, waiting: 0, leftOut: 0, unread: 0 },
    leftOut: [],
    keepsText: false,
    level: 'happened',
    folders: [],
    settings: null,
  };
}

/** What nobody wants counted, and what was left out by rule: together as many as `counts.leftOut`. */
function leftOutOf({ leftOut, counts }: capture.SourceStateFull): CaptureSource['leftOut'] {
  const decided = (['ignored', 'private'] as const).map((reason) => ({ reason, count: counts[reason] }));
  return [...leftOut.map(({ reason, count }) => ({ reason, count })), ...decided]
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}

function presentCommon({
  id,
  kind,
  name,
  owner,
  state,
  lastReadAt,
}: Pick<capture.SourceSeen, 'id' | 'kind' | 'name' | 'owner' | 'state' | 'lastReadAt'>) {
  return { id, kind, name, owner, state, lastReadAt };
}

function progressOf({ state, folders }: capture.SourceStateFull, pace: Pace | undefined): CaptureSource['progress'] {
  if (state !== 'backfilling' && state !== 'connecting') return null;
  const included = folders.filter(({ isIncluded }) => isIncluded);
  const done = included.reduce((sum, { read }) => sum + read, 0);
  const isCounted = included.some(({ onServer }) => onServer !== null);
  const total = isCounted ? included.reduce((sum, { onServer, read }) => sum + Math.max(onServer ?? 0, read), 0) : null;
  const secondsLeft = total === null ? null : (pace?.secondsFor(total - done) ?? null);
  return { done, total, secondsLeft };
}
