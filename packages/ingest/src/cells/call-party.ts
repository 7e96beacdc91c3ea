import { e164 } from './phone.ts';

/** One side of a call as a cell names it. */
export interface CallParty {
  /** E.164 where it can be made, else the digits as dialled; of an extension its digits. */
  readonly number?: string;
  readonly name?: string;
  /** The number was withheld from us. */
  readonly isWithheld?: boolean;
}

const withheld =
  /^\(?(anonym|anonymous|unknown|unbekannt|withheld|private|privat|restricted|unterdrückt|no caller id|no name|unavailable|masqué|inconnu|caché|desconocido|oculto|privado|nascosto|sconosciuto|desconhecido|onbekend|nieznany|okänd|非通知|未知|-1$|-2$|-3$)/i;
const written = /^\+?[\d(][\d ()./\u00a0-]*$/;
const nameThenNumber = /^"?([^"<(]*?)"?[ :]*[<(](?:sip:|tel:)?([+\d][\d ./-]*)(?:@[^>)]*)?[>)]$/i;
const numberThenName = /^([+\d][\d ./-]+)[<(]([^<>()]+)[>)]$/;
const mostSigns = 120;

/** Reads `+49 30 123`, `John Doe (101)`, `"Anna" <0301234567>`, `101 (Anna)`, `sip:101@pbx`, `Anna Weber`; undefined for nothing usable. */
export function parseParty(text: string, region: string | undefined): CallParty | undefined {
  const cell = text.replace(/\s+/g, ' ').trim();
  if (cell === '' || cell.length > mostSigns) return undefined;
  if (withheld.test(cell)) return { isWithheld: true };
  const bare = cell.replace(/^(?:sip:|tel:)/i, '').replace(/(?<=^\+?\d{2,20})@.*$/, '');
  if (written.test(bare)) return numbered(bare, undefined, region);
  const named = nameThenNumber.exec(cell);
  if (named) return numbered(named[2] ?? '', named[1]?.trim(), region);
  const turned = numberThenName.exec(cell);
  if (turned) return numbered(turned[1] ?? '', turned[2]?.trim(), region);
  const label = cell.replaceAll('"', '').trim();
  return /\p{L}/u.test(label) ? { name: label } : undefined;
}

/** An inner number of a telephone system, not one of the public net. */
export function isExtension(number: string): boolean {
  return !number.startsWith('+') && number.length <= 5;
}

function numbered(text: string, name: string | undefined, region: string | undefined): CallParty | undefined {
  const digits = text.replace(/\D/g, '');
  const own = name === undefined || name === '' || withheld.test(name) || written.test(name) ? {} : { name };
  if (digits.length < 2 || digits.length > 17) return 'name' in own ? own : undefined;
  return { number: normal(text, digits, region), ...own };
}

function normal(text: string, digits: string, region: string | undefined): string {
  const isInternational = text.trim().startsWith('+');
  if (!isInternational && digits.length <= 6) return digits;
  const global = e164(text.replaceAll('(0)', ''), region);
  if (global !== undefined) return global;
  if (isInternational) return `+${digits}`;
  return digits.startsWith('00') && digits.length >= 10 ? `+${digits.slice(2)}` : digits;
}
