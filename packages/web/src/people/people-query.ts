import type { ContactFull } from '@windshield/contract';
import { answer, api, ifMatch } from '../api.ts';
import type { RecordWriter } from '../records/change-record.ts';

export type ContactPatch = Parameters<(typeof api.people.contacts)[':id']['$patch']>[0]['json'];

export const loadContact = (id: string): Promise<ContactFull> => answer(api.people.contacts[':id'].$get({ param: { id } }));

export const contactWriter: RecordWriter<ContactFull, ContactPatch> = {
  room: 'people',
  word: 'person',
  change: (id, version, patch) => answer(api.people.contacts[':id'].$patch({ param: { id }, header: ifMatch(version), json: patch })),
  remove: (id, version) => answer(api.people.contacts[':id'].$delete({ param: { id }, header: ifMatch(version) })),
  restore: (id) => answer(api.people.contacts[':id'].restore.$post({ param: { id } })),
  fieldLabels: {
    name: 'Name',
    accountId: 'Works at',
    title: 'Title',
    ownerId: 'Owner',
    lifecycle: 'Lifecycle',
    language: 'Language',
    country: 'Country',
    description: 'About',
    points: 'How to reach',
  },
};
