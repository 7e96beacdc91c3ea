import { nameKey } from '../text/index.ts';
import type { About, ImportRecord, Ref } from './records.ts';

type Keyless<R> = R extends ImportRecord ? Omit<R, 'key'> & { readonly key?: string } : never;

/** The key of a record that its source names by an id: `id:` + the id. */
export function idKey(externalId: string): string {
  return `id:${externalId}`;
}

/**
 * The key of a record without an id in its source: `name:` + what tells it from others of its kind, so that the same
 * fact exported twice meets itself. Names go through `nameKey`, so spelling and case do not matter; free text longer
 * than 64 signs is represented by its hash. Two records that agree in all of it are one.
 */
export function naturalKey(record: Keyless<ImportRecord>): string {
  return `name:${partsOf(record).map(part).join('|')}`;
}

function partsOf(record: Keyless<ImportRecord>): readonly (string | number | undefined)[] {
  switch (record.kind) {
    case 'users':
      return [record.email?.toLowerCase() ?? nameKey(record.name)];
    case 'accounts':
      return [nameKey(record.name)];
    case 'contacts': {
      const mail = record.points.find((point) => point.kind === 'email');
      return mail ? [mail.value.toLowerCase()] : [nameKey(record.name), refPart(record.account)];
    }
    case 'products':
      return [nameKey(record.code ?? record.name)];
    case 'leads':
      return record.email ? [record.email.toLowerCase()] : [nameKey(record.name), nameKey(record.company ?? '')];
    case 'deals':
      return [nameKey(record.name), refPart(record.account), record.openedAt?.slice(0, 10)];
    case 'interactions':
      return [
        record.type,
        record.occurredAt,
        record.subject,
        refPart(record.user),
        refPart(record.account ?? record.deal ?? record.lead),
        record.participants.map((one) => one.address?.toLowerCase() ?? refPart(one.contact ?? one.user)).join(','),
      ];
    case 'changes':
      return [record.recordKind, refPart(record.record), record.field, record.occurredAt, record.to];
    case 'nextSteps':
      return [record.what, record.dueOn, aboutPart(record)];
    case 'needs':
      return [record.words, aboutPart(record)];
    case 'notes':
      return [record.body, record.occurredAt, aboutPart(record)];
    case 'outcomes':
      return [record.promised, record.promisedOn, aboutPart(record)];
    case 'costs':
      return [
        record.type,
        record.incurredOn,
        record.amount.amountMinor,
        record.amount.currency,
        record.campaign,
        record.leadSource,
        refPart(record.user),
        record.description,
        aboutPart(record),
      ];
    case 'targets':
      return [record.period, refPart(record.user), nameKey(record.teamName ?? '')];
    case 'rates':
      return [record.on, record.from, record.to];
  }
}

function aboutPart(about: About): string {
  return [about.account, about.contact, about.deal, about.lead].map(refPart).join(',');
}

function refPart(ref: Ref | undefined): string {
  return ref?.key ?? ref?.email?.toLowerCase() ?? nameKey(ref?.name ?? '');
}

function part(value: string | number | undefined): string {
  const text = String(value ?? '').replace(/[\\|]/g, '\\$&');
  return text.length <= 64 ? text : `${text.slice(0, 32)}#${hash53(text).toString(36)}`;
}

/** Bryc's cyrb53: 53 bits, not for secrets. */
function hash53(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
