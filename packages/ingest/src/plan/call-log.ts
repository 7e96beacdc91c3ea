import type { ColumnMapping } from '@windshield/core';
import { parseCallLength } from '../cells/call-length.ts';
import { parseParty } from '../cells/call-party.ts';
import { callWord, namesDirection } from '../cells/call-words.ts';
import { parseDate } from '../cells/date.ts';
import { parseTruth } from '../cells/truth.ts';
import { fieldOfHeader } from '../headers/field-of-header.ts';
import { headerKey } from '../headers/header-key.ts';
import { callWords } from '../headers/vocabulary/calls.ts';
import { isBlank } from './map-columns.ts';
import type { Sample } from './sample.ts';

interface Column {
  readonly header: string;
  readonly index: number;
  /** The header's key, and the key without the word for a call. */
  readonly keys: readonly string[];
  /** At most `mostCells` of its cells that are not blank. */
  readonly cells: readonly string[];
}

const mostCells = 100;
const timeOfDay = /^\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,6})?)?\s?(?:[ap]\.?\s?m\.?)?(?: Uhr)?$/i;
const saysCall =
  /\bcalls?\b|call[ _-]?(?:log|list|hist|record)|\bcdr\b|anruf|telefonat|gespräch|appels?\b|llamada|chiamat|chamada|gesprek|połącze|samtal|通話|発着信/i;
const otherTalks = /\be-?mail\b|meeting|\btask\b|\bevent\b|besprechung|aufgabe|réunion|tâche|reunión|tarea|riunione/i;

const vocabulary = Object.entries(callWords).map(
  ([field, words]) => [field, words.split(',').map((word) => headerKey(word.trim()))] as const,
);

/**
 * The columns of a call log; undefined when the file is none. It must hold a day, a number or a person on the other side, how long or
 * which way; and in all say by two of its marks (lengths, ways, results, two sides, its name) that its rows are calls.
 */
export function callColumns(sample: Sample): ColumnMapping[] | undefined {
  // First and last names, each in a column, are of a list of people.
  const ofPeople = sample.table.header.map((header) => fieldOfHeader('contacts', header, sample.prefix));
  if (ofPeople.includes('firstName') && ofPeople.includes('lastName')) return undefined;
  const columns = sample.table.header.map((header, index): Column => {
    const key = headerKey(header);
    return {
      header,
      index,
      keys: [key, key.replace(/^(?:call|phone|anrufs?|gesprachs?)(?=.{2})/, '')],
      cells: (sample.cells[index] ?? []).slice(0, mostCells).filter((cell) => !isBlank(cell)),
    };
  });
  const fields = assign(columns);
  const of = (field: string) => columns.find(({ index }) => fields.get(index)?.field === field);
  const has = (field: string) => of(field) !== undefined;
  if (!has('occurredAt')) return undefined;
  if (
    columns.some(
      ({ cells, keys }) =>
        keys.some((key) => /type?$|^art$|kind|subject/.test(key)) && share(cells, (cell) => otherTalks.test(cell)) > 0.02,
    )
  )
    return undefined;
  const isNamedCall = saysCall.test(sample.input.name.replaceAll('_', ' ')) || columns.some(({ header }) => saysCall.test(header));
  const hasNumber = has('phone') || has('fromPhone') || has('toPhone');
  const hasLength = has('durationSeconds');
  const hasWay = has('direction');
  const hasResult = has('statusName') || has('isAnswered');
  // Messages have sides, ways and days as well.
  if (!hasLength && !(hasWay && (hasResult || isNamedCall))) return undefined;
  if (!hasNumber && !(isNamedCall && hasLength && hasWay && has('contact'))) return undefined;
  const marks = [hasLength, hasWay, hasResult, has('fromPhone') && has('toPhone'), isNamedCall || has('type')];
  if (marks.filter(Boolean).length < 2) return undefined;
  const contact = of('contact');
  // Without a number, the person named is the other side.
  if (!hasNumber && contact) fields.set(contact.index, { field: 'phone', why: 'the other side of the call' });
  const length = of('durationSeconds');
  if (length)
    fields.set(length.index, {
      field: `duration${unitOf(length, columns) === 'minutes' ? 'Minutes' : 'Seconds'}`,
      why: whyUnit(length, columns),
    });
  return columns.map(({ header, index }) => {
    const samples = [...new Set(sample.cells[index])].slice(0, 5);
    const found = fields.get(index);
    if (found) return { header, index, samples, field: found.field, why: found.why, confidence: found.why === byHeader ? 0.9 : 0.7 };
    if (samples.length === 0) return { header, index, samples, why: 'empty', confidence: 1 };
    return { header, index, samples, field: 'custom', why: 'no field of ours; kept under its own name', confidence: 0.5 };
  });
}

