import { randomUUIDv7 } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type FindingAnswer, type FindingKey, findingKinds } from '@windshield/core';
import type { WorkspaceTransaction } from '../../engine/index.ts';
import { InvalidValue, type Named, NotFound } from '../../records/index.ts';
import type { QualityKind } from './facts.ts';
import { type MendedField, mend, putBack, readField } from './mend.ts';
import { readMeasure, rejudge } from './scan.ts';

interface OpenFinding {
  readonly id: string;
  readonly key: string;
  readonly kind: QualityKind;
  readonly recordId: string;
  readonly name: string;
  readonly answers: readonly FindingAnswer[];
}

export interface Cleaned {
  readonly cleaningId: string;
  readonly records: number;
  /** Were mended by somebody else meanwhile, or may not be changed by this person. */
  readonly skipped: number;
  readonly sentence: string;
}

const columns = `id, key, record_kind as kind, record_id as "recordId", detail ->> 'name' as name, detail -> 'answers' as answers`;

/**
 * Answers one question: writes what the answer says and remembers it as one act of cleaning.
 *
 * @param now epoch milliseconds
 * @throws NotFound when it is not open any more, InvalidValue naming `answer` or `value`
 */
export async function answerFinding(
  tx: WorkspaceTransaction,
  id: string,
  answer: string,
  typed: string | undefined,
  now: number,
): Promise<Cleaned> {
  const [finding] = await tx.raw<OpenFinding>(
    `select ${columns} from app.findings where workspace_id = (select app.workspace()) and id = $1 and state = 'open' for update`,
    [id],
  );
  if (!finding) throw new NotFound('open question', id);
  return clean(tx, [finding], answer, typed, now);
}

/** How many one act of cleaning takes. */
const mostAtOnce = 1_000;

/**
 * The same answer to many questions of one kind, the most valuable first, in one act. Records that this person may not change are skipped.
 *
 * @param ids all open ones of the kind, at most {@link mostAtOnce}, if left out
 * @returns also how many open ones were beyond that
 */
export async function answerFindings(
  tx: WorkspaceTransaction,
  key: string,
  answer: string,
  ids: readonly string[] | undefined,
  now: number,
): Promise<Cleaned & { readonly left: number }> {
  const kind = findingKinds[key as FindingKey];
  if (!kind)
    throw new InvalidValue({ field: 'key', message: `is no kind of question; it takes one of ${Object.keys(findingKinds).join(', ')}` });
  if (!kind.canBulk) throw new InvalidValue({ field: 'key', message: 'is a kind of question that has a different answer for each record' });
  const findings = await tx.raw<OpenFinding>(
    `select ${columns} from app.findings where workspace_id = (select app.workspace()) and key = $1 and state = 'open' and ($2::uuid[] is null or id = any ($2))
     order by coalesce(at_stake_minor, 0) desc, id limit ${mostAtOnce} for update`,
    [key, ids ?? null],
  );
  const left = ids === undefined && findings.length === mostAtOnce ? (await countOpenOf(tx, key)) - findings.length : 0;
  return { ...(await clean(tx, findings, answer, undefined, now)), left };
}

async function countOpenOf(tx: WorkspaceTransaction, key: string): Promise<number> {
  const [row] = await tx.raw<{ count: number }>(
    `select count(*)::int as count from app.findings where workspace_id = (select app.workspace()) and key = $1 and state = 'open'`,
    [key],
  );
  return row?.count ?? 0;
}

async function clean(
  tx: WorkspaceTransaction,
  findings: readonly OpenFinding[],
  answer: string,
  typed: string | undefined,
  now: number,
): Promise<Cleaned> {
  const isOne = findings.length === 1;
  const written: (MendedField | { readonly finding: OpenFinding })[] = [];
  const done: OpenFinding[] = [];
  for (const finding of findings) {
    const chosen = finding.answers.find(({ key }) => key === answer);
    if (!chosen || (!isOne && chosen.needsValue)) {
      if (isOne) throw new InvalidValue({ field: 'answer', message: `takes one of ${finding.answers.map(({ key }) => key).join(', ')}` });
      continue;
    }
    await tx.raw('savepoint one');
    try {
      const fields = await mend(tx, finding.kind, finding.recordId, chosen.mend, typed);
      written.push(...(fields.length > 0 ? fields.map((field) => ({ ...field, finding })) : [{ finding }]));
      done.push(finding);
      await tx.raw(`update app.findings set state = $2, updated_at = now() where workspace_id = (select app.workspace()) and id = $1`, [
        finding.id,
        chosen.mend.kind === 'keep' ? 'kept' : 'answered',
      ]);
    } catch (error) {
      if (isOne) throw error;
      await tx.raw('rollback to savepoint one');
    }
    await tx.raw('release savepoint one');
  }
  const cleaningId = await remember(
    tx,
    findings[0]?.key ?? '',
    answer,
    done.length,
    written as (Partial<MendedField> & { finding: OpenFinding })[],
  );
  const measure = await readMeasure(tx, now);
  for (const [kind, of] of Map.groupBy(done, ({ kind }) => kind))
    await rejudge(tx, kind, [...new Set(of.map(({ recordId }) => recordId))], measure);
  const [one] = done;
  const skipped = findings.length - done.length;
  const sentence = isOne && one ? `${one.name} is settled.` : `${done.length} ${done.length === 1 ? 'record is' : 'records are'} settled.`;
  return { cleaningId, records: done.length, skipped, sentence };
}

