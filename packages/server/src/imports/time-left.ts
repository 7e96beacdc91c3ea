import type { imports } from '@windshield/store';

interface Seen {
  readonly at: number;
  readonly rows: number;
}

const firstSeen = new Map<string, Seen>();

/**
 * Seconds until a running import is done, from how fast it went since this process first saw it running; null before that can be told.
 * Time that it stood still, paused or without a server, does not count.
 */
export function secondsLeft({ id, status, rowsDone, rowsTotal }: imports.ImportState, now = performance.now()): number | null {
  if (status !== 'running') {
    firstSeen.delete(id);
    return null;
  }
  const seen = firstSeen.get(id);
  if (!seen) {
    firstSeen.set(id, { at: now, rows: rowsDone });
    return null;
  }
  const rows = rowsDone - seen.rows;
  const seconds = (now - seen.at) / 1000;
  if (rows <= 0 || seconds < 0.5) return null;
  return Math.max(0, Math.round(((rowsTotal - rowsDone) / rows) * seconds));
}
