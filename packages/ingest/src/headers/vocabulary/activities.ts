export const interactionWords: Readonly<Record<string, string>> = {
  externalId: 'activity id, engagement id, task id, event id, call id, interaction id',
  type: 'type, activity type, task subtype, tasksubtype, event subtype, interaction type, kind, channel, engagement type, activity, aktivitätstyp, art, typ, kanal, type d’activité, tipo, tipo de actividad, canal, tipo attività, canale, tipo de atividade, soort, typ aktywności, aktivitetstyp',
  direction:
    'direction, call type, calltype, inbound/outbound, hs call direction, hs email direction, email direction, call direction, incoming, is incoming, richtung, sens, dirección, direzione, direção, richting, kierunek, riktning',
  occurredAt:
    'occurred at, timestamp, date, datetime, date/time, activity date time, activitydatetime, start date time, startdatetime, start time, start, started at, activity date, activitydate, completed at, completed date time, marked as done time, done time, sent at, message date, hs timestamp, datum, zeitpunkt, beginn, startzeit, date de l’activité, heure de début, fecha, fecha y hora, inicio, data, data e ora, inizio, data e hora, início, tijdstip, begin, data i godzina, początek, tid, starttid, 日時',
  endsAt: 'end date time, enddatetime, end time, end, ends at, ende, endzeit, fin, heure de fin, fine, fim, einde, koniec, slut, sluttid',
  dueOn:
    'due date, due, due on, fällig am, fälligkeitsdatum, échéance, date d’échéance, vencimiento, fecha de vencimiento, scadenza, data di scadenza, vencimento, vervaldatum, termin, förfallodatum, 期日',
  durationMinutes:
    'duration in minutes, durationinminutes, duration, duration minutes, minutes, length, dauer, dauer in minuten, durée, duración, durata, duração, duur, czas trwania, varaktighet',
  durationSeconds: 'call duration in seconds, calldurationinseconds, duration in seconds, duration seconds, seconds',
  subject:
    'subject, title, activity subject, hs email subject, hs meeting title, hs call title, email subject, betreff, thema, objet, sujet, asunto, oggetto, assunto, onderwerp, temat, ämne, 件名',
  body: 'body, text, message, description, notes, note, details, full comments, comments, hs email text, email text, text body, beschreibung, notizen, inhalt, contenu, contenido, contenuto, conteúdo, inhoud, treść, innehåll',
  place: 'location, place, ort, lieu, lugar, luogo, local, plaats, miejsce, plats',
  threadKey: 'thread, thread id, thread key, conversation id, email thread id, thread identifier',
  statusName: 'status, state, activity status, meeting outcome, done, statut, estado, stato',
  isClosed:
    'is closed, isclosed, is done, completed, closed, erledigt, terminé, completado, completato, concluído, voltooid, zakończone, klar',
  user: 'assigned to, assigned, user, owner, activity owner, assigned to user, created by, rep, agent, mitarbeiter, zugewiesen an, benutzer, zuständig, assigné à, utilisateur, asignado a, usuario, assegnato a, utente, atribuído a, usuário, toegewezen aan, gebruiker, przypisane do, użytkownik, tilldelad, användare, 担当者',
  'user.key': 'owner id, ownerid, user id, hubspot owner id, assigned to id, owner.id',
  'account.key': 'account id, accountid, company id, organization id',
  account:
    'account, account name, company, company name, company / account, organization, organisation, customer, firma, unternehmen, kunde, entreprise, société, compte, empresa, cuenta, cliente, azienda, bedrijf, klant, företag, kund',
  'deal.key': 'deal id, opportunity id, opportunityid',
  deal: 'deal, deal title, opportunity, opportunity name, verkaufschance, opportunité, transaction, oportunidad, negocio, opportunità, oportunidade, verkoopkans, szansa, affär',
  'lead.key': 'lead id, leadid',
  lead: 'lead, lead name',
  'contact.key': 'contact id, contactid, person id',
  contact:
    'contact, contact name, contact person, person, name, who, attendee, kontakt, ansprechpartner, interlocuteur, contacto, contatto, contato, contactpersoon, osoba, kontaktperson',
  'who.key': 'who id, whoid',
  'what.key': 'what id, whatid, related to id, relatedtoid',
  from: 'from, sender, from email, from address, von, absender, expéditeur, remitente, mittente, remetente, afzender, nadawca, avsändare',
  to: 'to, recipient, recipients, to email, to address, an, empfänger, destinataire, para, destinatario, destinatário, aan, ontvanger, do, odbiorca, till, mottagare, contact email, email',
  cc: 'cc, copy',
};

export const changeWords: Readonly<Record<string, string>> = {
  externalId: 'history id, change id',
  'record.key':
    'opportunity id, opportunityid, deal id, account id, accountid, contact id, contactid, lead id, leadid, record id, parent id, company id',
  record: 'opportunity name, deal name, record',
  field: 'field, field name, field / event, property, property name, name, feld, champ, campo, veld, pole, fält',
  from: 'old value, oldvalue, from, previous value, alter wert, ancienne valeur, valor anterior, valore precedente, oude waarde, stara wartość, gammalt värde',
  to: 'new value, newvalue, to, value, neuer wert, nouvelle valeur, valor nuevo, nuovo valore, nieuwe waarde, nowa wartość, nytt värde',
  occurredAt:
    'created date, createddate, edit date, changed at, change date, timestamp, date, geändert am, date de modification, date entered',
  'user.key': 'created by id, createdbyid, edited by id, user id',
  user: 'edited by, changed by, created by, user, geändert von, modifié par, modificado por, modificato da, gewijzigd door',
  reason: 'reason, comment, grund, raison, motivo',
};
