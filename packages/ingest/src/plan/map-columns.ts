import { type ColumnMapping, fieldsOf, type RecordKind, type SourceSystem } from '@windshield/core';
import { parseDate } from '../cells/date.ts';
import { parseMoney } from '../cells/money.ts';
import { isMail } from '../cells/people.ts';
import { parseTruth } from '../cells/truth.ts';
import { fieldOfHeader } from '../headers/field-of-header.ts';
import { vocabularyOf } from '../headers/vocabulary/index.ts';
import type { Sample } from './sample.ts';

/** Fields that several columns may fill. */
const severalColumns = new Set(['email', 'phone', 'url', 'handle', 'cc', 'to']);

/** Bookkeeping of the systems: true every day anew, or of no meaning outside. */
const bookkeeping =
  /^(zeilenprufsumme|controlededlignes?|geschaftsquartal|geschaftsperiode|periodefiscale|periodofiscal|periodofiscale|alter|anciennete|edad|antiguedad|fivetran(synced|start|end|active|deleted)|systemmodstamp|row ?checksum|rowchecksum|lastvieweddate|lastreferenceddate|photourl|.*photourl|age|stageduration|fiscal|fiscalperiod|fiscalquarter|fiscalyear|forecastcategory|forecastcategoryname|hasopenactivity|hasoverduetask|hasopportunitylineitem|expectedrevenue|weightedamount|createdbyid|lastmodifiedbyid|lastactivitydate|lastactivity|lastactivitytime|jigsaw.*|geocodeaccuracy|billinggeocodeaccuracy|isreminderset|portalid|nbtasks|archived|numberof(times|sales).*|recent.*|recordtypeid|masterrecordid|pricebook2id|rolluprsum.*|username|alias|communitynickname|isrecurrence|recurrence.*)$/;

/** Which field each column fills: by its header, else by what its cells hold; a header whose cells contradict it is not believed. */
export function mapColumns(sample: Sample, kind: RecordKind, system: SourceSystem): ColumnMapping[] {
  const vocabulary = vocabularyOf(kind);
  const types = new Map(fieldsOf(kind).map((field) => [field.name, field.type]));
  const rank = [...vocabulary.keys()];
  const columns: ColumnMapping[] = sample.table.header.map((header, index) => {
    const samples = [...new Set(sample.cells[index])].slice(0, 5);
    const base = { header, index, samples };
    const key = sample.keys[index] ?? '';
    if (system === 'windshield') return { ...base, field: header, why: 'a column of Windshield’s own export', confidence: 1 };
    const cells = sample.cells[index] ?? [];
    const byPlace = fieldByPlace(sample, kind, index);
    if (byPlace === undefined && bookkeeping.test(key)) return { ...base, why: 'bookkeeping of the system it comes from', confidence: 0.9 };
    const field = byPlace ?? fieldOfHeader(kind, header, sample.prefix);
    if (field !== undefined && (types.has(field) || field === 'externalId')) {
      if (cells.length === 0) return { ...base, field, why: 'by its header; it is empty so far', confidence: 0.6 };
      if (field === 'externalId' && system === 'file' && new Set(cells).size < cells.length) {
        return { ...base, field: 'custom', why: 'named like an id, but several rows share one', confidence: 0.6 };
      }
      const fit = fitOf(types.get(field) ?? 'text', field, cells);
      if (fit >= 0.6)
        return { ...base, field: asId(field, types, cells, system), ...unitOf(header), why: 'by its header', confidence: 0.6 + 0.4 * fit };
    }
    if (cells.length === 0) return { ...base, why: 'empty', confidence: 1 };
    const byCells = fieldByCells(kind, cells, key);
    if (byCells) return { ...base, field: byCells, why: 'by what its cells hold', confidence: 0.6 };
    return { ...base, field: 'custom', why: 'no field of ours; kept under its own name', confidence: 0.5 };
  });
  return single(columns, sample.keys, rank);
}

/** Where one field has several columns, the header that comes first among its words wins; the others are kept as custom. */
function single(columns: readonly ColumnMapping[], keys: readonly string[], rank: readonly string[]): ColumnMapping[] {
  const winner = new Map<string, ColumnMapping>();
  const strength = (column: ColumnMapping) => {
    const at = rank.indexOf(keys[column.index] ?? '');
    return (column.samples.length === 0 ? 1e6 : 0) + (at === -1 ? 1e5 : at);
  };
  for (const column of columns) {
    if (column.field === undefined || column.field === 'custom' || severalColumns.has(column.field)) continue;
    const other = winner.get(column.field);
    if (!other || strength(column) < strength(other)) winner.set(column.field, column);
  }
  return columns.map((column) => {
    if (column.field === undefined || column.field === 'custom' || severalColumns.has(column.field)) return column;
    const other = winner.get(column.field);
    if (other === column) return column;
    const { field: _, ...rest } = column;
    if (column.samples.length === 0) return { ...rest, why: 'empty', confidence: 1 };
    return { ...rest, field: 'custom', why: `“${other?.header}” already gives this field; kept under its own name`, confidence: 0.5 };
  });
}

