import type pg from 'pg';

export interface TwoFactor {
  readonly sealedSecret: Buffer;
  /** Null while it is being set up: nobody is asked for a code yet. */
  readonly confirmedAt: Date | null;
}

const mostAttempts = 5;

/** Keeps a secret that is still to be confirmed. Returns false when a confirmed one is there. */
export async function beginTwoFactor(auth: pg.Pool, userId: string, sealedSecret: Buffer): Promise<boolean> {
  const { rowCount } = await auth.query(
    `insert into auth.two_factors (user_id, sealed_secret) values ($1, $2)
     on conflict (user_id) do update set sealed_secret = excluded.sealed_secret, last_step = null where two_factors.confirmed_at is null`,
    [userId, sealedSecret],
  );
  return rowCount === 1;
}

export async function readTwoFactor(auth: pg.Pool, userId: string): Promise<TwoFactor | undefined> {
  const { rows } = await auth.query<TwoFactor>(
    `select sealed_secret as "sealedSecret", confirmed_at as "confirmedAt" from auth.two_factors where user_id = $1`,
    [userId],
  );
  return rows[0];
}

/**
 * Counts an attempt to give a code, as if it had failed, before it is looked at: of many at the same moment no more get through than of as many in
 * a row, in all processes together.
 *
 * @returns seconds to wait; 0: go on
 */
export async function beginCodeAttempt(auth: pg.Pool, userId: string): Promise<number> {
  const { rows } = await auth.query<{ attempts: number; seconds: number }>(
    `update auth.two_factors set attempts = case when attempts_until > now() then attempts + 1 else 1 end,
       attempts_until = case when attempts_until > now() then attempts_until else now() + interval '15 minutes' end
     where user_id = $1 returning attempts, ceil(extract(epoch from attempts_until - now()))::int as seconds`,
    [userId],
  );
  const [row] = rows;
  return row && row.attempts > mostAttempts ? row.seconds : 0;
}

/** Uses up the code of a step and all before. Returns false when it was used already. */
export async function useCodeStep(auth: pg.Pool, userId: string, step: number): Promise<boolean> {
  const { rowCount } = await auth.query(
    `update auth.two_factors set last_step = $2, attempts = 0 where user_id = $1 and (last_step is null or last_step < $2)`,
    [userId, step],
  );
  return rowCount === 1;
}

/** Uses up a backup code. Returns false when it is none of theirs, or was used. */
export async function useBackupCode(auth: pg.Pool, userId: string, codeHash: Buffer): Promise<boolean> {
  const { rowCount } = await auth.query(
    `with used as (update auth.backup_codes set used_at = now() where user_id = $1 and code_hash = $2 and used_at is null returning user_id)
     update auth.two_factors f set attempts = 0 from used where f.user_id = used.user_id`,
    [userId, codeHash],
  );
  return rowCount === 1;
}

/** From now on codes are asked for. Returns false when they were already. */
export async function confirmTwoFactor(auth: pg.Pool, userId: string): Promise<boolean> {
  const { rowCount } = await auth.query(`update auth.two_factors set confirmed_at = now() where user_id = $1 and confirmed_at is null`, [
    userId,
  ]);
  return rowCount === 1;
}

/** Takes the place of the codes that there were, used or not. */
export async function replaceBackupCodes(auth: pg.Pool, userId: string, codeHashes: readonly Buffer[]): Promise<void> {
  await auth.query(
    `with gone as (delete from auth.backup_codes where user_id = $1 and code_hash <> all ($2))
     insert into auth.backup_codes (user_id, code_hash) select $1, one from unnest($2::bytea[]) one`,
    [userId, codeHashes],
  );
}

export async function countBackupCodes(auth: pg.Pool, userId: string): Promise<number> {
  const { rows } = await auth.query<{ count: number }>(
    `select count(*)::int as count from auth.backup_codes where user_id = $1 and used_at is null`,
    [userId],
  );
  return rows[0]?.count ?? 0;
}

/** Returns false when there was none that codes were asked for by. */
export async function removeTwoFactor(auth: pg.Pool, userId: string): Promise<boolean> {
  const { rows } = await auth.query<{ wasOn: boolean }>(
    `with codes as (delete from auth.backup_codes where user_id = $1),
       devices as (delete from auth.trusted_devices where user_id = $1)
     delete from auth.two_factors where user_id = $1 returning confirmed_at is not null as "wasOn"`,
    [userId],
  );
  return rows[0]?.wasOn ?? false;
}

/** Whether everybody in a workspace is to sign in with a second factor. */
export async function isTwoFactorRequired(auth: pg.Pool, workspaceId: string): Promise<boolean> {
  const { rows } = await auth.query<{ required: boolean }>(
    'select requires_two_factor as required from auth.workspaces where workspace_id = $1',
    [workspaceId],
  );
  return rows[0]?.required ?? false;
}

export async function requireTwoFactor(auth: pg.Pool, workspaceId: string, isRequired: boolean): Promise<void> {
  await auth.query('update auth.workspaces set requires_two_factor = $2 where workspace_id = $1', [workspaceId, isRequired]);
}
