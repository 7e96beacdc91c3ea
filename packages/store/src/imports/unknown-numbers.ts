import type { Finding } from '@windshield/core';
import type { WorkspaceTransaction } from '../engine/index.ts';
import { importPlans } from './lifecycle.ts';

/** What call logs of an import tell of numbers that no contact here has. They stay with their calls; nobody is made of them. */
export async function unknownNumbers(tx: WorkspaceTransaction, importId: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { fileNo, plan } of await importPlans(tx, importId)) {
    const isLog =
      plan.kind === 'interactions' && plan.columns.some(({ field }) => field === 'phone' || field === 'toPhone' || field === 'fromPhone');
    if (!isLog) continue;
    const [found] = await tx.raw<{ calls: number; numbers: number; examples: string[] | null }>(
      `with unknown as (
         select distinct call.id, side.address from app.import_rows said
         join app.interactions call on call.id = said.record_id and call.contact_id is null
         join app.interaction_participants side on side.interaction_id = call.id and side.contact_id is null and side.user_id is null
           and side.role = case call.direction when 'in' then 'from' else 'to' end and side.address ~ '^[+]?[0-9]{6,}$'
         where said.import_id = $1 and said.file_no = $2)
       select count(distinct id)::integer as calls, count(distinct address)::integer as numbers,
         (array(select address from unknown group by address order by count(*) desc, address limit 3)) as examples from unknown`,
      [importId, fileNo],
    );
    if (!found || found.calls === 0) continue;
    const { calls, numbers, examples } = found;
    findings.push({
      path: plan.path,
      rows: calls,
      message: `${calls === 1 ? 'One call' : `${calls} calls`} with ${numbers === 1 ? 'a number' : `${numbers} numbers`} of nobody here (${(examples ?? []).join(', ')}${numbers > 3 ? ', …' : ''}): the numbers stay with the calls; no contact is made of them.`,
    });
  }
  return findings;
}
