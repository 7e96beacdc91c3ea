import { createHash, randomBytes } from 'node:crypto';

/** What makes a link open something: 256 random bits, so a plain hash is enough to keep. */
export function makeLinkToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
