import type { DealFull } from '@windshield/contract';
import { answer, api, ifMatch } from '../api.ts';
import type { RecordWriter } from '../records/change-record.ts';

export type DealPatch = Parameters<(typeof api.deals.deals)[':id']['$patch']>[0]['json'];

export const loadDeal = (id: string): Promise<DealFull> => answer(api.deals.deals[':id'].$get({ param: { id } }));

export const dealWriter: RecordWriter<DealFull, DealPatch> = {
  room: 'deals',
  word: 'deal',
  change: (id, version, patch) => answer(api.deals.deals[':id'].$patch({ param: { id }, header: ifMatch(version), json: patch })),
  remove: (id, version) => answer(api.deals.deals[':id'].$delete({ param: { id }, header: ifMatch(version) })),
  restore: (id) => answer(api.deals.deals[':id'].restore.$post({ param: { id } })),
  fieldLabels: {
    name: 'Name',
    accountId: 'Account',
    ownerId: 'Owner',
    stageId: 'Stage',
    status: 'Status',
    amountMinor: 'Amount',
    expectedCloseOn: 'Close date',
    lossReason: 'Reason of the loss',
    competitor: 'Competitor',
    leadSource: 'Source',
    type: 'Type',
    description: 'Description',
  },
};
