const personWords: Readonly<Record<string, string>> = {
  name: 'name, full name, contact name, contact, person, person name, display name, name des kontakts, vollständiger name, kontakt, ansprechpartner, nom complet, nom du contact, contact, nombre completo, nombre del contacto, contacto, nome completo, nome contatto, contatto, nome do contato, volledige naam, contactpersoon, imię i nazwisko, osoba, fullständigt namn, kontaktperson, 氏名, 名前, 取引先責任者名',
  firstName:
    'first name, firstname, given name, forename, vorname, prénom, nombre, nombre de pila, nome, primeiro nome, voornaam, imię, förnamn, fornavn, 名',
  lastName:
    'last name, lastname, surname, family name, nachname, familienname, nom, nom de famille, apellido, apellidos, cognome, sobrenome, apelido, achternaam, nazwisko, efternamn, 姓',
  title:
    'title, job title, jobtitle, position, role, job, function, position/titel, berufsbezeichnung, jobtitel, funktion, titre, fonction, poste, intitulé du poste, cargo, puesto, título, titolo, qualifica, posizione, ruolo, functie, functietitel, stanowisko, befattning, titel, 役職',
};

const mailWords =
  'email, e-mail, email address, e-mail address, mail, mail address, email - work, email - home, email - other, email work, email home, email other, work email, personal email, secondary email, additional email addresses, email 1, email 2, email1, e-mail-adresse, e-mail adresse, e-mail privat, adresse e-mail, adresse mail, courriel, correo, correo electrónico, indirizzo e-mail, posta elettronica, endereço de e-mail, e-mailadres, adres e-mail, e-postadress, e-post, メールアドレス, メール';
const phoneWords =
  'phone, phone number, mobile, mobile phone, mobile phone number, mobile number, cell, cell phone, telephone, business phone, work phone, home phone, other phone, phone - work, phone - home, phone - mobile, phone - other, phone work, phone home, phone other, phone 1, phone 2, telefon, telefonnummer, mobil, mobiltelefon, handy, handynummer, telefon geschäftlich, téléphone, numéro de téléphone, portable, téléphone mobile, teléfono, número de teléfono, móvil, teléfono móvil, telefono, numero di telefono, cellulare, telefone, celular, telemóvel, telefoon, telefoonnummer, mobiel, numer telefonu, telefon komórkowy, komórka, telefonnummer, 電話番号, 携帯電話';

export const contactWords: Readonly<Record<string, string>> = {
  ...personWords,
  email: mailWords,
  phone: phoneWords,
  url: 'linkedin, linkedin url, linkedin profile, linkedinurl, twitter, xing, url, website',
  'account.key':
    'account id, accountid, company id, associated company ids, associated company id, primary associated company id, account name.id, organization id, organisation id, parent customer id, unternehmens-id',
  account:
    'account name, account, company, company name, associated company, primary associated company, organization, organisation, customer, client, employer, parent customer, firma, unternehmen, unternehmensname, kunde, entreprise, nom de l’entreprise, société, compte, nom du compte, empresa, nombre de la empresa, cuenta, compañía, azienda, nome azienda, società, conta, bedrijf, bedrijfsnaam, klant, nazwa firmy, klient, företag, företagsnamn, kund, 会社名, 取引先名',
  'owner.key': 'contact owner.id, contact owner id, person owner id',
  owner:
    'contact owner, person owner, kontaktinhaber, kontaktbesitzer, propriétaire du contact, propietario del contacto, proprietario del contatto, proprietário do contato, contacteigenaar, właściciel kontaktu, kontaktägare',
  lifecycle:
    'lifecycle stage, lifecyclestage, lifecycle, contact status, status, contact type, lebenszyklusphase, lifecycle-phase, phase du cycle de vie, etapa del ciclo de vida, fase del ciclo di vita, fase do ciclo de vida, levenscyclusfase, etap cyklu życia, livscykelfas',
  language: 'language, preferred language, sprache, langue, idioma, lingua, taal, język, språk',
};

export const leadWords: Readonly<Record<string, string>> = {
  ...personWords,
  name: `lead name, lead, ${personWords['name']}`,
  company:
    'company, company name, organization, organisation, account, firma, unternehmen, entreprise, société, empresa, azienda, bedrijf, nazwa firmy, företag, 会社名',
  email: mailWords,
  phone: phoneWords,
  statusName:
    'lead status, status, leadstatus, stage, lead stage, lead-status, statut, statut du lead, estado, estado del lead, stato, stato lead, status do lead, leadstatus, status leada',
  source:
    'lead source, source, original source, source channel, origin, herkunft, quelle, lead-quelle, leadquelle, source du lead, origine, fuente, origen, fuente del lead, fonte, origine lead, fonte do lead, origem, bron, leadbron, źródło, źródło leada, källa, leadkälla',
  campaign: 'campaign, campaign name, campaign source, utm campaign, kampagne, campagne, campaña, campagna, campanha, kampania, kampanj',
  'owner.key': 'lead owner.id, lead owner id',
  owner:
    'lead owner, lead-inhaber, leadbesitzer, propriétaire du lead, propietario del lead, proprietario lead, proprietário do lead, leadeigenaar, właściciel leada, leadägare',
  industry: 'industry, sector, branche, secteur, industria, settore, setor, bransch, branża',
  employees:
    'employees, number of employees, no of employees, company size, mitarbeiter, anzahl mitarbeiter, effectif, empleados, dipendenti, funcionários, medewerkers, liczba pracowników, anställda',
  value: 'value, lead value, expected value, annual revenue, estimated value, wert, valeur, valor, valore, waarde, wartość, värde',
  convertedAt:
    'converted date, converted at, conversion date, lead conversion time, converted on, konvertiert am, date de conversion, fecha de conversión, data di conversione, data de conversão',
  isConverted: 'is converted, converted, konvertiert, converti, convertido, convertito',
  'account.key': 'converted account id, converted account',
  'contact.key': 'converted contact id, converted contact',
  'deal.key': 'converted opportunity id, converted deal id, converted deal',
};

export const userWords: Readonly<Record<string, string>> = {
  ...personWords,
  name: `user, user name, full name, name, sales agent, sales rep, salesperson, rep, employee, employee name, mitarbeiter, benutzer, vertriebsmitarbeiter, utilisateur, commercial, usuario, vendedor, utente, venditore, usuário, gebruiker, verkoper, użytkownik, handlowiec, användare, säljare, ${personWords['name']}`,
  email: 'email, e-mail, email address, mail, user email, e-mail-adresse, adresse e-mail, correo, correo electrónico, e-mailadres',
  isActive: 'is active, active, enabled, user active, aktiv, actif, activo, attivo, ativo, actief, aktywny',
  role: 'windshield role',
  'role.key': 'user role id, role id, userroleid',
  teamName: 'team, team name, sales team, gruppe, équipe, equipo, squadra, equipe, zespół, grupp',
  'teamName.key': 'primary team id, team id',
  managerName:
    'manager, manager name, supervisor, reports to, team lead, teamleiter, vorgesetzter, führungskraft, gestionnaire, responsable hiérarchique, gerente, jefe, responsabile, gestor, leidinggevende, kierownik, chef',
  'manager.key': 'manager id, managerid, reports to id',
  region:
    'region, regional office, territory, office, branch, gebiet, vertriebsgebiet, région, territoire, región, territorio, regione, região, regio, gebied, obszar, distrikt',
  timeZone: 'time zone, timezone, time zone sid key, zeitzone, fuseau horaire, zona horaria, fuso orario',
  externalId: 'owner id, user id, active user id',
};
