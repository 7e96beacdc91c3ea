import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** What a seal is for. What is sealed for one opens for no other. */
export interface Seal {
  /** A secret of the data directory. */
  readonly key: string;
  /** In a few words, never to be changed: keys are derived by it. */
  readonly purpose: string;
  /** Ids of what it belongs to. */
  readonly place: readonly string[];
}

/**
 * Seals a text with AES-256-GCM under a key that is derived (HKDF-SHA-256) from one of the data directory for this purpose, bound to its place. Layout:
 * version, nonce (12 bytes), tag (16), ciphertext.
 */
export function sealText({ key, purpose, place }: Seal, text: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', derived(key, purpose), nonce);
  cipher.setAAD(Buffer.from(place.join(' ')));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed]);
}

/** What was sealed; undefined when it does not open: another key, another place, or damaged. */
export function unsealText({ key, purpose, place }: Seal, sealed: Uint8Array): string | undefined {
  const bytes = Buffer.from(sealed);
  const at = 1 + nonceBytes;
  if (bytes[0] !== version) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', derived(key, purpose), bytes.subarray(1, at));
    decipher.setAAD(Buffer.from(place.join(' ')));
    decipher.setAuthTag(bytes.subarray(at, at + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(at + tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    return undefined; // Whatever the reason, its words could tell something of what is inside.
  }
}

const derived = (key: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
