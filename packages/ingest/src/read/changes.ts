import { type ChangedKind, type ChangeRecord, fieldsOf } from '@windshield/core';
import { isoDay, parseDate } from '../cells/date.ts';
import { parseMoney } from '../cells/money.ts';
import { headerKey } from '../headers/header-key.ts';
import { vocabularyOf } from '../headers/vocabulary/index.ts';
import { given, identityReader, keyed } from './identity.ts';
import { type Cells, type PlanColumns, RowError } from './plan-columns.ts';

const kindByHeader: readonly (readonly [RegExp, ChangedKind])[] = [
  [/opportunity|deal/, 'deals'],
  [/account|company/, 'accounts'],
  [/contact/, 'contacts'],
  [/lead/, 'leads'],
];

/**
 * Field histories. A field that we have goes by our name, its values in our form: days as days, amounts in minor units,
 * ids as keys; others keep their own name and words.
 */
export function changeReader(columns: PlanColumns): (cells: Cells) => ChangeRecord {
  const identity = identityReader(columns);
  const recordHeader = headerKey(columns.headerOf('record.key') ?? columns.headerOf('record') ?? '');
  const recordKind =
    kindByHeader.find(([words]) => words.test(recordHeader))?.[1] ??
    kindByHeader.find(([words]) => words.test(columns.plan.path.toLowerCase()))?.[1] ??
    'deals';
  const record = columns.ref('record');
  const field = columns.text('field');
  const from = columns.text('from');
  const to = columns.text('to');
  const occurredAt = columns.instant('occurredAt');
  const user = columns.ref('user');
  const reason = columns.text('reason');
  const values = new Map<string, (value: string | undefined) => string | undefined>();
  const isStageTable = !columns.has('field');
  return (cells) => {
    const subject = record(cells);
    const at = occurredAt(cells);
    const theirs = isStageTable ? 'stage' : field(cells);
    if (subject === undefined)
      throw new RowError(columns.headerOf('record.key') ?? columns.headerOf('record'), 'is empty; expected which record changed');
    if (at === undefined) throw new RowError(columns.headerOf('occurredAt'), 'is empty; expected when it changed');
    if (theirs === undefined) throw new RowError(columns.headerOf('field'), 'is empty; expected which field changed');
    const ours = changedField(recordKind, theirs);
    let value = values.get(ours);
    if (!value) {
      value = valueReader(columns, recordKind, ours);
      values.set(ours, value);
    }
    const { createdAt: _, ...own } = identity(cells);
    return keyed({
      kind: 'changes',
      ...own,
      recordKind,
      record: subject,
      field: ours,
      occurredAt: at,
      ...given({ from: value(from(cells)), to: value(to(cells)), user: user(cells), reason: reason(cells) }),
    });
  };
}

const renamed: Readonly<Record<string, string>> = {
  closeOn: 'expectedCloseOn',
  'owner.key': 'owner',
  'account.key': 'account',
  'contact.key': 'contact',
  statusName: 'status',
};

const known = new Map<string, string>();

/** Our name for a field of theirs: CloseDate is `expectedCloseOn`, StageName `stageName`, OwnerId `owner`. */
export function changedField(kind: ChangedKind, theirs: string): string {
  const both = `${kind} ${theirs}`;
  const before = known.get(both);
  if (before !== undefined) return before;
  const ours = vocabularyOf(kind).get(headerKey(theirs));
  const isOurs = ours !== undefined && (fieldsOf(kind).some((field) => field.name === ours) || ours in renamed);
  const name = isOurs ? (renamed[ours] ?? ours) : theirs;
  if (known.size < 10_000) known.set(both, name);
  return name;
}

function valueReader(columns: PlanColumns, kind: ChangedKind, field: string): (value: string | undefined) => string | undefined {
  const type = fieldsOf(kind).find((one) => one.name === field)?.type;
  const { format } = columns.plan;
  if (type === 'day' || type === 'instant') {
    return (value) => {
      const date = value === undefined ? undefined : parseDate(value, format.dateOrder);
      return date ? isoDay(date) : value;
    };
  }
  if (type === 'money') {
    return (value) => {
      const money = value === undefined ? undefined : parseMoney(value, format.decimal, format.currency ?? columns.currency);
      return money ? String(money.amountMinor) : value;
    };
  }
  if (type === 'ref')
    return (value) => (value !== undefined && /^[a-zA-Z0-9]{15,19}$/.test(value) && /\d/.test(value) ? columns.keyOf(value) : value);
  return (value) => value;
}
