import { ConnectorError } from '@windshield/ingest';
import type { capture } from '@windshield/store';
import { NotWatchable } from './files.ts';
import { SealBroken } from './seal.ts';

/** A source cannot be read, in words that say what to do. */
interface Trouble {
  readonly code: string;
  readonly message: string;
  /** Trying again by itself may help. */
  readonly isTemporary: boolean;
  /** Seconds that the other side asks to wait, where it says. */
  readonly retryAfterSeconds?: number | undefined;
}

const firstPauseMs = 60_000;
const longestPauseMs = 6 * 3_600_000;

/**
 * How a source is after reading it failed: tried again after growing pauses where that may help (one minute, doubled with each failure, at
 * most six hours; no sooner than the server asks, up to that), else waiting for somebody to do what the message says. Nothing of it comes from the server or the account.
 *
 * @param failures how often in a row it failed before @param now epoch milliseconds
 */
export function stateAfter(failure: unknown, failures: number, now: number): capture.StateChange {
  const { code, message, isTemporary, retryAfterSeconds = 0 } = troubleOf(failure);
  if (!isTemporary) return { state: 'needsAttention', code, message };
  const pause = Math.min(longestPauseMs, Math.max(retryAfterSeconds * 1_000, firstPauseMs * 2 ** Math.min(failures, 20)));
  return { state: 'waiting', code, message, retryAt: new Date(now + pause).toISOString() };
}

const databaseTrouble: Readonly<Record<string, Trouble>> = {
  '53100': {
    code: 'diskFull',
    message: 'The disk of the database is full. Make room; reading goes on by itself where it stopped.',
    isTemporary: true,
  },
  ENOSPC: {
    code: 'diskFull',
    message: 'The disk of this server is full. Make room; reading goes on by itself where it stopped.',
    isTemporary: true,
  },
  ENOENT: { code: 'filesGone', message: 'The files are no longer where they were. Add them again.', isTemporary: false },
  EACCES: {
    code: 'filesForbidden',
    message: 'This server may not read the files. Have its operator allow it; it is tried again.',
    isTemporary: true,
  },
};

/** What is wrong, whatever failed. */
export function troubleOf(failure: unknown): Trouble {
  if (failure instanceof ConnectorError || failure instanceof NotWatchable) return failure;
  if (failure instanceof SealBroken) return { code: 'credentialsLost', message: failure.message, isTemporary: false };
  return (
    databaseTrouble[(failure as { code?: string } | null)?.code ?? ''] ?? {
      code: 'fault',
      message: 'Something went wrong here while it was read; the log of the server says what. It is tried again.',
      isTemporary: true,
    }
  );
}
