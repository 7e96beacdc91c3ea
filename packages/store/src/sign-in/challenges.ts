import type pg from 'pg';

interface Held {
  readonly userId: string;
  /** SHA-256 of what the person's browser holds. */
  readonly tokenHash: Buffer;
  readonly expiresAt: Date;
}

/** Keeps that somebody gave the right password and is to give a code. */
export async function addChallenge(auth: pg.Pool, { userId, tokenHash, expiresAt }: Held): Promise<void> {
  await auth.query(
    `with old as (delete from auth.sign_in_challenges where expires_at < now())
     insert into auth.sign_in_challenges (token_hash, user_id, expires_at) values ($1, $2, $3)`,
    [tokenHash, userId, expiresAt],
  );
}

/** Who is to give a code; undefined: nobody any more. */
export async function findChallenge(auth: pg.Pool, tokenHash: Buffer): Promise<string | undefined> {
  const { rows } = await auth.query<{ userId: string }>(
    `select user_id as "userId" from auth.sign_in_challenges where token_hash = $1 and expires_at > now()`,
    [tokenHash],
  );
  return rows[0]?.userId;
}

/** Returns false when it was used meanwhile: one challenge opens one session. */
export async function useChallenge(auth: pg.Pool, tokenHash: Buffer): Promise<boolean> {
  const { rowCount } = await auth.query('delete from auth.sign_in_challenges where token_hash = $1 and expires_at > now()', [tokenHash]);
  return rowCount === 1;
}

/** Keeps a device that is not asked for codes until then. */
export async function addTrustedDevice(auth: pg.Pool, { userId, tokenHash, expiresAt }: Held): Promise<void> {
  await auth.query(
    `with old as (delete from auth.trusted_devices where expires_at < now())
     insert into auth.trusted_devices (token_hash, user_id, expires_at) values ($1, $2, $3)`,
    [tokenHash, userId, expiresAt],
  );
}

export async function isTrustedDevice(auth: pg.Pool, userId: string, tokenHash: Buffer): Promise<boolean> {
  const { rowCount } = await auth.query('select from auth.trusted_devices where token_hash = $1 and user_id = $2 and expires_at > now()', [
    tokenHash,
    userId,
  ]);
  return rowCount === 1;
}

/** After a new password every device is asked for a code again, and who was between password and code begins anew. */
export async function forgetDevices(auth: pg.Pool, userId: string): Promise<void> {
  await auth.query(
    `with challenges as (delete from auth.sign_in_challenges where user_id = $1) delete from auth.trusted_devices where user_id = $1`,
    [userId],
  );
}
