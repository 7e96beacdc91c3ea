import type { AccountFull } from '@windshield/contract';
import { answer, api, ifMatch } from '../api.ts';
import type { RecordWriter } from '../records/change-record.ts';

export type AccountPatch = Parameters<(typeof api.accounts.accounts)[':id']['$patch']>[0]['json'];

export const loadAccount = (id: string): Promise<AccountFull> => answer(api.accounts.accounts[':id'].$get({ param: { id } }));

export const accountWriter: RecordWriter<AccountFull, AccountPatch> = {
  room: 'accounts',
  word: 'account',
  change: (id, version, patch) => answer(api.accounts.accounts[':id'].$patch({ param: { id }, header: ifMatch(version), json: patch })),
  remove: (id, version) => answer(api.accounts.accounts[':id'].$delete({ param: { id }, header: ifMatch(version) })),
  restore: (id) => answer(api.accounts.accounts[':id'].restore.$post({ param: { id } })),
  fieldLabels: {
    name: 'Name',
    parentId: 'Belongs to',
    ownerId: 'Owner',
    type: 'Type',
    website: 'Website',
    domain: 'Mail domain',
    industry: 'Industry',
    employees: 'Employees',
    revenueMinor: 'Revenue',
    yearFounded: 'Founded',
    phone: 'Phone',
    address: 'Address',
    city: 'City',
    country: 'Country',
    description: 'About',
  },
};
