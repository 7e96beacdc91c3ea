/** Headers that mean the same whatever the file holds. Fields as `fieldsOf` names them; headers as people and systems write them. */
export const sharedWords: Readonly<Record<string, string>> = {
  externalId:
    'id, record id, recordid, external id, hs object id, object id, uuid, guid, identifier, datensatz-id, datensatznummer, id de l’enregistrement, identifiant, id registro, identificador, id record, identificatore, record-id, identyfikator, post-id, nr, no, number, nummer, num, numéro, número, numero, numer, lfd nr, laufende nummer, id-nummer, schlüssel, key, reference, référence, ref',
  createdAt:
    'erstellungszeit, erstellungszeitpunkt, angelegt, heure de création, hora de creación, ora creazione, hinzugefügt am, ajouté le, created, person created, organization created, organisation created, lead created, activity created, product created, note created, created at, created date, create date, created on, created time, creation date, date created, createdate, add time, entered on, inserted at, first seen, erstellt, erstellt am, erstelldatum, erstellungsdatum, anlagedatum, angelegt am, date de création, créé le, fecha de creación, creado, creado el, data di creazione, creato il, data de criação, criado em, criado, aanmaakdatum, gemaakt op, aangemaakt op, data utworzenia, utworzono, skapad, skapad den, skapelsedatum, oprettet, 作成日, 作成日時',
  modifiedAt:
    'modified, modified on, modified time, modified date, last modified, last modified date, last modified time, lastmodifieddate, system modstamp, updated, updated at, update time, last updated, hs lastmodifieddate, geändert am, zuletzt geändert, letzte änderung, änderungsdatum, date de modification, modifié le, dernière modification, fecha de modificación, modificado el, última modificación, data di modifica, modificato il, ultima modifica, data de modificação, modificado em, gewijzigd op, laatst gewijzigd, data modyfikacji, zmodyfikowano, ändrad, senast ändrad, 最終更新日, last stage change date',
  isDeleted: 'is deleted, deleted, gelöscht, supprimé, eliminado, eliminato, verwijderd, usunięto, raderad, fivetran deleted',
  currency:
    'währung von wert, währungscode, iso-währung, devise de la valeur, moneda del valor, valuta del valore, transaktionswährung, currency, currency code, currency iso code, deal currency code, currency of value, transaction currency, währung, devise, moneda, divisa, valuta, moeda, waluta, 通貨',
  country:
    'land von adresse, land der adresse, pays de l’adresse, país de la dirección, paese dell’indirizzo, staat, adresse 1: land/region, address 1 country region, country, country/region, billing country, mailing country, country of address, address 1: country/region, address country, company country, nation, land, land/region, rechnungsland, pays, pays/région, país, país/región, paese, paese/area geografica, kraj, država, 国, office location',
  'owner.key':
    'owner id, ownerid, hubspot owner id, hs owner id, user id, sales id, owner.id, besitzer-id, id du propriétaire, id propietario, hubspotownerid',
  owner:
    'owner, owner name, record owner, sales rep, sales representative, salesperson, sales agent, rep, account manager, account executive, assigned to, assigned user, responsible, responsible person, besitzer, inhaber, zuständig, zuständiger, zuständiger mitarbeiter, verantwortlich, verantwortlicher, betreuer, vertriebsmitarbeiter, propriétaire, commercial, responsable, vendeur, propietario, vendedor, comercial, responsable comercial, proprietario, responsabile, venditore, agente, proprietário, responsável, eigenaar, verantwoordelijke, accountmanager, właściciel, opiekun, handlowiec, ägare, ansvarig, säljare, ejer, sælger, 担当者, 所有者, sales',
  description:
    'description, notes, note, comments, comment, background, beschreibung, notizen, bemerkung, bemerkungen, kommentar, remarques, commentaires, descripción, notas, comentarios, descrizione, commenti, descrição, omschrijving, opmerkingen, opis, uwagi, beskrivning, anteckningar',
};