/** What a header means because of its system or of the headers around it. */
function fieldByPlace(sample: Sample, kind: RecordKind, index: number): string | undefined {
  const header = sample.table.header[index] ?? '';
  const key = sample.keys[index] ?? '';
  const has = (name: string) => sample.keys.includes(name);
  if (index === 0 && /^\([^)]+\)\s/.test(header)) return 'externalId';
  if (kind === 'deals') {
    // "Deal stage" beside "Won/Lost"; a lone status is the stage.
    if (key === 'status' && !sample.keys.some((other) => /stage|phase|fase|etap/.test(other))) return 'stageName';
    if (key === 'product' && !has('name')) return 'product';
    if (key === 'account' && has('topic')) return 'account';
  }
  if (kind === 'changes') {
    if (key === 'createddate') return 'occurredAt';
    if (key === 'createdbyid') return 'user.key';
    if (key === 'name' && has('value')) return 'field';
    if (key === 'value' && has('dateentered')) return 'to';
    if (key === 'timestamp') return 'occurredAt';
  }
  if (kind === 'users' && key === 'ownerid') return has('activeuserid') ? 'externalId' : undefined;
  if (kind === 'interactions' && key === 'createddate') return 'createdAt';
  if (kind === 'contacts' && has('firstname') && has('lastname') && key === 'nom') return 'lastName';
  if (key === 'nom' && has('prenom')) return 'lastName';
  if (key === 'nombre' && has('apellidos')) return 'firstName';
  if (key === 'nome' && has('cognome')) return 'firstName';
  return undefined;
}

const salesforceId = /^[a-zA-Z0-9]{15,19}$/;

/** A column named as a person or company that holds ids refers by id. */
function asId(field: string, types: ReadonlyMap<string, string>, cells: readonly string[], system: SourceSystem): string {
  if (types.get(field) !== 'ref' || field.endsWith('.key') || !types.has(`${field}.key`)) return field;
  const areIds = cells.every(
    (cell) =>
      /^\d{3,}$/.test(cell) ||
      (system === 'salesforce' && salesforceId.test(cell) && /\d/.test(cell)) ||
      /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(cell),
  );
  return areIds ? `${field}.key` : field;
}

/** 0..1: how many cells can be read as the field's type. */
function fitOf(type: string, field: string, cells: readonly string[]): number {
  const share = (fits: (cell: string) => boolean) => cells.filter((cell) => isBlank(cell) || fits(cell)).length / cells.length;
  switch (type) {
    case 'day':
    case 'instant':
      return share((cell) => parseDate(cell, 'dmy') !== undefined || parseDate(cell, 'mdy') !== undefined);
    case 'money':
      return share((cell) => parseMoney(cell, '.', 'EUR') !== undefined || parseMoney(cell, ',', 'EUR') !== undefined);
    case 'number':
      return field === 'employees' ? share((cell) => /\d/.test(cell)) : share((cell) => /^[^\p{L}]*\d[^\p{L}]*%?$/u.test(cell));
    case 'boolean':
      return share((cell) => parseTruth(cell) !== undefined);
    case 'email':
      return share((cell) => cell.includes('@')) || share((cell) => /^[0-9a-f]{32}$|^[A-Za-z0-9+/]{22}==$/.test(cell));
    case 'phone':
      return share((cell) => /\d{3}/.test(cell));
    case 'currency':
      return share((cell) => /^\p{L}{2,20}|^\p{Sc}$/u.test(cell));
    default:
      return 1;
  }
}

const blank = /^(n\/?a|null|none|nil|-+|—|unknown|\(blank\)|\(none\)|#n\/a|k\. ?a\.|nan)$/i;

/** A cell that says that there is nothing. */
export function isBlank(cell: string): boolean {
  return cell === '' || (cell.length <= 8 && blank.test(cell));
}

function fieldByCells(kind: RecordKind, cells: readonly string[], key: string): string | undefined {
  const most = (fits: (cell: string) => boolean) => cells.filter(fits).length >= cells.length * 0.9;
  const takesPoints = kind === 'contacts' || kind === 'leads';
  if (takesPoints && most(isMail)) return 'email';
  if (takesPoints && most((cell) => /^\+\d[\d ()/.-]{6,}$/.test(cell))) return 'phone';
  if (kind === 'contacts' && most((cell) => /^https?:\/\/[^ ]*(linkedin|xing|twitter|x)\.com\//.test(cell))) return 'url';
  if (kind === 'accounts' && most((cell) => /^(https?:\/\/|www\.)\S+\.\w+/.test(cell)) && !/logo|image|photo/.test(key)) return 'website';
  return undefined;
}

/** A header that states in what its numbers count: "Revenue (in millions)", "Umsatz (Mio. €)". */
function unitOf(header: string): { scale: number } | undefined {
  const scale = scaleIn(/[([](.*)[)\]]/.exec(header)?.[1] ?? '');
  return scale === undefined ? undefined : { scale };
}

export function scaleIn(text: string): number | undefined {
  if (/\b(billions?|bn|mrd|milliarden?)\b/i.test(text)) return 1e9;
  if (/\b(millions?|mio|mln|mn|millionen|millones|milioni|m€|m\$)\b/i.test(text)) return 1e6;
  if (/\b(thousands?|tsd|tausend|k€|k\$|milliers|miles|tys)\b/i.test(text)) return 1e3;
  return undefined;
}
