import { randomUUIDv7 } from 'node:crypto';
import type pg from 'pg';

/** For whom a link sets a new password. */
export interface PasswordLinkOwner {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** Who made it is an admin there yet, and the person still signs in there and nowhere else. */
const isOpen = `l.used_at is null and l.expires_at > now()
  and exists (select from auth.memberships m where m.user_id = l.user_id and m.workspace_id = l.workspace_id and m.is_active)
  and not exists (select from auth.memberships m where m.user_id = l.user_id and m.workspace_id <> l.workspace_id and m.is_active)
  and exists (select from auth.memberships m where m.user_id = l.made_by and m.workspace_id = l.workspace_id and m.is_active and m.role = 'admin')`;

/** A new link takes the place of an open one of the same person. */
export async function addPasswordLink(
  auth: pg.Pool,
  link: {
    readonly userId: string;
    readonly workspaceId: string;
    readonly madeBy: string;
    readonly tokenHash: Buffer;
    readonly expiresAt: Date;
  },
): Promise<void> {
  await auth.query(
    `with gone as (delete from auth.password_links where user_id = $2 and used_at is null)
     insert into auth.password_links (id, user_id, token_hash, expires_at, workspace_id, made_by) values ($1, $2, $3, $4, $5, $6)`,
    [randomUUIDv7(), link.userId, link.tokenHash, link.expiresAt, link.workspaceId, link.madeBy],
  );
}

/** The person behind an open link. */
export async function findPasswordLink(auth: pg.Pool, tokenHash: Buffer): Promise<PasswordLinkOwner | undefined> {
  const { rows } = await auth.query<PasswordLinkOwner>(
    `select u.id as "userId", u.name, u.email from auth.password_links l join auth."user" u on u.id = l.user_id
     where l.token_hash = $1 and ${isOpen}`,
    [tokenHash],
  );
  return rows[0];
}

/** Uses a link up and returns whose it was; undefined when it was used or ran out meanwhile: of two who follow it one sets a password. */
export async function usePasswordLink(auth: pg.Pool, tokenHash: Buffer): Promise<string | undefined> {
  const { rows } = await auth.query<{ userId: string }>(
    `update auth.password_links l set used_at = now() where l.token_hash = $1 and ${isOpen} returning l.user_id as "userId"`,
    [tokenHash],
  );
  return rows[0]?.userId;
}

/** Makes every open link of a person worthless. */
export async function withdrawPasswordLinks(auth: pg.Pool, userId: string): Promise<void> {
  await auth.query('delete from auth.password_links where user_id = $1 and used_at is null', [userId]);
}
