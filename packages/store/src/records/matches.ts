import type { WorkspaceTransaction } from '../engine/index.ts';
import type { Filter } from './room.ts';
import { Statement } from './statement.ts';

type Searched = 'accounts' | 'contacts' | 'deals' | 'leads';

/** A name that at least `often` of `sampled` records have is common: among so many the first page is soon together. */
const sampled = 300;
const often = 6;

/**
 * Records whose names hold all words of the value. The ids of what is rare come from the search function: under row-level security a
 * trigram index serves nobody else. What is common would be thousands of ids, only to throw all but a page of them away: there the list
 * is walked in its own order until the page is full.
 */
export function matches(kind: Searched): Filter {
  return async (statement, value: string, tx) =>
    (await isCommon(tx, kind, value))
      ? holdsWords(statement, value)
      : `r.id = any (array(select app.matching('${kind}', ${statement.bind(value, 'text')})))`;
}

async function isCommon(tx: WorkspaceTransaction, kind: Searched, value: string): Promise<boolean> {
  const statement = new Statement();
  const text = `
    select count(*) >= ${often} from (
      select r.search_text from app.${kind} r where r.workspace_id = (select app.workspace()) and r.deleted_at is null order by r.id limit ${sampled}) r
    where ${holdsWords(statement, value)}`;
  const [row] = await statement.read(tx, text);
  return row?.[0] === true;
}

/**
 * Of `coalesce` the planner assumes that it holds for every second record, and walks; of the bare comparison it assumes that it hardly
 * ever holds, and would sort the whole table.
 */
function holdsWords(statement: Statement, value: string): string {
  const escaped = ['\\', '%', '_'].reduce(
    (text, sign) => `replace(${text}, '${sign}', '\\${sign}')`,
    `app.fold(${statement.bind(value, 'text')})`,
  );
  const patterns = `select coalesce(array_agg('%' || word || '%'), '{}') from unnest(regexp_split_to_array(${escaped}, '\\s+')) word where word <> ''`;
  return `coalesce(r.search_text like all ((${patterns})::text[]), false)`;
}
