import type { FilePlan, Money, Ref } from '@windshield/core';
import { idKey } from '@windshield/core';
import { instantReader, isoDay, parseDate } from '../cells/date.ts';
import { parseMinutes } from '../cells/duration.ts';
import { remembering } from '../cells/memo.ts';
import { parseCurrency, parseMoney, toMoney } from '../cells/money.ts';
import { parseHeadCount, parseNumber } from '../cells/number.ts';
import { parseNamed } from '../cells/people.ts';
import { parseTruth } from '../cells/truth.ts';
import { isBlank } from '../plan/map-columns.ts';

export type Cells = readonly string[];
export type CellReader<T> = (cells: Cells) => T | undefined;

/** A cell that cannot be what its column is; the row is kept aside with this reason. */
export class RowError extends Error {
  readonly column: string | undefined;

  constructor(column: string | undefined, reason: string) {
    super(column === undefined ? reason : `column ${column}: ${reason}`);
    this.column = column;
  }
}

const none = () => undefined;

/** Readers for the columns of one plan, made once per file so that a row costs little. */
export class PlanColumns {
  readonly plan: FilePlan;
  /** For amounts without one of their own. */
  readonly currency: string;
  readonly #toInstant: ReturnType<typeof instantReader>;

  constructor(plan: FilePlan, currency: string) {
    this.plan = plan;
    this.currency = plan.format.currency ?? currency;
    this.#toInstant = instantReader(plan.format.timeZone);
  }

  has(field: string): boolean {
    return this.plan.columns.some((column) => column.field === field);
  }

  headerOf(field: string): string | undefined {
    return this.plan.columns.find((column) => column.field === field)?.header;
  }

  text(field: string): CellReader<string> {
    const column = this.plan.columns.find((one) => one.field === field);
    if (!column) return none;
    const { index } = column;
    return (cells) => {
      const cell = cells[index];
      if (cell === undefined || cell === '') return undefined;
      const text = cell.trim();
      if (isBlank(text)) return undefined;
      return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    };
  }

  /** Every column of the field, with its header. */
  texts(field: string): readonly { readonly header: string; readonly read: CellReader<string> }[] {
    return this.plan.columns
      .filter((column) => column.field === field)
      .map(({ header, index }) => ({
        header,
        read: (cells) => {
          const text = cells[index]?.trim() ?? '';
          return isBlank(text) ? undefined : text;
        },
      }));
  }

