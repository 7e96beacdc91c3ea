import { accounts } from '../../accounts/index.ts';
import { leads } from '../../leads/index.ts';
import { contacts } from '../../people/index.ts';
import { InvalidValue, type Room } from '../../records/index.ts';

/** Kinds of records that can stand here twice. */
export type MergeKind = 'accounts' | 'contacts' | 'leads';
export const mergeKinds = ['accounts', 'contacts', 'leads'] as const satisfies readonly MergeKind[];

/** How a kind is merged. */
export interface MergedKind {
  readonly kind: MergeKind;
  readonly room: Room;
  /** Fields as history names them, with their columns. */
  readonly columns: ReadonlyMap<string, string>;
  /** Fields that only make sense together: filled together, chosen together. Every other field stands for itself. */
  readonly units: readonly (readonly string[])[];
  /** Fields that are never filled from another record, only chosen. */
  readonly chosenOnly: ReadonlySet<string>;
  /** Fields that name a record of a kind which can itself be merged. */
  readonly pointers: ReadonlyMap<string, MergeKind>;
}

const columnsOf = (room: Room, more: Readonly<Record<string, string>> = {}) =>
  new Map([...Object.entries(room.fields).map(([field, { column }]) => [field, column] as const), ...Object.entries(more)]);

export const mergedKinds: Readonly<Record<MergeKind, MergedKind>> = {
  accounts: {
    kind: 'accounts',
    room: accounts.described,
    columns: columnsOf(accounts.described),
    units: [['revenueMinor', 'revenueCurrency']],
    chosenOnly: new Set(['name']),
    pointers: new Map([['parentId', 'accounts']]),
  },
  contacts: {
    kind: 'contacts',
    room: contacts.described,
    columns: columnsOf(contacts.described, { email: 'email', phone: 'phone' }),
    units: [],
    chosenOnly: new Set(['name']),
    pointers: new Map([['accountId', 'accounts']]),
  },
  leads: {
    kind: 'leads',
    room: leads.described,
    columns: columnsOf(leads.described, { statusName: 'status_name' }),
    units: [
      ['valueMinor', 'valueCurrency'],
      ['status', 'statusName', 'convertedAt'],
    ],
    chosenOnly: new Set(['name', 'status', 'statusName', 'convertedAt']),
    pointers: new Map([
      ['accountId', 'accounts'],
      ['contactId', 'contacts'],
    ]),
  },
};

/** The fields that go with this one, itself among them. */
export function unitOf({ units }: MergedKind, field: string): readonly string[] {
  return units.find((unit) => unit.includes(field)) ?? [field];
}

/** @throws InvalidValue when the kind cannot be merged */
export function mergedKind(kind: string): MergedKind {
  const found = mergedKinds[kind as MergeKind];
  if (!found) throw new InvalidValue({ field: 'kind', message: `takes one of ${mergeKinds.join(', ')}` });
  return found;
}
