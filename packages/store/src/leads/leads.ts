import { equals, matches, mergedInto, moneyPair, nameColumns, named, type Room, recordRoom, sameText } from '../records/index.ts';
import type { Lead, LeadFull } from './lead.ts';

const room: Room = {
  kind: 'leads',
  one: 'lead',
  table: 'app.leads',
  fields: {
    name: { column: 'name', type: 'text' },
    company: { column: 'company', type: 'text' },
    title: { column: 'title', type: 'text' },
    email: { column: 'email', type: 'text' },
    phone: { column: 'phone', type: 'text' },
    status: { column: 'status', type: 'text' },
    source: { column: 'source', type: 'text' },
    campaign: { column: 'campaign', type: 'text' },
    ownerId: { column: 'owner_id', type: 'uuid' },
    industry: { column: 'industry', type: 'text' },
    employees: { column: 'employees', type: 'integer' },
    country: { column: 'country', type: 'text' },
    valueMinor: { column: 'value_minor', type: 'bigint' },
    valueCurrency: { column: 'value_currency', type: 'char(3)' },
    description: { column: 'description', type: 'text' },
    accountId: { column: 'account_id', type: 'uuid' },
    contactId: { column: 'contact_id', type: 'uuid' },
    dealId: { column: 'deal_id', type: 'uuid' },
    convertedAt: { column: 'converted_at', type: 'timestamptz' },
  },
  item: {
    statusName: 'r.status_name',
    custom: 'r.custom',
    owner: named('r.owner_id', 'owner'),
    lastInteractionAt: 'r.last_interaction_at',
    erasedAt: 'r.erased_at',
  },
  joins: `left join app.users owner on owner.workspace_id = r.workspace_id and owner.id = r.owner_id`,
  more: {
    mergedInto: mergedInto('leads'),
    account: `(select app.named(a.id, a.name) from app.accounts a where a.workspace_id = r.workspace_id and a.id = r.account_id)`,
    contact: `(select app.named(c.id, c.name) from app.contacts c where c.workspace_id = r.workspace_id and c.id = r.contact_id)`,
    deal: `(select app.named(d.id, d.name) from app.deals d where d.workspace_id = r.workspace_id and d.id = r.deal_id)`,
  },
  filters: {
    q: matches('leads'),
    status: equals('status', 'text'),
    ownerId: equals('owner_id', 'uuid'),
    source: sameText('source'),
  },
  sorts: {
    name: { expression: 'r.name', type: 'text' },
    status: { expression: 'r.status', type: 'text' },
    recordedAt: { expression: 'r.recorded_at', type: 'timestamptz' },
    createdAt: { expression: `coalesce(r.created_at, 'infinity')`, type: 'timestamptz' },
  },
  order: { sort: 'name', descending: false },
  derive: async (tx, written, current) => {
    const fields: Record<string, unknown> = await moneyPair(tx, ['valueMinor', 'valueCurrency'], written, current).then((pair) => ({
      ...pair,
    }));
    if (!current && written['status'] === undefined) fields['status'] = 'open';
    if (written['status'] !== undefined && written['status'] !== current?.['status'])
      fields['convertedAt'] = written['status'] === 'converted' ? (written['convertedAt'] ?? new Date().toISOString()) : null;
    // the source system's word for the status it had is history once the status is another
    const columns =
      written['status'] !== undefined && written['status'] !== current?.['status']
        ? { status_name: { value: null, type: 'text' as const } }
        : {};
    return { fields, columns: { ...columns, ...nameColumns(written).columns } };
  },
};

export const leads = recordRoom<Lead, LeadFull>(room);
