/** "Original Message" and "Forwarded message" as mail programs write them between rules, and alone. */
const betweenRules = new RegExp(
  `^[\\s>*]*[-_=]{2,}\\s*(?:${[
    'original (?:message|e-?mail|mail|appointment)|forwarded (?:message|mail|by)|reply message|replied message|begin forwarded message|message original|end of? original message',
    'urspr(?:ü|ue)ngliche (?:nachricht|mail|e-?mail)|original-?nachricht|original-?mail|weitergeleitete nachricht|weitergeleitete mail|ursprünglicher termin',
    "message (?:d'origine|original|transféré|initial)|message transf[eé]r[eé]|courriel original|mail original|rendez-vous d'origine",
    'mensaje (?:original|reenviado)|correo original|mensaje de origen|mensagem (?:original|encaminhada|reencaminhada)|missatge original',
    'messaggio (?:originale|inoltrato)|messaggio inoltrato',
    'oorspronkelijk bericht|origineel bericht|doorgestuurd bericht',
    'ursprungligt meddelande|original ?meddelande|vidarebefordrat (?:meddelande|brev)|oprindelig (?:meddelelse|besked)|opprinnelig melding|videresendt (?:melding|meddelelse|besked)',
    'alkuperäinen viesti|välitetty viesti',
    'wiadomość oryginalna|oryginalna wiadomość|(?:treść )?przekazan[ae] (?:wiadomość|dalej)|wiadomość przesłana dalej|původní zpráva|přeposlaná zpráva|pôvodná správa|eredeti üzenet|továbbított üzenet|mesaj original|mesaj redirecționat',
    'izvorna poruka|izvirno sporočilo|oorspronklik|orijinal (?:mesaj|ileti)|özgün ileti|iletilen mesaj|yönlendirilen ileti',
    'исходное сообщение|пересылаемое сообщение|переадресованное сообщение|перенаправленное сообщение|оригінальне повідомлення|вихідне повідомлення|переслане повідомлення|оригинално съобщение|изходно съобщение',
    'αρχικό μήνυμα|προωθημένο μήνυμα',
    '原始邮件|原始郵件|原邮件|转发(?:邮件|的邮件)?|轉寄|轉寄郵件|元のメッセージ|転送(?:メッセージ|されたメール)?|원본 메시지|원본 메일|전달된 메시지|הודעה מקורית|הודעה שהועברה|الرسالة الأصلية|رسالة معاد توجيهها|tin nhắn gốc|thư gốc|pesan asli|ข้อความต้นฉบับ',
  ].join('|')}).{0,60}?[-_=]*[*\\s]*$`,
  'iu',
);
const alone =
  /^[\s>*]*(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio (?:del )?messaggio inoltrato|início da mensagem (?:reencaminhada|encaminhada)|begin doorgestuurd bericht|vidarebefordrat brev|start på videresendt besked|videresendt melding|początek przekazywanej wiadomości|začátek přeposílané zprávy|начало переадресованного сообщения|начало переадресованного письма|下面是被转发的邮件|以下是轉寄的郵件|転送されたメッセージ|전달된 메시지 시작|lähetetty eteenpäin|initial message)\s?[:：]?\s*\**$/iu;

/** A line that says that older mail follows. */
export function isOlderMailMark(line: string): boolean {
  if (line.length > 140) return false;
  return (/[-_=]{2}/.test(line) && betweenRules.test(line)) || alone.test(line);
}

