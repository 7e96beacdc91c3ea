import type { hygiene } from '@windshield/store';

/** What was compared, as a person would call it. */
const names: Readonly<Record<string, string>> = {
  start: 'Any two records, before looking',
  together: 'What these say together',
  others: 'What the others of the group say',
  doubt: 'Held back, to be on the safe side',
  name: 'Name',
  first: 'First name',
  last: 'Last name',
  mails: 'Mail address',
  phones: 'Phone',
  accountName: 'Company',
  accountDomain: 'Domain of the company',
  company: 'Company',
  domain: 'Domain',
  website: 'Website',
  title: 'Title',
  city: 'City',
  country: 'Country',
};

/** Rarer or more usual than this, in bits, is worth a word. */
const telling = 2;

/** The waterfall of a pair in words. */
export function termsInWords(terms: readonly hygiene.duplicates.StoredTerm[]): { field: string; weight: number; text: string }[] {
  return terms.map(({ name, level, weight, rarity = 0 }) => {
    const what = names[name] ?? name;
    const rare = rarity > telling ? ', and it is rare' : rarity < -telling ? ', but many share it' : '';
    return { field: name === 'start' ? 'prior' : name, weight, text: level === undefined ? what : `${what}: ${level}${rare}` };
  });
}
