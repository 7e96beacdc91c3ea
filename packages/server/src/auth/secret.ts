import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What each secret is for, and what is lost with it. */
const uses = {
  secret: 'Delete it to have a new one made; everybody then signs in anew.',
  'account-key':
    'Delete it to have a new one made; whoever signs in with codes of an app then needs a backup code, or an admin who turns that off.',
  'capture-key': 'Delete it to have a new one made; mailboxes and calendars then have to be connected again.',
} as const;

/**
 * A secret of this data directory: 256 random bits, made when first asked for, readable by their owner alone. `secret` signs session cookies;
 * `capture-key` seals what signs in to mailboxes and calendars, so that the database alone, or a backup of it, opens none of them;
 * `account-key` does the same for what makes the codes of two-factor sign-in.
 */
export function readSecret(dataDir: string, name: keyof typeof uses = 'secret'): string {
  const file = path.join(dataDir, name);
  fs.mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}`;
  if (!fs.existsSync(file)) {
    fs.writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
    try {
      fs.linkSync(draft, file); // Fails when another process was first; then theirs counts.
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      fs.rmSync(draft, { force: true });
    }
  }
  const secret = fs.readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${file} holds no secret of at least 32 characters. ${uses[name]}`);
  return secret;
}
