import { MailboxError } from '@windshield/ingest';
import type { capture } from '@windshield/store';
import { SealBroken } from './seal.ts';

/** A source cannot be read, in words that say what to do. */
interface Trouble {
  readonly code: string;
  readonly message: string;
  /** Trying again by itself may help. */
  readonly isTemporary: boolean;
}

const firstPauseMs = 60_000;
const longestPauseMs = 6 * 3_600_000;

/**
 * How a source is after reading it failed: tried again after growing pauses where that may help (one minute, doubled with each failure, at
 * most six hours), else waiting for somebody to do what the message says. Nothing of it comes from the server or the account.
 *
 * @param failures how often in a row it failed before @param now epoch milliseconds
 */
export function stateAfter(failure: unknown, failures: number, now: number): capture.StateChange {
  const { code, message, isTemporary } = troubleOf(failure);
  if (!isTemporary) return { state: 'needsAttention', code, message };
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 20));
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
  if (failure instanceof MailboxError || isConnectorError(failure))
    return { code: failure.code, message: failure.message, isTemporary: failure.isTemporary };
  if (failure instanceof SealBroken) return { code: 'credentialsLost', message: failure.message, isTemporary: false };
  return (
    databaseTrouble[(failure as { code?: string } | null)?.code ?? ''] ?? {
      code: 'fault',
      message: 'Something went wrong here while it was read; the log of the server says what. It is tried again.',
      isTemporary: true,
    }
  );
}

/** Errors of connectors are alike: a code, words for people, and whether waiting may help. */
function isConnectorError(failure: unknown): failure is Trouble {
  const { code, message, isTemporary } = (failure ?? {}) as Partial<Trouble>;
  return typeof code === 'string' && typeof message === 'string' && typeof isTemporary === 'boolean';
}