const byHeader = 'by its header, in a call log';

type Found = Map<number, { readonly field: string; readonly why: string }>;

/** Each field takes the column whose header comes first among its words and whose cells agree; then cells alone speak. */
function assign(columns: readonly Column[]): Found {
  const found: Found = new Map();
  const take = (field: string, column: Column, why: string) => found.set(column.index, { field, why });
  const byKey = new Map<string, Column[]>();
  for (const column of columns) {
    for (const key of new Set(column.keys)) {
      const others = byKey.get(key);
      if (others) others.push(column);
      else byKey.set(key, [column]);
    }
  }
  const isTargets = columns.some(({ keys }) => keys.includes('targetkind'));
  for (const [field, words] of vocabulary) {
    const isFit = fits[field] ?? (() => true);
    const best = words
      .values()
      .flatMap((word) => byKey.get(word) ?? [])
      .find((column) => !found.has(column.index) && column.cells.length > 0 && isFit(column));
    if (best) take(field, best, byHeader);
  }
  // Dialpad's name is of the user or department that took the call.
  const named = isTargets ? columns.find(({ index }) => found.get(index)?.field === 'contact') : undefined;
  if (named) take('user', named, 'the person here, in a log of Dialpad');
  const free = () => columns.filter(({ index, cells }) => !found.has(index) && cells.length > 0);
  const has = (...fields: string[]) => [...found.values()].some(({ field }) => fields.includes(field));
  const byCells = 'by what its cells hold';
  const first = (isFit: (column: Column) => boolean) => free().find(isFit);
  if (!has('phone', 'fromPhone', 'toPhone')) {
    const numbers = free().filter(
      ({ cells, header }) =>
        fieldOfHeader('contacts', header, '') !== 'phone' && share(cells, isPublicNumber) >= 0.6 && share(cells, isParty) >= 0.9,
    );
    const [one, other] = numbers;
    if (one) take(other ? 'fromPhone' : 'phone', one, byCells);
    if (other) take('toPhone', other, byCells);
  }
  if (!has('phone', 'fromPhone', 'toPhone')) return found;
  if (!has('occurredAt')) {
    const day = first(({ cells }) => share(cells, (cell) => /\D/.test(cell) && isDate(cell)) >= 0.9);
    if (day) take('occurredAt', day, byCells);
  }
  if (!has('direction')) {
    const way = first(
      ({ cells }) =>
        cells.length > 1 && new Set(cells).size <= 12 && share(cells, (cell) => cell.length <= 40 && namesDirection(cell)) >= 0.6,
    );
    if (way) take('direction', way, byCells);
  }
  if (!has('durationSeconds')) {
    const length = first(({ cells }) => share(cells, (cell) => /\d:\d\d|\d ?(?:s|sec|min|h|m)\b/i.test(cell) && isLength(cell)) >= 0.9);
    if (length) take('durationSeconds', length, byCells);
  }
  return found;
}

