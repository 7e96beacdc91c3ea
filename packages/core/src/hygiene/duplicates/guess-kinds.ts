import { headingWords, kindByHeading } from './column-words.ts';
import type { FieldKind } from './fields.ts';
import { fold, wordsOf } from './fold.ts';
import { isKnownFirstName } from './nicknames.ts';
import { datePartsOf } from './prepare-date.ts';

/** What a column seems to hold, and why. */
export interface GuessedKind {
  readonly name: string;
  /** `ignore`: nothing can be learned from it about who is the same. */
  readonly kind: FieldKind | 'ignore';
  readonly why: string;
}

const looked = 2_000;

/** Reads from headings (in several languages) and from what stands below them which kind of field each column is. O(cells looked at). */
export function guessKinds(columns: readonly { readonly name: string; readonly cells: readonly string[] }[]): GuessedKind[] {
  const headings = columns.map(({ name }) => headingWords(name));
  const isOfPeople = headings.some((_, at) => ['firstName', 'lastName'].includes(kindByHeading(columns[at]?.name ?? '') ?? ''));
  return columns.map(({ name, cells }, at) => {
    const sample = sampleOf(cells);
    const guess = guessKind(headings[at] ?? '', name, sample, isOfPeople);
    return { name, kind: guess[0], why: guess[1] };
  });
}

interface Sample {
  readonly values: readonly string[];
  /** Share of all cells that is filled. */
  readonly filled: number;
  readonly rows: number;
  /** Different values, of those looked at. */
  readonly distinct: number;
  /** Whether every filled cell of the whole column stands there once. */
  readonly isUnique: () => boolean;
}

function sampleOf(cells: readonly string[]): Sample {
  const step = Math.max(1, Math.floor(cells.length / looked));
  const values: string[] = [];
  for (let at = 0; at < cells.length; at += step) {
    const text = fold(cells[at] ?? '').trim();
    if (text !== '') values.push(text.slice(0, 200));
  }
  let filled = 0;
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') filled++;
  return {
    values,
    filled: cells.length === 0 ? 0 : filled / cells.length,
    rows: cells.length,
    distinct: new Set(values).size,
    isUnique: () => new Set(cells.filter((cell) => cell.trim() !== '')).size === filled,
  };
}

type Guess = readonly [kind: FieldKind | 'ignore', why: string];

function guessKind(heading: string, name: string, sample: Sample, isOfPeople: boolean): Guess {
  const { values, filled, rows, isUnique, distinct } = sample;
  if (values.length === 0) return ['ignore', 'empty'];
  if (rows > 50 && filled * rows < Math.max(5, 0.005 * rows)) return ['ignore', 'hardly ever filled'];
  if (isRowName.test(heading) && distinct > values.length * 0.95 && (filled === 1 || isUnique())) return ['ignore', 'a name for each row'];
  const named = headedKind(heading, name);
  const share = (test: (value: string) => boolean) => values.filter(test).length / values.length;
  if (share((value) => /^\S+@\S+\.\S+$/.test(value)) > 0.6) return ['mail', 'its cells are mail addresses'];
  if (named !== 'mail' && share(isWebAddress) > 0.6) return ['domain', 'its cells are web addresses'];
  const numeric = share((value) => /^[-+]?[\d., ]*\d[\d., ]*%?$/.test(value));
  const dates = share(isDay);
  if (named !== undefined && fits(named, values, numeric, dates)) return [named, 'by its heading'];
  if (distinct === 1 && rows > 20) return ['ignore', 'the same in every row'];
  if (dates > 0.8) return ['date', 'its cells are days'];
  if (/(^| )(name|nom|nome|nombre|naam|nazwa|navn|namn|nimi)( |$)/.test(heading)) return nameOf(heading, sample, isOfPeople);
  if (isNumberName.test(heading) && !/number (of|per)/.test(heading) && distinct > values.length * 0.5)
    return ['idNumber', 'by its heading'];
  if (/year|jahr|annee|ano$|anno/.test(heading) && numeric > 0.8) return ['number', 'by its heading'];
  if (numeric > 0.9) {
    if (rows > 50 && /(^| )id$/.test(heading) && share((value) => /^\d+$/.test(value)) > 0.99 && isUnique())
      return ['ignore', 'a number for each row'];
    const isLong = share((value) => value.replace(/\D/g, '').length >= 6) > 0.8;
    return isLong && distinct > values.length * 0.5 ? ['idNumber', 'long numbers, hardly any twice'] : ['number', 'its cells are numbers'];
  }
  if (distinct <= Math.max(12, values.length * 0.05)) return ['category', 'few different values'];
  const meanWords = values.reduce((sum, value) => sum + wordsOf(value).length, 0) / values.length;
  if (meanWords < 1.3 && share((value) => /\d/.test(value)) > 0.8 && distinct > values.length * 0.5)
    return ['idNumber', 'signs with digits, hardly any twice'];
  return meanWords < 1.3 && distinct < values.length * 0.3 ? ['category', 'single words that come back'] : ['text', 'words'];
}

