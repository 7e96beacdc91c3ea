/** How a number is written: the sign before its fraction. */
export type Decimal = '.' | ',';

const blanks = /[\s\u00a0\u202f\u2009'’_]/g;

/**
 * Reads a number with thousands separators (`1,234.5`, `1.234,5`, `1 234,5`, `1'234.50`), a sign ahead or behind, or in
 * accountants' brackets. Undefined when it is none.
 */
export function parseNumber(text: string, decimal: Decimal): number | undefined {
  const plain = text.charCodeAt(0) > 57 ? Number.NaN : Number(text);
  if (!Number.isNaN(plain) && (decimal === '.' || !text.includes('.')) && text !== '' && text.trim() !== '') return plain;
  let digits = text.replace(blanks, '');
  let isNegative = false;
  if (/^\(.+\)$/.test(digits)) {
    isNegative = true;
    digits = digits.slice(1, -1);
  }
  if (/[-−–]$/.test(digits)) digits = `-${digits.slice(0, -1)}`;
  digits = digits.replace(/^[−–]/, '-').replace(/^\+/, '');
  const group = decimal === '.' ? ',' : '.';
  if (!/^-?[\d.,]+(e[+-]?\d+)?$/i.test(digits) || !/\d/.test(digits)) return undefined;
  const lastDecimal = digits.lastIndexOf(decimal);
  if (lastDecimal !== digits.indexOf(decimal)) {
    // The sign that repeats separates thousands, whatever the column's usual sign is.
    if (digits.includes(group)) return undefined;
    return signed(Number(digits.replaceAll(decimal, '')), isNegative);
  }
  if (lastDecimal !== -1 && digits.indexOf(group) > lastDecimal) {
    // Written the other way round than the rest of the column.
    return signed(Number(digits.replaceAll(decimal, '').replace(group, '.')), isNegative);
  }
  return signed(Number(digits.replaceAll(group, '').replace(decimal, '.')), isNegative);
}

function signed(value: number, isNegative: boolean): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  return isNegative ? -value : value;
}

/** What the numbers of a column say about their decimal sign; undefined when they say nothing. */
export function decimalOf(values: Iterable<string>): Decimal | undefined {
  let comma = 0;
  let point = 0;
  for (const value of values) {
    const text = value.replace(blanks, '').replace(/[^\d.,]/g, '');
    const lastComma = text.lastIndexOf(',');
    const lastPoint = text.lastIndexOf('.');
    if (lastComma === -1 && lastPoint === -1) continue;
    if (lastComma !== -1 && lastPoint !== -1) lastComma > lastPoint ? comma++ : point++;
    else {
      const sign = lastComma === -1 ? '.' : ',';
      const last = Math.max(lastComma, lastPoint);
      const after = text.length - last - 1;
      const repeats = text.indexOf(sign) !== last;
      // Three digits behind a single sign may be thousands: no evidence. A repeated sign separates thousands.
      if (repeats) sign === '.' ? comma++ : point++;
      else if (after !== 3 || text.startsWith(`0${sign}`) || last > 3) sign === ',' ? comma++ : point++;
    }
  }
  if (comma === point) return undefined;
  return comma > point ? ',' : '.';
}

/** A head count: a number, or the middle of a range such as `51-200`, `11 to 50`, `10,001+`. */
export function parseHeadCount(text: string, decimal: Decimal): number | undefined {
  const range = /^\s*([\d.,'\s]+?)\s*(?:-|–|—|to|bis|à|a|do)\s*([\d.,'\s]+?)(?:\s*\p{L}.*)?$/iu.exec(text);
  if (range) {
    const from = parseNumber(range[1] ?? '', decimal);
    const to = parseNumber(range[2] ?? '', decimal);
    return from === undefined || to === undefined ? undefined : Math.round((from + to) / 2);
  }
  const number = parseNumber(text.replace(/^[<>~≥≤]|\+\s*$|\s*\p{L}[\p{L}\s]*$/gu, ''), decimal);
  return number === undefined || number < 0 ? undefined : Math.round(number);
}
