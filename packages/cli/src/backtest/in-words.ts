/** `62 %`, `0.4 %`: a share for a person. */
export function percent(share: number, decimals = Math.abs(share) < 0.1 && share !== 0 ? 1 : 0): string {
  return `${(100 * share).toFixed(decimals).replace('-', '−')} %`;
}

/** A number with thousands apart and as many decimals as say something: three digits from the front, whole numbers whole. */
export function number(value: number): string {
  if (Number.isInteger(value)) return signed(value.toLocaleString('en'));
  const decimals = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return signed(value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
}

/** A score as papers print it. */
export function score(value: number | undefined, decimals = 4): string {
  return value === undefined
    ? '–'
    : signed(value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
}

/** `1.2 million`, `340 thousand`: an amount where only its size matters. */
export function rough(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${number(value / 1e9)} billion`;
  if (size >= 1e6) return `${number(value / 1e6)} million`;
  if (size >= 1e4) return signed(Math.round(value / 1e3).toLocaleString('en')).concat(' thousand');
  return number(size >= 100 ? Math.round(value) : value);
}

function signed(text: string): string {
  return text.replace('-', '−');
}
