import type { RecordKind, SideTable } from '@windshield/core';
import type { Sample } from './sample.ts';

/** What a file holds: records, additions to other files' records, or nothing of use. */
export type What = { kind: RecordKind } | { side: SideTable } | { skipReason: string };

/** Tables that a warehouse loader makes of HubSpot: their names and key columns say what they are. */
export function byWarehouseTable(sample: Sample): What | undefined {
  const keys = new Set(sample.keys);
  const has = (...names: string[]) => names.every((name) => keys.has(name));
  const raw = new Set(sample.table.header.map((header) => header.toLowerCase()));
  const name = sample.input.name.toLowerCase();
  if (has('portalid', 'ownerid', 'activeuserid')) return { kind: 'users' };
  if ((has('opportunityid') || has('dealid')) && has('quantity') && (has('unitprice') || has('totalprice'))) return { side: 'dealLines' };
  if (has('opportunityid', 'contactid', 'role')) return { side: 'dealContacts' };
  if (has('parentroleid', 'name')) return { side: 'userRoles' };
  if (has('stageid', 'pipelineid', 'label'))
    return /ticket/.test(name) ? { skipReason: 'holds support ticket stages, which Windshield does not keep' } : { side: 'dealStages' };
  if (has('pipelineid', 'label', 'displayorder'))
    return /ticket/.test(name)
      ? { skipReason: 'holds support ticket pipelines, which Windshield does not keep' }
      : { side: 'dealPipelines' };
  if (raw.has('ticket_id') || /ticket/.test(name)) return { skipReason: 'holds support tickets, which Windshield does not keep' };
  const isJoin = sample.keys.filter((key) => !/^fivetran|type|category/.test(key)).length <= 2;
  if (isJoin && has('engagementid', 'contactid')) return { side: 'engagementContacts' };
  if (isJoin && has('engagementid', 'companyid')) return { side: 'engagementAccounts' };
  if (isJoin && has('engagementid', 'dealid')) return { side: 'engagementDeals' };
  if (isJoin && has('dealid', 'contactid')) return { side: 'dealContacts' };
  if (isJoin && has('dealid', 'companyid')) return { side: 'dealAccounts' };
  if (has('teamid', 'userid')) return { side: 'teamMembers' };
  if (/^(team|teams)(_data)?\./.test(name) && has('id', 'name')) return { side: 'teams' };
  if (/^(role|roles|user_?roles?)(_data)?\./.test(name) && has('id', 'name')) return { side: 'userRoles' };
  if (has('timestamp', 'name', 'value') && (has('dealid') || has('contactid') || has('companyid'))) return { kind: 'changes' };
  if (has('dealid', 'value', 'dateentered')) return { kind: 'changes' };
  if (has('primaryteamid', 'email', 'firstname')) return { kind: 'users' };
  if (has('engagementid')) {
    if (keys.has('notebody')) return { kind: 'notes' };
    return keys.has('timestamp') || keys.has('starttime') ? { kind: 'interactions' } : { skipReason: 'holds no times' };
  }
  if (/^(email_(campaign|event)|form|property|contact_(list|form|merge)|merged_|engagement_data|owner_team|calendar)/.test(name)) {
    return { skipReason: 'holds data that Windshield has no use for' };
  }
  return undefined;
}
