/** Sectors by their usual English names. */
export const sectors: readonly string[] =
  'agriculture,apparel,automotive,aerospace,banking,biotechnology,chemicals,communications,construction,consulting,consumer goods,defense,education,electronics,employment,energy,engineering,entertainment,environmental,finance,financial services,food and beverage,government,healthcare,health care,hospitality,information technology,insurance,logistics,machinery,manufacturing,marketing,media,medical,mining,nonprofit,not for profit,oil and gas,pharmaceuticals,publishing,real estate,recreation,retail,services,shipping,software,technology,telecommunications,tourism,transportation,utilities,wholesale'.split(
    ',',
  );

let names: readonly string[] | undefined;

/** Countries by their English names, as the runtime's own data spell them. */
export function countries(): readonly string[] {
  if (names) return names;
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const found: string[] = ['United States of America', 'Great Britain', 'Korea', 'Czech Republic', 'Turkey'];
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const name = english.of(String.fromCharCode(first, second));
      if (name !== undefined) found.push(name);
    }
  }
  names = found;
  return names;
}
