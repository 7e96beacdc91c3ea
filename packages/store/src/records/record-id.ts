import { hash } from 'node:crypto';

/**
 * The id of an imported record: laid out as a UUIDv7, but the same each time the same record is imported, so that an interrupted
 * import and an undisturbed one give the same rows. What was exported from Windshield (`id:` + UUID) keeps its id.
 *
 * @param source the system that the key belongs to
 * @param millis when the record came about, in ms since 1970, or 0 where nobody knows
 */
export function recordId(source: string, kind: string, key: string, millis: number): string {
  if (source === 'windshield' && ownKey.test(key)) return key.slice(3).toLowerCase();
  const digest = hash('sha256', `${source}\0${kind}\0${key}`, 'hex');
  const time = Math.max(0, Math.min(Math.trunc(millis), 0xffff_ffff_ffff))
    .toString(16)
    .padStart(12, '0');
  const variant = variants[Number.parseInt(digest.charAt(3), 16) & 3];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`;
}

const ownKey = /^id:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const variants = '89ab';

/** What a row said, in 16 bytes as hexadecimal text: the same text again means that there is nothing to do. */
export function fingerprintOf(said: unknown): string {
  return `\\x${hash('sha256', JSON.stringify(said), 'hex').slice(0, 32)}`;
}
