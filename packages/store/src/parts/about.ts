import { equals, type Field, type Filter, InvalidValue, type Values } from '../records/index.ts';

/** What a next step, need, note, outcome or cost is about; at least one is given, except of a cost. */
export interface About {
  readonly accountId: string | null;
  readonly contactId: string | null;
  readonly dealId: string | null;
  readonly leadId: string | null;
}

export const aboutFields: Readonly<Record<keyof About, Field>> = {
  accountId: { column: 'account_id', type: 'uuid' },
  contactId: { column: 'contact_id', type: 'uuid' },
  dealId: { column: 'deal_id', type: 'uuid' },
  leadId: { column: 'lead_id', type: 'uuid' },
};

export const aboutFilters: Readonly<Record<keyof About, Filter>> = {
  accountId: equals('account_id', 'uuid'),
  contactId: equals('contact_id', 'uuid'),
  dealId: equals('deal_id', 'uuid'),
  leadId: equals('lead_id', 'uuid'),
};

/** @throws InvalidValue when nothing says what the record is about */
export function demandAbout(written: Values, current: Values | undefined): void {
  const after: Values = { ...current, ...written };
  const isGiven = Object.keys(aboutFields).some((field) => after[field] !== undefined && after[field] !== null);
  if (!isGiven)
    throw new InvalidValue({ field: 'dealId', message: 'is missing, and so are accountId, contactId and leadId; give at least one' });
}
