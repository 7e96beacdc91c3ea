import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { explainRefusal, InvalidValue, NotFound } from '../records/index.ts';
import { settleWaiting } from './settle-waiting.ts';

/** An address or a whole domain that is left out from now on. */
export interface Exclusion {
  readonly id: string;
  readonly pattern: string;
  readonly kind: 'address' | 'domain';
  readonly action: 'ignore' | 'private';
  /** Holds for the whole workspace, not for one person's sources. */
  readonly isForEveryone: boolean;
  readonly recordedAt: string;
}

const columns = `id, value as pattern, scope as kind, case choice when 'ignored' then 'ignore' else 'private' end as action,
  owner_id is null as "isForEveryone", app.iso(decided_at) as "recordedAt"`;

/** Own ones and those of the whole workspace, newest first. */
export function listExclusions(tx: WorkspaceTransaction): Promise<Exclusion[]> {
  return tx.raw<Exclusion>(
    `select ${columns} from app.address_decisions
     where workspace_id = (select app.workspace()) and undone_at is null and choice in ('ignored', 'private', 'excluded') order by decided_at desc, id desc`,
  );
}

/**
 * Leaves an address (`ana@example.org`) or a domain (`example.org`) out. `private` and what holds for everyone also concerns those who are
 * contacts; what `ignore` names is captured again once it is a contact. What waits for it is deleted.
 *
 * @throws InvalidValue; Forbidden when somebody who is no manager excludes for everyone
 */
export async function addExclusion(
  tx: WorkspaceTransaction,
  given: { readonly pattern: string; readonly action: 'ignore' | 'private'; readonly isForEveryone?: boolean | undefined },
): Promise<Exclusion> {
  const pattern = given.pattern.trim().toLowerCase().replace(/^@/, '');
  const scope = pattern.includes('@') ? 'address' : 'domain';
  if (!/^(?:[^\s@]{1,64}@)?[^\s@.]+(?:\.[^\s@.]+)*$/.test(pattern) || pattern.length > 320)
    throw new InvalidValue({ field: 'pattern', message: 'takes a mail address such as ana@example.org or a domain such as example.org' });
  const id = randomUUIDv7();
  try {
    await tx.raw(
      `update app.address_decisions set undone_at = now() where workspace_id = (select app.workspace()) and scope = $1 and value = $2 and undone_at is null
         and owner_id is not distinct from case when $3 then null else (select app.user_id()) end`,
      [scope, pattern, given.isForEveryone ?? false],
    );
    const [made] = await tx.raw<Exclusion>(
      `insert into app.address_decisions (id, owner_id, scope, value, choice, decided_by)
       values ($1, case when $5 then null else (select app.user_id()) end, $2, $3, $4, (select app.user_id())) returning ${columns}`,
      [
        id,
        scope,
        pattern,
        given.isForEveryone ? 'excluded' : given.action === 'ignore' ? 'ignored' : 'private',
        given.isForEveryone ?? false,
      ],
    );
    await settleWaiting(tx, { decisionId: id, isForgotten: given.isForEveryone === true || given.action === 'private' });
    return made as Exclusion;
  } catch (error) {
    throw explainRefusal(error, 'exclusion');
  }
}

/** From now on it is captured again; see `undoDecision` for what was left out before. @throws NotFound */
export async function removeExclusion(tx: WorkspaceTransaction, id: string): Promise<void> {
  const [row] = await tx.raw(
    `update app.address_decisions set undone_at = now() where workspace_id = (select app.workspace()) and id = $1 and undone_at is null returning id`,
    [id],
  );
  if (!row) throw new NotFound('exclusion', id);
}
