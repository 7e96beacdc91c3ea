/** What a word of a call log says: which way the call went, and whether the two spoke. */
export interface CallWord {
  readonly direction?: 'in' | 'out' | 'internal';
  /** False: nobody answered, or only a machine did. */
  readonly isReached?: boolean;
}

const incoming =
  /^in$|\b(inbound|incoming|received|terminating)\b|eingehend|eingang|ankommend|entrant|entrada|recibid|recebid|ricevut|in arrivo|inkomend|ontvangen|przychodz|odebran|inkommande|inngående|indgående|входящ|着信|受信|来电|呼入/;
const outgoing =
  /^out$|\b(outbound|outgoing|dialed|dialled|placed|originating)\b|ausgehend|ausgang|abgehend|gewählt|sortant|saliente|saída|efetuad|realizad|effettuat|in uscita|uitgaand|wychodz|utgående|udgående|исходящ|発信|去电|呼出/;
const internal = /\b(internal|intern|interne|interno|interna|inhouse)\b|内線/;
const unreached =
  /no ?answer|not ?answered|un ?answered|no ?pick ?up|missed|busy|voice ?mail|abandon|reject|declin|refused|fail|cancell?ed|hang ?up|block|wrong number|not connected|no connection|unavailable|not available|congestion|unreachable|time ?out|timed out|out of|verpasst|entgangen|nicht (?:angenommen|erreicht|beantwortet|verbunden|erreichbar)|unbeantwortet|keine antwort|besetzt|abgelehnt|abgewiesen|abgebrochen|fehlgeschlagen|anrufbeantworter|mailbox|manqu|sans réponse|non (?:répondu|décroché|abouti)|occup|messagerie|annul|refus|perdid|no (?:contestad|atendid|respondid)|sin (?:respuesta|contestar)|ocupad|buzón|cancelad|rechazad|\bpers[aeo]\b|senza risposta|non rispost|segreteria|rifiutat|não atendid|sem resposta|correio de voz|recusad|gemist|niet (?:beantwoord|opgenomen)|geen antwoord|\bbezet\b|geweigerd|nieodebran|bez odpowiedzi|zajęt|odrzucon|poczta głosowa|\bmiss(?:ad|at|ade)\b|ej svar|inget svar|upptaget|ubesvar|пропущ|занят|нет ответа|不在|応答なし|話中|留守|未接|拒/;
const reached =
  /answered|connected|complete|accepted|success|pick(?:ed)? ?up|\bok\b|angenommen|beantwortet|erfolgreich|verbunden|répondu|décroché|abouti|contestad|atendid|respondid|rispost|beantwoord|opgenomen|odebran|zakończon|besvara|принят|отвечен|応答|通話|已接/;
/** Words that tell nobody was reached and, by themselves, that somebody called us. */
const calledUs =
  /missed|reject|declin|block|voice ?mail|verpasst|entgangen|abgelehnt|anrufbeantworter|manqu|messagerie|perdid|buzón|rechazad|\bpers[aeo]\b|segreteria|gemist|nieodebran|\bmiss(?:ad|at|ade)\b|пропущ|不在|留守|未接/;

/** Android's call log counts its types: incoming, outgoing, missed, voicemail, rejected, blocked, answered on another device. */
const android: readonly CallWord[] = [
  { direction: 'in' },
  { direction: 'out' },
  { direction: 'in', isReached: false },
  { direction: 'in', isReached: false },
  { direction: 'in', isReached: false },
  { direction: 'in', isReached: false },
  { direction: 'in' },
];

/** Reads a word for direction, result or both ("MISSED_OUTGOING", "Inbound - Answered", "Verpasst", "no-answer"); {} when it says neither. */
export function callWord(text: string): CallWord {
  if (text.length > 80) return {};
  if (/^[1-7]$/.test(text)) return android[Number(text) - 1] ?? {};
  const words = text.toLowerCase().replace(/[_\-–/]+/g, ' ');
  const isReached = unreached.test(words) ? false : reached.test(words) ? true : undefined;
  const direction = internal.test(words)
    ? 'internal'
    : outgoing.test(words)
      ? 'out'
      : incoming.test(words) || calledUs.test(words)
        ? 'in'
        : undefined;
  return { ...(direction && { direction }), ...(isReached !== undefined && { isReached }) };
}

/** Whether the word itself names a way, rather than implying one: "Incoming", not "Voicemail". */
export function namesDirection(text: string): boolean {
  if (text.length > 80) return false;
  const words = text.toLowerCase().replace(/[_\-–/]+/g, ' ');
  return incoming.test(words) || outgoing.test(words) || internal.test(words);
}
