export type DecimalSign = '.' | ',';

const unknownWords = new Set(['', '-', '--', '?', 'na', 'n/a', '#n/a', 'nan', 'null', 'nil', '(null)', '(blank)', 'undefined']);

/** Whether a cell says that nothing is known: blank, or one of the usual words for it ("N/A", "null", "NaN"…). */
export function isUnknownCell(cell: string): boolean {
  return cell === '' || (cell.length <= 11 && unknownWords.has(cell.trim().toLowerCase()));
}

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const ornaments = /^([+-]?)\s*(?:[$€£¥₹]|[A-Z]{3})?\s*(.*?)\s*(?:[$€£¥₹%]|[A-Z]{3})?$/;

/**
 * The number in a cell, with currency signs, a percent sign and separators of thousands taken off; undefined where it is none.
 * `1.234,5` with the sign ',' and `1,234.5` with '.' are the same number; thousands must stand in threes.
 */
export function cellNumber(cell: string, decimal: DecimalSign): number | undefined {
  const text = cell.trim();
  if (decimal === '.' && plain.test(text)) return finite(Number(text));
  const isBracketed = text.startsWith('(') && text.endsWith(')');
  const match = ornaments.exec(isBracketed ? text.slice(1, -1) : text);
  if (!match) return undefined;
  const [, sign = '', body = ''] = match;
  const thousands =
    decimal === '.' ? /^([1-9]\d{0,2})([, '’\u00a0\u202f]\d{3})+(?=\.|$)/ : /^([1-9]\d{0,2})([. '’\u00a0\u202f]\d{3})+(?=,|$)/;
  const grouped = thousands.exec(body)?.[0];
  const joined = grouped === undefined ? body : grouped.replace(/\D/g, '') + body.slice(grouped.length);
  const pointed = decimal === ',' ? joined.replace(',', '.') : joined;
  if (decimal === ',' && grouped === undefined && body.includes('.')) return undefined;
  if (!plain.test(pointed)) return undefined;
  return finite(Number(`${isBracketed ? '-' : ''}${sign}${pointed}`));
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/**
 * Which sign stands before the decimals in these cells: the one by which more of them are numbers; '.' where both read as many.
 */
export function decimalSign(cells: readonly string[]): DecimalSign {
  let points = 0;
  let commas = 0;
  for (const cell of cells) {
    if (cellNumber(cell, '.') !== undefined) points += 1;
    if (cellNumber(cell, ',') !== undefined) commas += 1;
    // "1,234" is a number by both readings; three digits after a comma prove nothing, other counts do.
    if (/^\s*[+-]?\d+,(\d{1,2}|\d{4,})\s*[%€$£]?\s*$/.test(cell)) commas += 1;
  }
  return commas > points ? ',' : '.';
}
