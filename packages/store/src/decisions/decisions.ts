import { randomUUIDv7 } from 'node:crypto';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { explainRefusal, Forbidden, InvalidValue, NotFound } from '../records/index.ts';

export type Choice = 'acted' | 'done' | 'later' | 'dismissed';

export interface NewDecision {
  /** Kind and subject, e.g. `dealDecide:<uuid>`. */
  readonly itemKey: string;
  readonly itemKind: string;
  readonly choice: Choice;
  readonly reasonKey?: string | undefined;
  readonly reason?: string | undefined;
  /** With later: the day it comes back. */
  readonly until?: string | undefined;
  /** The facts behind the advice. */
  readonly fingerprint: string;
  /** What was advised, as it was shown. */
  readonly advice?: unknown;
}

export interface Decision {
  readonly id: string;
  readonly itemKey: string;
  readonly itemKind: string;
  readonly choice: Choice;
  readonly reasonKey?: string;
  readonly reason?: string;
  readonly until?: string;
  readonly fingerprint: string;
  readonly occurredAt: string;
}

const subjectKinds: Record<string, string> = {
  promiseOurs: 'nextStep',
  promiseTheirs: 'nextStep',
  waiting: 'interaction',
  dealWork: 'deal',
  dealDecide: 'deal',
  dealLetGo: 'deal',
  careTie: 'contact',
  careRecord: 'record',
};

const columns = `id, item_key as "itemKey", item_kind as "itemKind", choice, reason_key as "reasonKey", reason, until_on as "until",
  facts as fingerprint, app.iso(occurred_at) as "occurredAt"`;

/** Remembers what a person made of an advice. It is theirs: nobody else reads it. */
export async function appendDecision(tx: WorkspaceTransaction, decision: NewDecision): Promise<Decision> {
  const { userId } = tx.actor;
  if (!userId) throw new Forbidden("A decision is a person's own: say first which of the people here you are.");
  const subjectId = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(decision.itemKey)?.[0];
  if (!subjectId) throw new InvalidValue({ field: 'itemKey', message: 'names no record; send back the key of the item as it came' });
  try {
    const [row] = await tx.raw<Decision>(
      `insert into app.decisions (id, user_id, item_key, item_kind, subject_kind, subject_id, choice, reason_key, reason, until_on, facts, advice)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${columns}`,
      [
        ...[randomUUIDv7(), userId, decision.itemKey, decision.itemKind, subjectKinds[decision.itemKind] ?? decision.itemKind, subjectId],
        ...[decision.choice, decision.reasonKey ?? null, decision.reason ?? null, decision.until ?? null],
        ...[decision.fingerprint, JSON.stringify(decision.advice ?? {})],
      ],
      'append_decision',
    );
    return withoutNulls(row as Decision);
  } catch (error) {
    throw explainRefusal(error, 'decision');
  }
}

/** Takes a decision back; that it was made and taken back stays. @throws NotFound */
export async function undoDecision(tx: WorkspaceTransaction, id: string): Promise<void> {
  const undone = await tx.raw(
    `insert into app.decisions (id, user_id, item_key, item_kind, subject_kind, subject_id, choice, facts, advice, undoes)
     select $2, user_id, item_key, item_kind, subject_kind, subject_id, 'undone', facts, '{}', id
     from app.decisions d where workspace_id = (select app.workspace()) and id = $1 and user_id = (select app.user_id()) and choice <> 'undone'
       and not exists (select from app.decisions u where u.workspace_id = d.workspace_id and u.user_id = d.user_id and u.undoes = d.id)
     returning id`,
    [id, randomUUIDv7()],
  );
  if (undone.length > 0) return;
  const [known] = await tx.raw(`select from app.decisions where workspace_id = (select app.workspace()) and id = $1`, [id]);
  if (!known) throw new NotFound('decision', id);
}

function withoutNulls<T extends object>(row: T): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
