/** Text as it may stand in HTML and SVG, in attributes too. */
export function escaped(text: string | number): string {
  return String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A coordinate: two decimals are finer than any screen. */
export function at(value: number): string {
  return String(Number(value.toFixed(2)));
}
