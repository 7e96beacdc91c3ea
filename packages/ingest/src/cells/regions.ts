let codes: ReadonlyMap<string, string> | undefined;

/** The ISO 3166 code of a country by its code or its name in the languages of exports: `DE`, `Germany`, `Allemagne`. */
export function regionOf(country: string): string | undefined {
  const name = country.trim();
  if (/^[A-Z]{2}$/.test(name)) return name;
  codes ??= new Map([
    ...named(),
    ['usa', 'US'],
    ['united states of america', 'US'],
    ['uk', 'GB'],
    ['great britain', 'GB'],
    ['england', 'GB'],
  ]);
  return codes.get(name.toLowerCase());
}

function* named(): Generator<readonly [name: string, code: string]> {
  for (const language of ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'ja']) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (let first = 65; first <= 90; first++) {
      for (let second = 65; second <= 90; second++) {
        const code = String.fromCharCode(first, second);
        const name = names.of(code);
        if (name !== undefined) yield [name.toLowerCase(), code];
      }
    }
  }
}
