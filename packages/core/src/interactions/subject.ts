/**
 * What mail programs put before the subject of an answer or a forwarded mail, in the languages that they speak: "Re", "AW", "SV", "RV", "Antw", "回复" …
 * Also with a count: `Re[2]:`, `Re^3:`.
 */
const prefix = new RegExp(
  `^(?:(?:${[
    're|res|resp|r|ri|rif|réf|réponse|rép|rif|odp|vs|vá|sv|svar|antw|antwort|aw|atb|ynt|yan|cevap|bls|bal|ats|atb|odg|отв|отг|ha|να|απ|σχετ',
    'fwd?|fw|forwarded|wg|weitergeleitet|tr|trans|transf|rv|reenv|enc|encam|i|inoltro|doorst|doorgestuurd|vb|vl|vidarebefordrat|videresendt|vs|pd|pdl|továbbítás|fwd|továbbítva|ilt|iletilen|trs|terusan|πρθ|προώθ|пересл|переслано|пер|фвд|препр',
    '答复|回复|回覆|答覆|回信|返信|转发|轉寄|轉發|轉送|转寄|転送|회신|답장|전달|הועבר|השב|תשובה|رد|الرد|إعادة توجيه|đ|trả lời|chuyển tiếp|ตอบ|ส่งต่อ',
    'automatic reply|automatische antwort|réponse automatique|respuesta automática|risposta automatica|resposta automática|accepted|declined|tentative|angenommen|abgelehnt|mit vorbehalt|accepté|refusé|aceptada|rechazada|accettato|rifiutato',
  ].join(
    '|',
  )})(?:\\s?[[(^]\\d{1,4}[\\])]?|\\s?\\d{1,2})?\\s?[:：]|\\[(?:fwd?|re|ext|external|extern|externe|externo|esterno|spam|suspected spam|sicher|secure|encrypt|bulk|caution)\\]:?|\\*{2,5}(?:spam|external|extern)\\*{2,5}|(?:ext|external|extern):)\\s*`,
  'iu',
);
/** A mailing list's tag, which answers carry before or after their "Re": `[sales-team]`, `[PROJ-12]`. */
const tag = /^\[[^[\]]{1,40}\]\s*/u;
const trailing = /\s*\((?:fwd|forwarded|was:? .{0,200})\)\s*$/iu;

const mostLength = 1_000;
const mostPrefixes = 30;

/**
 * What answers have in common with the mail that they answer: the subject without "Re:", "Fwd:" and lists' tags, in lower case, blanks and
 * typographic signs made equal. `undefined` when nothing is left that tells two conversations apart. Of a subject in nothing but brackets the bracket stays.
 */
export function canonicalSubject(subject: string | undefined): string | undefined {
  let text = (subject ?? '').slice(0, mostLength).normalize('NFKC').replace(/\s+/g, ' ').trim();
  for (let i = 0; i < mostPrefixes; i++) {
    const before = text;
    text = text.replace(prefix, '');
    const untagged = text.replace(tag, '');
    if (untagged !== '') text = untagged;
    text = text.replace(trailing, '').trim();
    if (text === before) break;
  }
  const key = text
    .toLowerCase()
    .replace(/[‘’‚`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:;,.–-]+|[\s:;,.!–-]+$/g, '');
  return key === '' || saysNothing.test(key) ? undefined : key;
}

/** Subjects that thousands of unrelated mails carry. */
const saysNothing =
  /^(?:\(?(?:no subject|kein betreff|ohne betreff|sans objet|sin asunto|nessun oggetto|sem assunto|geen onderwerp|без темы|無主題|无主题|件名なし)\)?|hi|hello|hallo|hey|hola|ciao|bonjour|test|question|frage|info|information|update|thanks|thank you|danke|merci|gracias|grazie|meeting|termin|call|document|dokument|invoice|rechnung|order|offer|angebot|urgent|important|fyi|ok|n\/a|none|null|undefined|\d{1,3})$/u;

/** Whether the subject itself says that the mail answers or forwards another. */
export function saysAnswer(subject: string | undefined): boolean {
  return prefix.test((subject ?? '').normalize('NFKC').replace(tag, '').trim());
}
