import { randomUUIDv7 } from 'node:crypto';
import type pg from 'pg';

/** What can be done to the way in which a person signs in. */
export type AccountEventKind =
  | 'passwordChanged'
  | 'passwordLinkMade'
  | 'passwordSetByLink'
  | 'passwordSetByCommand'
  | 'twoFactorOn'
  | 'twoFactorOff'
  | 'twoFactorOffByCommand'
  | 'backupCodesMade'
  | 'backupCodeUsed';

export interface AccountEvent {
  readonly id: string;
  readonly kind: AccountEventKind;
  /** Who did it, where that was another person. */
  readonly byName: string | null;
  readonly at: Date;
}

/** Keeps what was done, for the person themselves to see. */
export async function noteAccountEvent(
  auth: pg.Pool,
  { userId, kind, by }: { userId: string; kind: AccountEventKind; by?: { readonly userId: string; readonly name: string } },
): Promise<void> {
  await auth.query(`insert into auth.account_events (id, user_id, kind, by_user_id, by_name) values ($1, $2, $3, $4, $5)`, [
    randomUUIDv7(),
    userId,
    kind,
    by?.userId ?? null,
    by?.name ?? null,
  ]);
}

/** The newest first. */
export async function listAccountEvents(auth: pg.Pool, userId: string): Promise<AccountEvent[]> {
  const { rows } = await auth.query<AccountEvent>(
    `select id, kind, by_name as "byName", at from auth.account_events where user_id = $1 order by at desc, id desc limit 50`,
    [userId],
  );
  return rows;
}