async function remember(
  tx: WorkspaceTransaction,
  key: string,
  answer: string,
  records: number,
  written: readonly (Partial<MendedField> & { finding: OpenFinding })[],
): Promise<string> {
  const id = randomUUIDv7();
  await tx.raw(`insert into app.cleanings (id, user_id, key, answer, records) values ($1, $2, $3, $4, $5)`, [
    ...[id, tx.actor.userId ?? null, key, answer, records],
  ]);
  await tx.raw(
    `insert into app.cleaning_changes (cleaning_id, position, finding_id, record_kind, record_id, field, from_value, to_value)
     select $1, place, finding_id, record_kind, record_id, field, from_value, to_value
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::jsonb[], $7::jsonb[]) with ordinality w (finding_id, record_kind, record_id, field, from_value, to_value, place)`,
    [
      id,
      written.map(({ finding }) => finding.id),
      written.map(({ finding, kind }) => kind ?? finding.kind),
      written.map(({ finding, recordId }) => recordId ?? finding.recordId),
      written.map(({ field }) => field ?? null),
      written.map(({ from }) => JSON.stringify(from ?? null)),
      written.map(({ to }) => JSON.stringify(to ?? null)),
    ],
  );
  return id;
}

export interface UndoneCleaning {
  readonly restored: number;
  readonly conflicts: { readonly record: Named; readonly field: string; readonly nowIs: unknown; readonly wouldBe: unknown }[];
}

/**
 * Takes back one act of cleaning: fields that are still what it left get their earlier value; what somebody changed since stays and is
 * told. The questions are asked again where they still hold.
 *
 * @throws NotFound when it was taken back already
 */
export async function undoCleaning(tx: WorkspaceTransaction, id: string, now: number): Promise<UndoneCleaning> {
  const [cleaning] = await tx.raw(
    `update app.cleanings set undone_at = now() where workspace_id = (select app.workspace()) and id = $1 and undone_at is null returning id`,
    [id],
  );
  if (!cleaning) throw new NotFound('act of cleaning that could be taken back', id);
  const changes = await tx.raw<MendedField & { field: string | null }>(
    `select record_kind as kind, record_id as "recordId", field, from_value as "from", to_value as "to" from app.cleaning_changes
     where workspace_id = (select app.workspace()) and cleaning_id = $1 order by position desc`,
    [id],
  );
  const conflicts: UndoneCleaning['conflicts'] = [];
  let restored = 0;
  for (const change of changes) {
    if (change.field === null) continue;
    const current = await readField(tx, change).catch((error) => {
      if (error instanceof NotFound) return undefined;
      throw error;
    });
    if (current === undefined) continue;
    if (isDeepStrictEqual(current, change.to)) {
      await putBack(tx, change);
      restored++;
    } else if (!isDeepStrictEqual(current, change.from))
      conflicts.push({
        record: { id: change.recordId, name: await nameOf(tx, change) },
        field: change.field,
        nowIs: current,
        wouldBe: change.from,
      });
  }
  await tx.raw(
    `update app.findings set state = 'open' where workspace_id = (select app.workspace()) and state <> 'open'
       and id in (select finding_id from app.cleaning_changes where workspace_id = (select app.workspace()) and cleaning_id = $1)`,
    [id],
  );
  await rejudgeOf(tx, id, now);
  return { restored, conflicts };
}

async function rejudgeOf(tx: WorkspaceTransaction, cleaningId: string, now: number): Promise<void> {
  const about = await tx.raw<{ kind: QualityKind; id: string }>(
    `select distinct case record_kind when 'nextSteps' then 'deals' else record_kind end as kind,
       case record_kind when 'nextSteps' then (select n.deal_id from app.next_steps n where n.workspace_id = c.workspace_id and n.id = c.record_id) else record_id end as id
     from app.cleaning_changes c where c.workspace_id = (select app.workspace()) and c.cleaning_id = $1`,
    [cleaningId],
  );
  const measure = await readMeasure(tx, now);
  for (const [kind, of] of Map.groupBy(about, (one) => one.kind))
    await rejudge(
      tx,
      kind,
      of.flatMap(({ id }) => id ?? []),
      measure,
    );
}

async function nameOf(tx: WorkspaceTransaction, { kind, recordId }: MendedField): Promise<string> {
  const table = { accounts: 'accounts', contacts: 'contacts', leads: 'leads', deals: 'deals', nextSteps: 'next_steps' }[kind];
  const column = kind === 'nextSteps' ? 'what' : 'name';
  const [row] = await tx.raw<{ name: string }>(
    `select ${column} as name from app.${table} where workspace_id = (select app.workspace()) and id = $1`,
    [recordId],
  );
  return row?.name ?? '';
}
