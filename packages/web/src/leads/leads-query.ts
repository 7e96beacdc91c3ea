import type { LeadFull } from '@windshield/contract';
import { answer, api, ifMatch } from '../api.ts';
import type { RecordWriter } from '../records/change-record.ts';

export type LeadPatch = Parameters<(typeof api.leads.leads)[':id']['$patch']>[0]['json'];

export const loadLead = (id: string): Promise<LeadFull> => answer(api.leads.leads[':id'].$get({ param: { id } }));

export const leadWriter: RecordWriter<LeadFull, LeadPatch> = {
  room: 'leads',
  word: 'lead',
  change: (id, version, patch) => answer(api.leads.leads[':id'].$patch({ param: { id }, header: ifMatch(version), json: patch })),
  remove: (id, version) => answer(api.leads.leads[':id'].$delete({ param: { id }, header: ifMatch(version) })),
  restore: (id) => answer(api.leads.leads[':id'].restore.$post({ param: { id } })),
  fieldLabels: {
    name: 'Name',
    company: 'Company',
    title: 'Title',
    email: 'Mail address',
    phone: 'Phone',
    status: 'Status',
    source: 'Source',
    campaign: 'Campaign',
    ownerId: 'Owner',
    industry: 'Industry',
    employees: 'Employees',
    country: 'Country',
    valueMinor: 'Worth',
    description: 'About',
  },
};