/** Names of the fields that mail programs copy above an older mail, by what they mean. */
const fieldNames: Record<string, string> = {
  from: 'from|von|de|da|van|från|fra|lähettäjä|od|от|від|kimden|gönderen|feladó|de la|από|发件人|寄件者|寄件人|差出人|送信元|送信者|보낸 사람|보낸사람|מאת|من|từ|dari|จาก|nadawca|отправитель|expéditeur|remitente|mittente|remetente',
  sent: 'sent|gesendet|envoyé|enviado(?: el| em)?|inviato|verzonden|skickat|sendt|lähetetty|wysłano|wysłane|odesláno|odoslané|отправлено|надіслано|gönderilme tarihi|gönderildi|küldve|elküldve|trimis|στάλθηκε|发送时间|寄件日期|傳送時間|送信日時|보낸 날짜|보낸 시간|נשלח|تاريخ الإرسال|đã gửi|dikirim|изпратено|poslano',
  date: 'date|datum|fecha|data|dato|päivämäärä|päiväys|дата|tarih|dátum|ημερομηνία|日期|日期|日付|日時|날짜|תאריך|التاريخ|ngày|tanggal|วันที่',
  to: 'to|an|à|a|para|aan|till|til|vastaanottaja|do|komu|pre|кому|до|kime|alıcı|címzett|către|προς|收件人|收件者|宛先|받는 사람|받는사람|אל|إلى|đến|kepada|ถึง|до|za|destinataire|destinatario|odbiorca',
  cc: 'cc|kopie|копия|копія|dw|másolatot kap|抄送|副本|참조|עותק|نسخة|สำเนา|bilgi|kopia|kopi|kopio|сс',
  subject:
    'subject|betreff|betr\\.?|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|тема|konu|tárgy|subiect|θέμα|относно|主题|主旨|件名|제목|נושא|الموضوع|chủ đề|subjek|perihal|เรื่อง|assumpte|zadeva|tema',
  other:
    'reply-to|antwort an|répondre à|responder a|rispondi a|risposta|responder para|beantwoorden|importance|wichtigkeit|importancia|priority|priorität|attachments?|anlagen?|anhänge|pièces jointes|datos adjuntos|allegati|anexos|bijlagen|bcc|organization|list-id|message-id|resent-from|when|where|wann|wo|quand|cuándo',
};

const field = new RegExp(
  `^[\\s>*|_]{0,10}(?:${Object.entries(fieldNames)
    .map(([kind, names]) => `(?<${kind}>${names})`)
    .join('|')})\\s?\\*{0,2}\\s?[:：]\\*{0,2}(?:\\s|$|\\S)`,
  'iu',
);

/** Which field of an older mail's head a line gives; `undefined` for other lines. */
function fieldOf(line: string): string | undefined {
  const colon = line.search(/[:：]/);
  if (colon < 1 || colon > 45) return undefined;
  const groups = field.exec(line)?.groups;
  return groups && Object.keys(fieldNames).find((kind) => groups[kind] !== undefined);
}

const mostHeadLines = 14;

/**
 * The head of an older mail that begins at this line (Outlook puts it there without any quote): where it ends. Three different fields within a
 * few lines, of which one is a subject or a time of sending or one gives an address: a timetable's "From, To, Date" is none.
 */
export function olderHeadAt(lines: readonly string[], start: number): number | undefined {
  const first = fieldOf(lines[start] ?? '');
  if (first === undefined || first === 'cc' || first === 'other') return undefined;
  const kinds = new Set<string>([first]);
  let hasAddress = /@/.test(lines[start] ?? '');
  let end = start;
  let strange = 0;
  for (let i = start + 1; i < lines.length && i < start + mostHeadLines; i++) {
    const line = lines[i] ?? '';
    const kind = fieldOf(line);
    if (kind !== undefined) {
      kinds.add(kind);
      hasAddress ||= line.includes('@');
      end = i;
      strange = 0;
    } else if (/^[\s>|]*$/.test(line)) {
      // Text made of HTML may have an empty line after each field.
      if (kinds.size >= 3 || fieldOf(lines[i + 1] ?? '') === undefined) break;
    } else if (++strange > 2) break;
  }
  const isHead = kinds.size >= 3 && (kinds.has('from') || kinds.has('to')) && (kinds.has('subject') || kinds.has('sent') || hasAddress);
  const isShort = kinds.size === 2 && kinds.has('from') && (kinds.has('sent') || (kinds.has('date') && hasAddress));
  if (!isHead && !isShort) return undefined;
  // A folded subject or a long list of addresses belongs to the head.
  while (end + 1 < lines.length && /\S/.test(lines[end + 1] ?? '') && end - start < mostHeadLines && isFolded(lines, end + 1)) end++;
  return end;
}

function isFolded(lines: readonly string[], at: number): boolean {
  return /^\s+\S/.test(lines[at] ?? '') || /@.*[;,]\s*$/.test(lines[at - 1] ?? '');
}
