import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What signs in to a source. */
export type Credentials = { readonly password: string } | { readonly accessToken: string };

/** Where a feed is: whoever knows it reads the calendar. */
export interface SecretAddress {
  readonly url: string;
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals credentials with AES-256-GCM under a key that is derived (HKDF-SHA-256) from the data directory's own and bound to the source: what
 * is sealed for one opens for no other. Layout: version, nonce (12 bytes), tag (16), ciphertext.
 *
 * @param key the secret `capture-key` @param place workspace and source ids
 */
export function seal(key: string, place: readonly [workspaceId: string, sourceId: string], secret: Credentials | SecretAddress): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', derived(key), nonce);
  cipher.setAAD(Buffer.from(place.join(' ')));
  const text = Buffer.concat([cipher.update(JSON.stringify(secret), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), text]);
}

/** What was sealed does not open: another key, another source, or damaged. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  constructor() {
    super('What signs in to this source cannot be opened with the key of this data directory. Connect it again.');
  }
}

/** @throws SealBroken */
export function unseal<T extends Credentials | SecretAddress>(
  key: string,
  place: readonly [workspaceId: string, sourceId: string],
  sealed: Uint8Array,
): T {
  const bytes = Buffer.from(sealed);
  try {
    if (bytes[0] !== version) throw new SealBroken();
    const at = 1 + nonceBytes;
    const decipher = createDecipheriv('aes-256-gcm', derived(key), bytes.subarray(1, at));
    decipher.setAAD(Buffer.from(place.join(' ')));
    decipher.setAuthTag(bytes.subarray(at, at + tagBytes));
    const text = Buffer.concat([decipher.update(bytes.subarray(at + tagBytes)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as T;
  } catch {
    throw new SealBroken(); // Whatever the reason, its words could tell something of what is inside.
  }
}

const derived = (key: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'windshield capture credentials', 32));
