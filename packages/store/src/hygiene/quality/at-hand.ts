import type { WorkspaceTransaction } from '../../engine/index.ts';

/** How many questions are open. @param ownerId about whose records; undefined: about all */
export async function countOpen(tx: WorkspaceTransaction, ownerId: string | undefined): Promise<number> {
  const [row] = await tx.raw<{ count: number }>(
    `select count(*)::int as count from app.findings where workspace_id = (select app.workspace()) and state = 'open' and ($1::uuid is null or owner_id = $1)`,
    [ownerId ?? null],
  );
  return row?.count ?? 0;
}

/** A longer pause than this is another sitting, or a telephone call. */
const longestPauseSeconds = 120;
const paceDays = 90;
const mostAnswers = 60;

/** The pauses between one answer of a person and the next, in seconds, of their newest sittings. @param now epoch milliseconds */
export async function pausesBetweenAnswers(tx: WorkspaceTransaction, userId: string, now: number): Promise<number[]> {
  const rows = await tx.raw<{ seconds: number }>(
    `select seconds from (
       select extract(epoch from occurred_at - lag(occurred_at) over (order by occurred_at))::float8 as seconds, records from (
         select occurred_at, records from app.cleanings
         where workspace_id = (select app.workspace()) and user_id = $1 and occurred_at > to_timestamp($2) - interval '${paceDays} days'
         order by occurred_at desc limit ${mostAnswers}) newest) answers
     where records = 1 and seconds > 0 and seconds <= ${longestPauseSeconds}`,
    [userId, now / 1_000],
  );
  return rows.map(({ seconds }) => seconds);
}