const fits: Readonly<Record<string, (column: Column) => boolean>> = {
  externalId: ({ cells }) => new Set(cells).size === cells.length,
  occurredAt: ({ cells }) => share(cells, isDate) >= 0.9,
  endsAt: ({ cells }) => share(cells, isDate) >= 0.9,
  occurredTime: ({ cells }) => share(cells, (cell) => timeOfDay.test(cell)) >= 0.9,
  direction: ({ cells }) =>
    share(cells, (cell) => callWord(cell).direction !== undefined) >= 0.6 &&
    (cells.some((cell) => !/^\d$/.test(cell)) || new Set(cells).size > 1),
  statusName: ({ cells }) => share(cells, (cell) => !/^\d$/.test(cell) && callWord(cell).isReached !== undefined) >= 0.5,
  isAnswered: ({ cells }) => share(cells, (cell) => parseTruth(cell) !== undefined) >= 0.9,
  phone: ({ cells }) => share(cells, isNumberOrWithheld) >= 0.8,
  fromPhone: ({ cells }) => share(cells, isNumberOrWithheld) >= 0.3 && share(cells, isParty) >= 0.9,
  toPhone: ({ cells }) => share(cells, isNumberOrWithheld) >= 0.3 && share(cells, isParty) >= 0.9,
  ownPhone: ({ cells }) => share(cells, isNumberOrWithheld) >= 0.8,
  durationSeconds: ({ cells }) => share(cells, isLength) >= 0.9,
  fromName: ({ cells }) => share(cells, (cell) => !isNumberOrWithheld(cell)) >= 0.3,
  toName: ({ cells }) => share(cells, (cell) => !isNumberOrWithheld(cell)) >= 0.3,
  contact: ({ cells }) => share(cells, (cell) => /\p{L}/u.test(cell)) >= 0.3,
  account: ({ cells }) => share(cells, (cell) => /\p{L}/u.test(cell)) >= 0.8,
  type: ({ cells }) => share(cells, (cell) => /^(voice|fax|sms|mms|text|call|phone|telefonie|anruf)/i.test(cell)) >= 0.9,
};

const isLength = (cell: string) => parseCallLength(cell, { decimal: cell.includes(',') ? ',' : '.', unit: 'seconds' }) !== undefined;
const isDate = (cell: string) => parseDate(cell, 'dmy') !== undefined || parseDate(cell, 'mdy') !== undefined;

function isNumberOrWithheld(cell: string): boolean {
  if (/\D/.test(cell) && isDate(cell)) return false;
  const party = parseParty(cell, undefined);
  return party?.number !== undefined || party?.isWithheld === true;
}

const isParty = (cell: string) => parseParty(cell, undefined) !== undefined && !(/\D/.test(cell) && isDate(cell));

/** Written as only telephone numbers are: with a plus, a leading zero, or grouped. */
function isPublicNumber(cell: string): boolean {
  return /^(?:\+|0|\()[\d ()./-]{6,20}$|^\d{3}[ -]\d{3}[ -]\d{4}$/.test(cell) && !isDate(cell);
}

const secondsWord = /\b(?:secs?|seconds?|sek|sekunden|secondes|segundos|secondi|seconden|sekunder)\b|billsec|秒/i;
const minutesWord = /\b(?:mins?|minutes?|minuten|minutos|minuti|minuty|minuter)\b|分/i;
/** Systems whose bare lengths are seconds. */
const secondsSystems = /^(?:callsid|disposition|readabledate|durationtotal|missedcallreason)$/;

/** What bare numbers count: as the header says; fractions are of minutes; beyond 90 of them a call would be rare in minutes. */
function unitOf({ header, cells }: Column, columns: readonly Column[]): 'seconds' | 'minutes' {
  if (secondsWord.test(header)) return 'seconds';
  if (minutesWord.test(header)) return 'minutes';
  if (columns.some(({ keys }) => keys.some((key) => secondsSystems.test(key)))) return 'seconds';
  const bare = cells.filter((cell) => /^\d+([.,]\d+)?$/.test(cell));
  if (bare.length === 0) return 'seconds';
  if (bare.some((cell) => /[.,]\d*[1-9]/.test(cell))) return 'minutes';
  return bare.some((cell) => Number.parseFloat(cell) > 90) ? 'seconds' : 'minutes';
}

function whyUnit(column: Column, columns: readonly Column[]): string {
  if (column.cells.some((cell) => /[^\d.,]/.test(cell))) return byHeader;
  const unit = unitOf(column, columns);
  if (secondsWord.test(column.header) || minutesWord.test(column.header)) return byHeader;
  return `bare numbers are taken for ${unit}, by how large they are`;
}

function share(cells: readonly string[], isFit: (cell: string) => boolean): number {
  return cells.length === 0 ? 0 : cells.filter(isFit).length / cells.length;
}
