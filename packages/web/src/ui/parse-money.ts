/**
 * Reads an amount as people type it, whatever mark their country uses: "36.500,00", "36,500.00", "36 500", "36'500".
 * A single mark followed by exactly three digits separates thousands; any other last mark is the decimal one.
 * @returns integer minor units, or undefined when it is not an amount
 */
export function parseMoney(typed: string, minorDigits: number): number | undefined {
  const bare = typed.replace(/[\s'’\u00a0\u202f]/gu, '').replace(/^\p{Sc}|\p{Sc}$/gu, '');
  if (!/^[-−]?\d[\d.,]*$/.test(bare)) return undefined;
  const marks = [...bare.matchAll(/[.,]/g)];
  const last = marks.at(-1);
  const digitsAfter = last ? bare.length - last.index - 1 : 0;
  const mixed = new Set(marks.map((mark) => mark[0])).size === 2;
  const isDecimal = last !== undefined && (mixed || (marks.length === 1 && digitsAfter !== 3));
  if (isDecimal && digitsAfter > minorDigits) return undefined;
  const whole = (isDecimal ? bare.slice(0, last.index) : bare).replace(/[.,−-]/g, '');
  const fraction = isDecimal ? bare.slice(last.index + 1) : '';
  const amount = Number(whole + fraction.padEnd(minorDigits, '0'));
  if (!Number.isSafeInteger(amount)) return undefined;
  return /^[-−]/.test(bare) ? -amount : amount;
}
