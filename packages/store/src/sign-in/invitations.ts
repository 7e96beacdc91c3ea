import { randomUUIDv7 } from 'node:crypto';
import type pg from 'pg';
import type { ActorRole } from '../engine/index.ts';
import { oneAtATime } from './one-at-a-time.ts';

export interface InvitationRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly role: ActorRole;
  /** The user of the workspace that the invited person is, where the one who invited knew. */
  readonly workspaceUserId: string | null;
  readonly expiresAt: Date;
}

export interface NewInvitation {
  readonly workspaceId: string;
  readonly email: string;
  readonly role: ActorRole;
  readonly workspaceUserId?: string | undefined;
  /** SHA-256 of the link's token; the token itself is not kept. */
  readonly tokenHash: Buffer;
  readonly expiresAt: Date;
}

const columns = `id, workspace_id as "workspaceId", email, role, workspace_user_id as "workspaceUserId", expires_at as "expiresAt"`;
const isOpen = `accepted_at is null and expires_at > now()`;

/** A new invitation takes the place of an open one to the same address. */
export async function addInvitation(auth: pg.Pool, invitation: NewInvitation): Promise<InvitationRow> {
  const { workspaceId, email, role, workspaceUserId, tokenHash, expiresAt } = invitation;
  await auth.query(`delete from auth.invitations where workspace_id = $1 and lower(email) = lower($2) and accepted_at is null`, [
    workspaceId,
    email,
  ]);
  const { rows } = await auth.query<InvitationRow>(
    `insert into auth.invitations (id, workspace_id, email, role, workspace_user_id, token_hash, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [randomUUIDv7(), workspaceId, email, role, workspaceUserId ?? null, tokenHash, expiresAt],
  );
  return rows[0] as InvitationRow;
}

export async function listInvitations(auth: pg.Pool, workspaceId: string): Promise<InvitationRow[]> {
  const { rows } = await auth.query<InvitationRow>(
    `select ${columns} from auth.invitations where workspace_id = $1 and ${isOpen} order by created_at desc limit 500`,
    [workspaceId],
  );
  return rows;
}

/** Returns false when there is no open invitation with this id in this workspace. */
export async function withdrawInvitation(auth: pg.Pool, workspaceId: string, id: string): Promise<boolean> {
  const { rowCount } = await auth.query(`delete from auth.invitations where workspace_id = $1 and id = $2 and accepted_at is null`, [
    workspaceId,
    id,
  ]);
  return rowCount === 1;
}

/** The open invitation behind a link. */
export async function findInvitation(auth: pg.Pool, tokenHash: Buffer): Promise<InvitationRow | undefined> {
  const { rows } = await auth.query<InvitationRow>(`select ${columns} from auth.invitations where token_hash = $1 and ${isOpen}`, [
    tokenHash,
  ]);
  return rows[0];
}

/** Uses the invitation up. Returns false when it was used, withdrawn or ran out meanwhile: of two who follow a link one gets in. */
export async function acceptInvitation(auth: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await auth.query(`update auth.invitations set accepted_at = now() where id = $1 and ${isOpen}`, [id]);
  return rowCount === 1;
}

const lockNumber = 871_111;

/** Lets invited people in one after the other: of two who follow a link in the same moment neither clears away the other's half-made sign-up. */
export function entering<T>(auth: pg.Pool, work: () => Promise<T>): Promise<T> {
  return oneAtATime(auth, lockNumber, work);
}