  instant(field: string): CellReader<string> {
    const order = this.plan.format.dateOrder;
    return this.#parsed(
      field,
      (text) => {
        const date = parseDate(text, order);
        return date && this.#toInstant(date);
      },
      `a date; expected a day such as ${exampleDay[order]}`,
    );
  }

  day(field: string): CellReader<string> {
    const order = this.plan.format.dateOrder;
    return this.#parsed(
      field,
      (text) => {
        const date = parseDate(text, order);
        return date && isoDay(date);
      },
      `a date; expected a day such as ${exampleDay[order]}`,
    );
  }

  number(field: string): CellReader<number> {
    const { decimal } = this.plan.format;
    return this.#parsed(field, (text) => parseNumber(text.replace(/\s*%$/, ''), decimal), 'a number; expected one such as 12');
  }

  minutes(field: string): CellReader<number> {
    const { decimal } = this.plan.format;
    return this.#parsed(field, (text) => parseMinutes(text, decimal), 'a length of time; expected minutes such as 30 or 0:30');
  }

  headCount(field: string): CellReader<number> {
    const { decimal } = this.plan.format;
    return this.#parsed(field, (text) => parseHeadCount(text, decimal), 'a number of people; expected one such as 120 or 51-200');
  }

  truth(field: string): CellReader<boolean> {
    return this.#parsed(field, parseTruth, 'yes or no; expected true or false');
  }

  /** An amount in its own currency, else the row's currency column, else the file's. */
  money(field: string): CellReader<Money> {
    const { decimal } = this.plan.format;
    const column = this.plan.columns.find((one) => one.field === field);
    if (!column) return none;
    const { index, header, scale = 1 } = column;
    const rowCurrency = this.#parsed('currency', parseCurrency, 'a currency; expected a code such as EUR');
    return (cells) => {
      const text = cells[index]?.trim() ?? '';
      if (isBlank(text)) return undefined;
      const currency = rowCurrency(cells) ?? this.currency;
      const money = parseMoney(text, decimal, currency);
      if (!money)
        throw new RowError(header, `"${text}" is not an amount; expected one such as ${decimal === '.' ? '1,234.50' : '1.234,50'}`);
      if (scale === 1) return money;
      const number = parseNumber(text, decimal);
      return number === undefined ? money : (toMoney(number * scale, money.currency) ?? money);
    };
  }

  /** Who or what a row refers to: an id from `field.key`, a name or mail from `field`. */
  ref(field: string): CellReader<Ref> {
    const id = this.text(`${field}.key`);
    const named = this.text(field);
    if (id === none && named === none) return none;
    const byName = remembering((name) => parseNamed(name));
    const byId = remembering((key): Ref => ({ key: this.keyOf(key) }));
    return (cells) => {
      const key = id(cells);
      const name = named(cells);
      const ofName = name === undefined ? undefined : byName(name);
      if (key === undefined) return ofName;
      return ofName === undefined ? byId(key) : { key: this.keyOf(key), ...ofName };
    };
  }

  /** Several, where a cell lists them with semicolons. */
  refs(field: string): (cells: Cells) => readonly Ref[] {
    const one = this.ref(field);
    if (one === none) return () => [];
    const id = this.text(`${field}.key`);
    const named = this.text(field);
    return (cells) => {
      const ids = id(cells);
      const people = named(cells);
      if (!ids?.includes(';') && !people?.includes(';')) {
        const ref = one(cells);
        return ref === undefined ? [] : [ref];
      }
      const keys = ids?.split(';') ?? [];
      const names = people?.split(';') ?? [];
      const refs: Ref[] = [];
      for (let i = 0; i < Math.max(keys.length, names.length); i++) {
        const key = keys[i]?.trim();
        const ref: Ref = { ...(key && { key: this.keyOf(key) }), ...parseNamed(names[i] ?? '') };
        if (Object.keys(ref).length > 0) refs.push(ref);
      }
      return refs;
    };
  }

  keyOf(id: string): string {
    return idKey(normalId(id, this.plan.system));
  }

  custom(): CellReader<Record<string, string>> {
    const columns = this.plan.columns.filter((column) => column.field === 'custom');
    if (columns.length === 0) return none;
    return (cells) => {
      let custom: Record<string, string> | undefined;
      for (const { header, index } of columns) {
        const text = cells[index]?.trim();
        if (text === undefined || text === '') continue;
        custom ??= {};
        custom[header] = text;
      }
      return custom;
    };
  }

  #parsed<T>(field: string, parse: (text: string) => T | undefined, expected: string): CellReader<T> {
    const column = this.plan.columns.find((one) => one.field === field);
    if (!column) return none;
    const { index, header } = column;
    const read = remembering((cell): T | undefined => {
      const text = cell.trim();
      if (isBlank(text)) return undefined;
      const value = parse(text);
      if (value === undefined) throw new RowError(header, `"${text}" is not ${expected}`);
      return value;
    });
    return (cells) => {
      const cell = cells[index];
      return cell === undefined || cell === '' ? undefined : read(cell);
    };
  }
}

const exampleDay = { ymd: '2026-02-28', dmy: '28.02.2026', mdy: '02/28/2026' } as const;

/** Salesforce writes one id with 15 signs in reports and with 18 in exports: the first 15 are the id. */
export function normalId(id: string, system: string): string {
  return system === 'salesforce' && id.length > 15 && /^[a-zA-Z0-9]{15,19}$/.test(id) ? id.slice(0, 15) : id;
}
