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

/** `1.2M`, `340K`: an amount where only its size matters. */
export function rough(value: number): string {
  const isLarge = Math.abs(value) >= 10_000;
  return signed(
    value.toLocaleString(
      'en',
      isLarge ? { notation: 'compact', maximumSignificantDigits: 3 } : { maximumFractionDigits: Math.abs(value) < 100 ? 1 : 0 },
    ),
  );
}

/** With a minus sign; what rounds to nothing has none. */
function signed(text: string): string {
  return text.replace(/^-(?=[0.,]+$)/, '').replace('-', '−');
}

/** How much smaller (above zero) or larger an error is, with its interval: `2.8 % smaller (95 % interval: 2.0 % to 3.5 % smaller)`. */
export function gainInWords(gain: number, low: number, high: number): string {
  const side = (value: number) => (value >= 0 ? 'smaller' : 'larger');
  const size = (value: number) => percent(Math.abs(value));
  const [near, far] = low < 0 && high <= 0 ? [high, low] : [low, high];
  const range =
    side(low) === side(high) ? `${size(near)} to ${size(far)} ${side(far)}` : `from ${size(low)} larger to ${size(high)} smaller`;
  return `${size(gain)} ${side(gain)} (95 % interval: ${range})`;
}
