/**
 * Headers of call logs, as telephone systems and phones write them: first word, first choice. Some stand at several fields (`type`,
 * `call time`); what the cells hold decides between them. Sources: the export pages of Aircall, RingCentral, Zoom Phone, 3CX, Asterisk
 * (`cdr`), Twilio, sipgate, Placetel, Dialpad, and of backups of Android phones and iPhones.
 */
export const callWords: Readonly<Record<string, string>> = {
  externalId:
    'call id, call sid, call uuid, call log id, session id, unique id, uniqueid, sid, call reference, anruf-id, gesprächs-id, id de l’appel, id de llamada, id chiamata, id da chamada, id',
  occurredAt:
    'datetime, date time, date/time, call date time, call start time, start time, call start, start, started at, started, date started, start date, calldate, call date, call time, time started, timestamp, time stamp, date, created, created at, time, readable date, datum/uhrzeit, datum und uhrzeit, datum uhrzeit, anrufzeitpunkt, zeitpunkt, anrufzeit, anrufbeginn, anrufdatum, gesprächsbeginn, startzeit, beginn, datum, zeit, date et heure, date de l’appel, heure de début, début, fecha y hora, fecha de la llamada, fecha de llamada, hora de inicio, inicio, fecha, data e ora, data chiamata, data della chiamata, inizio, data e hora, data da chamada, início, data, datum en tijd, datum/tijd, starttijd, begin, data i godzina, data połączenia, początek, starttid, tidpunkt, tidspunkt, dato, 通話日時, 発信日時, 開始日時, 開始時刻, 日時, 日付, 通话时间, 开始时间',
  occurredTime:
    'call time, time, start time, time of call, time of day, uhrzeit, anrufzeit, zeit, startzeit, heure, heure de l’appel, hora, hora de la llamada, ora, ora chiamata, hora da chamada, tijd, tijdstip, godzina, tid, klockslag, klokkeslæt, 時刻, 通話時刻, 时间',
  endsAt:
    'end time, call end time, call end, ended at, ended, date ended, end, ende, endzeit, gesprächsende, heure de fin, fin, hora de fin, fine, ora fine, fim, eindtijd, einde, koniec, sluttid, 終了日時, 終了時刻',
  direction:
    'direction, call direction, call direction type, richtung, anrufrichtung, sens, sens de l’appel, dirección, sentido, direzione, direção, richting, kierunek, riktning, retning, 方向, 発着信, call type, type, anruftyp, anrufart, typ, art, type d’appel, tipo de llamada, tipo chiamata, tipo di chiamata, tipo de chamada, tipo, soort, type gesprek, typ połączenia, samtalstyp, category, kategorie, 種別, 通話種別, 类型',
  statusName:
    'disposition, action result, call result, result, call outcome, outcome, call status, status, call state, state, call type, type, ergebnis, anrufergebnis, anrufstatus, gesprächsstatus, résultat, statut, statut de l’appel, resultado, estado, estado de la llamada, risultato, esito, stato, resultaat, wynik, stan, resultat, 結果, 通話結果, 状態, 状态',
  isAnswered:
    'answered, is answered, connected, angenommen, beantwortet, répondu, décroché, contestada, respondida, risposta, risposto, atendida, beantwoord, odebrane, besvarat, 応答',
  phone:
    'external number, phone number, phone, customer number, customer phone, contact number, contact phone, remote number, remote party, other party, party number, number, telephone, telephone number, address, rufnummer, telefonnummer, gegenstelle, externe nummer, kundennummer telefon, nummer, telefon, numéro de téléphone, numéro, téléphone, número de teléfono, número, teléfono, numero di telefono, numero, telefono, número de telefone, telefone, telefoonnummer, numer telefonu, numer, telefonnumret, 電話番号, 相手番号, 番号, 电话号码, 号码',
  fromPhone:
    'from number, from phone, caller number, caller phone number, caller phone, calling number, calling party number, calling party, caller id number, source number, src, from, caller id, callerid, caller, source, origin, originator, anrufernummer, rufnummer anrufer, a-nummer, anrufer, quellnummer, quelle, absender, von, numéro appelant, appelant, de, número de origen, origen, llamante, numero chiamante, chiamante, da, número de origem, chamador, origem, beller, van, numer dzwoniącego, dzwoniący, od, uppringare, från, fra, 発信者番号, 発信番号, 発信者, 発信元, 主叫, 主叫号码',
  toPhone:
    'to number, to phone, callee number, callee phone number, called number, called party number, called party, dialed number, dialled number, destination number, dst, to, callee, called, destination, target, recipient, zielnummer, zielrufnummer, angerufene nummer, b-nummer, angerufener, ziel, empfänger, an, numéro appelé, appelé, destinataire, à, número de destino, destino, destinatario, numero chiamato, chiamato, a, número destino, para, gebelde, gebeld nummer, bestemming, naar, aan, numer docelowy, odbiorca, do, mottagare, till, til, 着信番号, 着信者, 着信先, 被叫, 被叫号码',
  ownPhone:
    'internal number, our number, own number, line number, company number, did, extension, ext, extension number, line, interne nummer, eigene nummer, eigene rufnummer, nebenstelle, durchwahl, leitung, ligne, poste, extensión, interno, línea, linea, ramal, toestel, linia, anknytning, 内線, 内線番号',
  durationSeconds:
    'billsec, bill sec, talk time, talking, talking time, talk duration, talk time in seconds, duration in call, in call duration, in-call duration, conversation duration, conversation time, connected duration, gesprächsdauer, gesprächszeit, verbindungsdauer, durée de conversation, duración de la conversación, durata conversazione, gespreksduur, call duration, call length, call duration in seconds, duration in seconds, duration seconds, duration in minutes, duration minutes, duration, length, length of call, minutes, seconds, dauer, anrufdauer, dauer in sekunden, dauer in minuten, durée, durée de l’appel, durée en secondes, duración, duración de la llamada, duración en segundos, durata, durata chiamata, duração, duração da chamada, duur, duur in seconden, czas trwania, czas rozmowy, varaktighet, samtalslängd, varighed, varighet, 通話時間, 時間, 通话时长, 时长, duration total, total duration, total time',
  fromName:
    'from name, caller name, caller id name, calling name, source name, source alias, name des anrufers, anrufername, nom de l’appelant',
  toName: 'to name, callee name, called name, destination name, target alias, destination alias, name des angerufenen, nom de l’appelé',
  user: 'agent, agent name, user, user name, username, employee, employee name, operator, rep, owner, answered by, handled by, agent email, user email, mitarbeiter, mitarbeiterin, bearbeiter, benutzer, nutzer, teilnehmer, agent·in, utilisateur, collaborateur, usuario, agente, utente, operatore, usuário, atendente, medewerker, gebruiker, pracownik, użytkownik, användare, medarbetare, 担当者, オペレーター, ユーザー',
  contact:
    'contact, contact name, customer, customer name, contact person, name, display name, kontakt, kontaktname, ansprechpartner, kunde, interlocuteur, contacto, nombre, contatto, nome, contato, contactpersoon, naam, osoba, nazwa, kontaktperson, namn, navn, nom, 連絡先, 相手先, 名前, 姓名, 联系人',
  account:
    'company, company name, account, account name, organization, organisation, firma, unternehmen, entreprise, société, empresa, azienda, bedrijf, företag, 会社名, 公司',
  subject: 'subject, topic, title, betreff, thema, objet, sujet, asunto, oggetto, assunto, onderwerp, temat, ämne, 件名',
  body: 'notes, note, call notes, comments, comment, remarks, description, notizen, notiz, bemerkung, bemerkungen, kommentar, remarques, commentaire, commentaires, notas, comentarios, commenti, comentários, opmerkingen, notities, uwagi, notatka, anteckningar, メモ, 备注',
  type: 'type, call type, medium, channel, typ, art, kanal, canal, tipo',
};
