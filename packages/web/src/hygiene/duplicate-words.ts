import type { DuplicateCluster, DuplicateKind, DuplicateRecord } from '@windshield/contract';
import { formatList, formatNumber } from '../ui/locale.ts';

export const kindWords: Readonly<Record<DuplicateKind, { readonly one: string; readonly many: string; readonly label: string }>> = {
  contacts: { one: 'person', many: 'people', label: 'People' },
  accounts: { one: 'account', many: 'accounts', label: 'Accounts' },
  leads: { one: 'lead', many: 'leads', label: 'Leads' },
};

/** "99.8 %": rounded down, and never certain. @param probability 0 to 1 */
export function certainty(probability: number): string {
  const tenths = Math.min(999, Math.floor(probability * 1_000));
  return `${formatNumber(tenths / 10, 1)}\u00a0%`;
}

const fieldWords: Readonly<Record<string, string>> = {
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  title: 'Title',
  ownerId: 'Owner',
  accountId: 'Account',
  parentId: 'Belongs to',
  contactId: 'Person',
  dealId: 'Deal',
  yearFounded: 'Founded',
  revenueMinor: 'Revenue',
  revenueCurrency: 'Currency of the revenue',
  createdAt: 'Created',
  doNotContact: 'Not to be contacted',
};

/** A field as its record's page calls it: "lastName" is "Last name"; own fields keep their name. */
export function fieldName(field: string): string {
  if (field.startsWith('custom.')) return field.slice('custom.'.length);
  const known = fieldWords[field];
  if (known) return known;
  const words = field.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLocaleLowerCase();
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [`${count >= 1_000 ? 'over ' : ''}${formatNumber(count)} ${count === 1 ? one : many}`];

/** What would move with a record: "12 interactions and 1 deal". */
export function whatMoves({ interactions, deals, contacts }: Pick<DuplicateRecord, 'interactions' | 'deals' | 'contacts'>): string {
  const parts = [
    ...counted(interactions, 'interaction', 'interactions'),
    ...counted(deals, 'deal', 'deals'),
    ...counted(contacts, 'person', 'people'),
  ];
  return parts.length > 0 ? formatList(parts) : 'Nothing linked to it';
}

/** Whose value of each field stays unless somebody chooses: the kept record's, else the first that has any. */
export function proposedValues({ fields, records }: Pick<DuplicateCluster, 'fields' | 'records'>, keepId: string): Record<string, string> {
  const keptAt = records.findIndex(({ id }) => id === keepId);
  return Object.fromEntries(
    fields.flatMap(({ field, shown }) => {
      const at = shown[keptAt] == null ? shown.findIndex((value) => value !== null) : keptAt;
      const record = records[at];
      return record ? [[field, record.id]] : [];
    }),
  );
}
