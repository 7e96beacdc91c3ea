import type { FieldKind } from './fields.ts';
import { fold, wordsOf } from './fold.ts';

/** A heading as folded words apart by blanks: "SocSecID" and "soc_sec_id" both give `soc sec id`. */
export function headingWords(heading: string): string {
  return wordsOf(fold(heading.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')), 12).join(' ');
}

/** Words of headings in several languages, folded; the first kind with one of its words in the heading is taken, longest word first. */
const words: Readonly<Partial<Record<FieldKind, string>>> = {
  mail: 'mail, email, e mail, courriel, correo electronico, e post, epost, correo',
  phone:
    'phone, telephone, tel, telefon, telefonnummer, mobile, mobil, mobiltelefon, handy, cell, cellphone, fax, telefax, telefono, movil, celular, cellulare, portable, telefone, telemovel, telefoon, mobiel, telefono fijo, komorka, matkapuhelin, puhelin',
  domain: 'website, web, web site, url, domain, domaine, dominio, homepage, webseite, sitio web, site web, sito web, internet, www',
  houseNumber: 'street number, street no, house number, house no, hausnummer, hausnr, numero de rue, numero civico, huisnummer, street num',
  postalCode:
    'zip, zipcode, zip code, post code, postcode, postal, postal code, plz, postleitzahl, code postal, codigo postal, cap, cep, kod pocztowy, postnummer, postnr, pin code',
  date: 'dob, date of birth, birth date, birthdate, birthday, born, geburtsdatum, geburtstag, geb datum, date de naissance, naissance, fecha de nacimiento, nacimiento, data di nascita, data de nascimento, geboortedatum, data urodzenia, fodelsedatum, fodselsdato',
  firstName:
    'first name, firstname, given name, givenname, given names, forename, fname, first, given, vorname, prenom, nombre de pila, primer nombre, primeiro nome, voornaam, imie, fornamn, fornavn, etunimi',
  lastName:
    'last name, lastname, surname, family name, familyname, lname, last, nachname, familienname, zuname, nom de famille, apellido, apellidos, cognome, sobrenome, apelido, achternaam, nazwisko, efternamn, etternavn, efternavn, sukunimi',
  companyName:
    'company, company name, organisation, organization, organisation name, organization name, firm, firma, firmenname, unternehmen, unternehmensname, account, account name, employer, entreprise, societe, raison sociale, empresa, azienda, ragione sociale, business, business name, agency, vendor, supplier, site name, bedrijf, bedrijfsnaam, foretag, yritys, restaurant, school, hospital, store, shop, brand, manufacturer, institution, nazwa firmy',
  street:
    'street, street address, address, addr, address line, address 1, strasse, str, adresse, anschrift, direccion, rue, indirizzo, via, calle, endereco, rua, adres, ulica, straat, gatuadress, adress, gate, domicilio',
  city: 'city, town, suburb, locality, place, ort, stadt, wohnort, ville, commune, ciudad, localidad, poblacion, citta, comune, cidade, stad, plaats, miasto, municipality, neighborhood, neighbourhood, by, kommune, kaupunki',
  region:
    'state, region, province, county, bundesland, departement, provincia, regione, estado, distrito, district, kanton, lan, wojewodztwo, territory',
  country: 'country, land, pays, pais, paese, kraj, nation, country code',
  personName:
    'full name, fullname, person, person name, contact, contact name, contact person, ansprechpartner, kontakt, nom complet, nombre completo, nome completo, director, manager, owner, patient, patient name, employee, student, customer name',
};

const kindOf = new Map<string, FieldKind>();
for (const [kind, list] of Object.entries(words))
  for (const word of list.split(', ')) if (!kindOf.has(word)) kindOf.set(word, kind as FieldKind);

/** The kind that a heading names, by its longest known run of words; undefined where it names none. */
export function kindByHeading(heading: string): FieldKind | undefined {
  const own = headingWords(heading).replace(/ \d+$/, '').split(' ');
  const whole = kindOf.get(own.join(' '));
  if (whole) return whole;
  for (let length = Math.min(4, own.length); length >= 1; length--)
    for (let from = own.length - length; from >= 0; from--) {
      const kind = kindOf.get(own.slice(from, from + length).join(' '));
      if (kind) return kind;
    }
  return undefined;
}
