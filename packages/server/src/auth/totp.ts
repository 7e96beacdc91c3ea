import { createHmac, timingSafeEqual } from 'node:crypto';

/*
 * better-auth has a plugin for this. It takes a code more than once, which RFC 6238 (5.2) forbids, and keeps backup codes so that they can be read
 * again; so the few lines of the two RFCs stand here, and a code's step is known to whoever uses it up.
 */

const stepMs = 30_000;
const digits = 6;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The one-time code of a counter: HOTP, RFC 4226, with SHA-1 and six digits, which every authenticator app knows. */
export function codeOf(secret: Buffer, counter: number): string {
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', secret).update(moving).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0');
}

/** The step of an instant (epoch ms): TOTP, RFC 6238, counts half minutes. */
export const stepAt = (now: number): number => Math.floor(now / stepMs);

/** The step whose code these six digits are: now's, or one to either side for clocks that differ. Takes as long for every code. */
export function stepOfCode(secret: Buffer, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const given = Buffer.from(code);
  let found: number | undefined;
  for (const aside of [-1, 0, 1]) {
    const step = stepAt(now) + aside;
    if (timingSafeEqual(Buffer.from(codeOf(secret, step)), given)) found = step;
  }
  return found;
}

/** Base32 without padding (RFC 4648), as apps take secrets and people read them off. */
export function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What opens an authenticator app with the secret in it. */
export function otpauthLink(secret: Buffer, account: string): string {
  const query = new URLSearchParams({ secret: base32(secret), issuer: 'Windshield', algorithm: 'SHA1', digits: '6', period: '30' });
  return `otpauth://totp/Windshield:${encodeURIComponent(account)}?${query}`;
}
