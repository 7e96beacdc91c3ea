import type { Change } from '@windshield/contract';
import { formatDate, formatMoney } from '../ui/locale.ts';

/** What a change needs to be told: names for ids that stand in its values. */
export interface ChangeNames {
  /** A user's, account's or stage's name by id; undefined when it is not known here. */
  nameOf: (id: string) => string | undefined;
  /** For amounts, whose change is kept in minor units alone. */
  currency: string | null | undefined;
}

const fieldNames: Record<string, string> = {
  expectedCloseOn: 'Close date',
  amountMinor: 'Amount',
  valueMinor: 'Value',
  revenueMinor: 'Revenue',
  stageId: 'Stage',
  stage: 'Stage',
  stageName: 'Stage',
  status: 'Status',
  ownerId: 'Owner',
  owner: 'Owner',
  accountId: 'Account',
  account: 'Account',
  parentId: 'Parent account',
  closedAt: 'Closing day',
  openedAt: 'Opening day',
  lossReason: 'Reason of the loss',
  leadSource: 'Source',
  yearFounded: 'Founded',
  name: 'Name',
  title: 'Title',
  email: 'Mail address',
  phone: 'Phone',
  deletedAt: 'Trash',
};

/**
 * A change as a sentence: "Close date moved from 8 Dec to 20 Jan."; what is not known is left out of it, never shown as an id.
 */
export function changeSentence(change: Pick<Change, 'field' | 'from' | 'to'>, names: ChangeNames): string {
  const { field, from, to } = change;
  if (field === 'deletedAt') return to === null || to === undefined ? 'Brought back from the trash.' : 'Put into the trash.';
  if (field === 'recordedAt' || field === 'createdAt') return 'Put on record.';
  if (field === 'points') return 'Mail addresses and phones changed.';
  const what = fieldInWords(field);
  const before = valueInWords(field, from, names);
  const after = valueInWords(field, to, names);
  if (after === undefined && before === undefined) return `${what} changed.`;
  if (before === undefined) return `${what} set to ${after}.`;
  if (after === undefined) return `${what} removed; it was ${before}.`;
  return `${what} ${field === 'expectedCloseOn' ? 'moved' : 'changed'} from ${before} to ${after}.`;
}

/** Whether a reason is worth asking for: a moved date and an ending are, a corrected phone number is not. */
export function asksForReason(change: Pick<Change, 'field' | 'from' | 'to'>): boolean {
  return (
    (change.field === 'expectedCloseOn' && isSet(change.from) && isSet(change.to)) || (change.field === 'status' && change.to === 'lost')
  );
}

const isSet = (value: unknown) => value !== null && value !== undefined && value !== '';

/** A field as people call it. */
export const fieldInWords = (field: string): string => fieldNames[field] ?? spaced(field);

/** A value as people write it; undefined when it is unknown, or an id whose name is not known here. */
export function valueInWords(field: string, value: unknown, names: ChangeNames): string | undefined {
  if (!isSet(value)) return undefined;
  if (field.endsWith('Minor') && names.currency && Number.isSafeInteger(Number(value))) return formatMoney(Number(value), names.currency);
  if (typeof value === 'object') return objectInWords(value as Record<string, unknown>);
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}($|T)/.test(text)) return formatDate(text);
  if (/^[\da-f]{8}-[\da-f]{4}-/i.test(text)) return names.nameOf(text);
  return text.length > 120 ? `“${text.slice(0, 119)}…”` : text;
}

function objectInWords(value: Record<string, unknown>): string | undefined {
  if (typeof value['name'] === 'string') return value['name'];
  const { amountMinor, currency } = value;
  return typeof amountMinor === 'number' && typeof currency === 'string' ? formatMoney(amountMinor, currency) : undefined;
}

/** "numberOfSeats" -> "Number of seats". */
function spaced(field: string): string {
  const words = field
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