/** An address of mail is no street, and a second address line is what did not fit into the first. */
function headedKind(heading: string, name: string): FieldKind | undefined {
  const kind = kindByHeading(name);
  if (kind !== 'street') return kind;
  if (/mail|web|internet|(^| )ip( |$)/.test(heading)) return undefined;
  return / (2|3|ii|two)$/.test(heading) ? 'text' : kind;
}

const isRowName =
  /^(id|ids|rowid|row|row id|row no|row number|index|idx|rec id|record id|record|recid|unique id|uid|uuid|guid|key|pk|no|nr|num|rec no|unnamed 0|column 1)$/;
const isNumberName =
  /(^| )(id|ids|number|no|nr|num|nummer|numero|code|ssn|soc sec|nif|nip|siret|siren|vat|ust|tax|isbn|issn|ean|gtin|upc|sku|duns|iban|passport|licen[cs]e|registration|pesel|bsn|cpf|cnpj)( |$)/;

function isWebAddress(value: string): boolean {
  return /^(https?:\/\/|www\.)\S+$/.test(value) || /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,10}(\/\S*)?$/.test(value);
}

function isDay(value: string): boolean {
  if (!/\d/.test(value) || !(/^\d{8}$/.test(value) || /\d[-/.]\d/.test(value))) return false;
  const { key } = datePartsOf(value);
  return /^(1[5-9]|20|21)\d{6}$/.test(key) && Number(key.slice(4, 6)) <= 12;
}

/** Whether what stands below a heading can be what it says. */
function fits(kind: FieldKind, values: readonly string[], numeric: number, dates: number): boolean {
  if (kind === 'date') return dates > 0.5;
  if (kind === 'mail') return values.some((value) => value.includes('@'));
  if (kind === 'phone') return values.filter((value) => value.replace(/\D/g, '').length >= 6).length > values.length * 0.5;
  if (kind === 'domain') return values.filter((value) => isWebAddress(value)).length > values.length * 0.3;
  if (kind === 'houseNumber' || kind === 'postalCode') return true;
  return numeric < 0.8;
}

function nameOf(heading: string, { values, distinct }: Sample, isOfPeople: boolean): Guess {
  if (distinct < values.length * 0.1 && distinct < 200) return ['category', 'few different values'];
  const known = values.filter((value) => {
    const words = wordsOf(value, 6);
    return words.length >= 2 && words.length <= 4 && words.some((word) => isKnownFirstName(word));
  }).length;
  if (isOfPeople || known > values.length * 0.35)
    return ['personName', isOfPeople ? 'beside first and last names' : 'its cells are names of people'];
  return [/product|item|title/.test(heading) ? 'text' : 'companyName', 'names'];
}
