import { fieldsOf, type RecordKind } from '@windshield/core';
import { headerKey } from './header-key.ts';
import { vocabularyOf } from './vocabulary/index.ts';

/** Words for what a row or a reference is about, as header keys, in the languages of exports. */
const objectWords: Readonly<Record<string, string>> = {
  deals:
    'deal deals opportunity opportunities verkaufschance verkaufschancen chance opportunite opportunites affaire affaires transaction transactions oportunidad oportunidades negocio negocios opportunita trattativa oportunidade negocio verkoopkans verkoopkansen szansa szansy sprzedazy transakcji affar affarer affarsmojlighet potential',
  accounts:
    'account accounts company companies organization organizations organisation organisations unternehmen unternehmens firma firmen kunde kunden konto compte comptes entreprise entreprises societe client cuenta cuentas empresa empresas cliente azienda aziende conta contas bedrijf bedrijven organisatie klant firmy konta foretag organisationen kund',
  contacts:
    'contact contacts person people kontakt kontakte kontakts ansprechpartner contacto contactos persona contatto contatti contato contatos contactpersoon persoon osoba osoby kontaktu kontakter',
  leads: 'lead leads piste pistes prospecto',
  interactions:
    'activity activities aktivitat aktivitaten activite actividad attivita atividade activiteit aktywnosci aktivitet task event engagement',
  users: 'user users benutzer mitarbeiter utilisateur usuario utente gebruiker uzytkownik anvandare',
  products: 'product products produkt produkte produit producto prodotto produto',
};

const refOf: Readonly<Record<string, string>> = { deals: 'deal', accounts: 'account', contacts: 'contact', leads: 'lead' };
const objectOf = new Map(Object.entries(objectWords).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)));
const idWords = new Set('id ids number no nr nummer nummern identifiant identifiants identificador identificatore'.split(' '));
const joiningWords = new Set(
  'associated primary related zugehorige zugehoriger zugehoriges verknupfter verknupftes associe associee associes principal principale asociado asociada associato associata associado associada gekoppeld gekoppelde bijbehorende powiazany powiazana associerad tillhorande de du des la le les l d del della dell do da van von der des het for av name nome nom nombre'.split(
    ' ',
  ),
);

const known = new Map<string, string | undefined>();

/**
 * The field that a header means in a file of this kind: as the vocabulary has it, else without the words for the file's
 * own object ("Opportunity-Inhaber" is the owner), else as a reference to another object ("Zugehörige Unternehmens-IDs"
 * is the account's id).
 */
export function fieldOfHeader(kind: RecordKind, header: string, prefix: string): string | undefined {
  const both = `${kind}\n${prefix}\n${header}`;
  if (known.has(both)) return known.get(both);
  const vocabulary = vocabularyOf(kind);
  const field = vocabulary.get(headerKey(header, prefix)) ?? byStem(kind, header, prefix, vocabulary);
  if (known.size < 20_000) known.set(both, field);
  return field;
}

/** The kinds of record that a header names: "Opportunity-ID" names deals. */
export function kindsNamedIn(header: string): readonly string[] {
  return header
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => objectOf.get(headerKey(word)))
    .filter((kind) => kind !== undefined);
}

function byStem(kind: RecordKind, header: string, prefix: string, vocabulary: ReadonlyMap<string, string>): string | undefined {
  const bare = prefix !== '' && header.toLowerCase().startsWith(prefix.toLowerCase()) ? header.slice(prefix.length) : header;
  const words = bare
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => headerKey(word))
    .filter((word) => word !== '');
  if (words.length < 2 || words.length > 6) return undefined;
  const withoutOwn = words.filter((word) => objectOf.get(word) !== kind);
  const meaning = withoutOwn.filter((word) => !joiningWords.has(word));
  if (withoutOwn.length < words.length) {
    const found = vocabulary.get(withoutOwn.join('')) ?? vocabulary.get(meaning.join(''));
    if (found !== undefined) return found;
    if (meaning.length > 0 && meaning.every((word) => idWords.has(word))) return 'externalId';
  }
  const other = meaning.map((word) => objectOf.get(word)).find((of) => of !== undefined && of !== kind);
  const ref = other === undefined ? undefined : refOf[other];
  const rest = meaning.filter((word) => objectOf.get(word) !== other);
  if (ref !== undefined && fieldsOf(kind).some((field) => field.name === ref)) {
    if (rest.length === 0 && meaning.length < words.length) return ref;
    if (rest.length > 0 && rest.every((word) => idWords.has(word))) return `${ref}.key`;
  }
  // An amount's currency may be the header's last word: "Auftragswert EUR".
  const last = words.at(-1) ?? '';
  return /^(eur|usd|gbp|chf|sek|nok|dkk|pln|czk|jpy|cad|aud|brl)$/.test(last) ? vocabulary.get(words.slice(0, -1).join('')) : undefined;
}
