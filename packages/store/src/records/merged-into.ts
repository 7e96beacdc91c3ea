/** The record into which the record `r` was merged, as its own page shows it; null: it was not. */
export function mergedInto(kind: 'accounts' | 'contacts' | 'leads'): string {
  return `(case when r.merged_into is not null then (
    select app.named(into_.id, into_.name) from app.${kind} into_ where into_.workspace_id = r.workspace_id and into_.id = app.merged_target('${kind}', r.id)) end)`;
}
