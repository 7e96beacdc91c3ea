import type { WorkspaceTransaction } from '@windshield/store';

/**
 * The page of 80 open deals as one would write it for this page alone: every column that the list reads, rows as objects. Asked through
 * the app's pool as the app's role, in a transaction that sets who asks, like the list; prepared once per connection. What the list adds
 * besides (age, chance, advice, the cursor, HTTP, the session, checks of the question) is the list's own cost.
 */
export function openDealsByHand(tx: WorkspaceTransaction): Promise<object[]> {
  return tx.raw(
    `select d.id, d.version, d.name, d.status, d.amount_minor as "amountMinor", d.currency, d.opened_at as "openedAt",
       d.expected_close_on as "expectedCloseOn", d.closed_at as "closedAt", d.loss_reason as "lossReason", d.competitor,
       d.lead_source as "leadSource", d.type, d.description, d.stated_probability as "statedProbability", d.custom, d.pushes,
       d.created_at as "createdAt", d.recorded_at as "recordedAt", d.updated_at as "updatedAt", d.last_interaction_at as "lastInteractionAt",
       a.id as "accountId", a.name as "accountName", u.id as "ownerId", u.name as "ownerName", p.id as "pipelineId", p.name as "pipelineName",
       s.id as "stageId", s.name as "stageName", r.id as "productId", r.name as "productName", n.id as "nextStepId", n.what, n.promised_by as "promisedBy", n.due_on as "dueOn"
     from app.deals d
     join app.pipelines p on p.workspace_id = d.workspace_id and p.id = d.pipeline_id
     join app.stages s on s.workspace_id = d.workspace_id and s.id = d.stage_id
     left join app.accounts a on a.workspace_id = d.workspace_id and a.id = d.account_id
     left join app.users u on u.workspace_id = d.workspace_id and u.id = d.owner_id
     left join app.products r on r.workspace_id = d.workspace_id and r.id = d.product_id
     left join lateral (select * from app.next_steps n where n.workspace_id = d.workspace_id and n.deal_id = d.id and n.status = 'open'
       and n.deleted_at is null order by n.due_on limit 1) n on true
     where d.status = 'open' and d.deleted_at is null
     order by coalesce(d.expected_close_on, 'infinity'), d.id limit 80`,
    [],
    'open-deals-by-hand',
  );
}
