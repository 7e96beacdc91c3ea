import { setTimeout as sleep } from 'node:timers/promises';
import type { ImapConnection } from './connection.ts';
import { type FolderState, hasNews } from './folder-state.ts';

export interface WaitOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
  /** How often to ask a server that does not tell by itself; a minute when left out. */
  readonly pollMs?: number;
}

/**
 * Waits until messages came to a folder or left it: told by the server (IDLE), else by asking. What happened between the last reading and
 * now counts as news, so nothing falls between. `quiet` when nothing did within the time, or the signal ended it.
 * @throws MailboxError
 */
export async function waitForNews(
  connection: ImapConnection,
  folder: string,
  state: FolderState,
  { signal, timeoutMs, pollMs = 60_000 }: WaitOptions,
): Promise<'news' | 'quiet'> {
  if (signal?.aborted) return 'quiet';
  const end = new AbortController();
  const limit = AbortSignal.any([end.signal, AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  try {
    // Listening begins before looking: what comes in between is heard.
    const told = connection.hear(limit);
    if (hasNews(await connection.openFolder(folder), state)) return 'news';
    const heard = (connection.canIdle ? await connection.idleUntil(told) : undefined) ?? (await askUntil(connection, told, limit, pollMs));
    return heard ? 'news' : 'quiet';
  } finally {
    end.abort();
  }
}

/** A server that is asked anything (NOOP) tells what happened since. */
async function askUntil(connection: ImapConnection, told: Promise<boolean>, limit: AbortSignal, pollMs: number): Promise<boolean> {
  let heard: boolean | undefined;
  while (heard === undefined) {
    heard = await Promise.race([told, sleep(pollMs, undefined, { signal: limit }).catch(() => undefined)]);
    if (!limit.aborted) await connection.run((client) => client.noop());
  }
  return heard;
}
