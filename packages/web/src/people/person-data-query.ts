import { queryOptions } from '@tanstack/react-query';
import type { PersonData } from '@windshield/contract';
import { answer, api } from '../api.ts';

/** Somebody whom this workspace knows, as a contact or as a lead. */
export interface KnownPerson {
  readonly kind: 'contact' | 'lead';
  readonly id: string;
  readonly name: string;
}

/** Everything that is stored of a person. Gathered when asked for, and forgotten with the dialog. */
export const personDataQuery = ({ kind, id }: KnownPerson) =>
  queryOptions({
    queryKey: ['personData', kind, id],
    queryFn: (): Promise<PersonData> =>
      kind === 'contact'
        ? answer(api.people.contacts[':id'].everything.$get({ param: { id } }))
        : answer(api.leads.leads[':id'].everything.$get({ param: { id } })),
    staleTime: 0,
    gcTime: 0,
  });

export const erasePerson = ({ kind, id }: KnownPerson, reason: string) =>
  kind === 'contact'
    ? answer(api.people.contacts[':id'].erase.$post({ param: { id }, json: { reason } }))
    : answer(api.leads.leads[':id'].erase.$post({ param: { id }, json: { reason } }));
