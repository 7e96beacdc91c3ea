import type { capture } from '@windshield/store';

/** Day (`YYYY-MM-DD`) from which on the history of a source is read; `undefined` for all of it. */
export function sinceOf({ settings }: capture.Source): string | undefined {
  const since = settings['since'];
  return typeof since === 'string' ? since : undefined;
}
