import { parseDate } from '../cells/date.ts';

type Class = 'empty' | 'number' | 'date' | 'time' | 'mail' | 'link' | 'amount' | 'text';

function classOf(cell: string): Class {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (/^[-+]?\d+([.,]\d+)*%?$/.test(text)) return 'number';
  if (/^\d{1,2}:\d{2}(:\d{2})?$/.test(text)) return 'time';
  if (/\d/.test(text) && (parseDate(text, 'dmy') ?? parseDate(text, 'mdy')) !== undefined) return 'date';
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return 'mail';
  if (/^(https?:\/\/|www\.)\S+$/i.test(text)) return 'link';
  if (/^\p{Sc}\s?-?[\d.,]+$|^-?[\d.,]+\s?\p{Sc}$/u.test(text)) return 'amount';
  return 'text';
}

/** Puts rows that have one cell too many back under their columns; made once per file from cells that columns usually hold. */
export class RowAligner {
  readonly #classes: readonly (Class | undefined)[];
  readonly #delimiter: string;

  constructor(samples: readonly (readonly string[])[], delimiter: string) {
    this.#classes = samples.map((cells) => {
      const classes = new Set(cells.map(classOf));
      classes.delete('empty');
      const [only] = classes;
      return classes.size === 1 ? only : classes.size === 0 ? undefined : 'text';
    });
    this.#delimiter = delimiter;
  }

  /**
   * A delimiter stands where none belongs: within a cell that lacks its quotes, or twice. Undefined unless exactly one way of
   * taking it out gives every column of numbers, dates, mails, links or amounts the kind of cell that it holds.
   */
  align(cells: readonly string[]): string[] | undefined {
    const width = this.#classes.length;
    if (cells.length !== width + 1) return undefined;
    let found: string[] | undefined;
    for (let at = 0; at < width; at++) {
      const left = cells[at] ?? '';
      const right = cells[at + 1] ?? '';
      const joined = left === '' || right === '' ? left + right : left + this.#delimiter + right;
      const row = [...cells.slice(0, at), joined, ...cells.slice(at + 2)];
      if (!this.#fits(row) || (found && same(found, row))) continue;
      if (found) return undefined;
      found = row;
    }
    return found;
  }

  #fits(row: readonly string[]): boolean {
    return row.every((cell, index) => {
      const expected = this.#classes[index];
      if (expected === undefined || expected === 'text') return expected === undefined || !isTyped(classOf(cell));
      const own = classOf(cell);
      return own === expected || own === 'empty';
    });
  }
}

/** A cell of words may be anything but what is certainly a value. */
function isTyped(own: Class): boolean {
  return own === 'date' || own === 'time' || own === 'mail' || own === 'link' || own === 'amount';
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.every((cell, index) => cell === b[index]);
}
