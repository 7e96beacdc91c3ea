import type { PromisedDate } from '@windshield/core';
import { type DateLanguage, dayInWords, englishOf, type WrittenAt } from './day-in-words.ts';
import { sentencesOf } from './sentences.ts';

interface Commitment {
  readonly language: Exclude<DateLanguage, 'us'>;
  /** The writer binds themselves: a verb of sending, calling, delivering in the first person of the future. */
  readonly writer: RegExp;
  /** The reader is asked for something by a day. */
  readonly reader: RegExp;
  /** "If", "not", "could": no promise. */
  readonly doubt: RegExp;
}

const commitments: readonly Commitment[] = [
  {
    language: 'en',
    writer:
      /\b(?:i|we)(?:.ll| will| shall|.m going to| am going to|.re going to| are going to| can| promise to| plan to| intend to) (?:then |also |definitely |certainly |try to )?(?:be (?:sending|in touch|back)|send|get|have|give|call|ring|phone|email|mail|write|reply|respond|answer|provide|deliver|share|forward|prepare|finish|finali[sz]e|complete|review|check|confirm|come back|follow up|let you know|return|submit|ship|schedule|set up|arrange|update|circulate|book|sign|pay|transfer|draft|upload|present|make|do|bring|reach out|revert|contact|organi[sz]e|discuss)\b|\byou(?:.ll| will) (?:have|get|receive|hear from (?:me|us))\b|\b(?:i|we)(?:.d| would)? (?:promise|guarantee|commit)\b/i,
    reader:
      /\b(?:please|kindly|could you|can you|would you)\b.{0,80}\b(?:send|get|let|give|call|email|reply|respond|provide|deliver|share|forward|confirm|review|sign|return|submit|complete|check|pay|approve|come back|revert|prepare)\b.{0,120}\b(?:by|before|until|no later than|on|till)\b/i,
    doubt:
      /\b(?:if|unless|might|may|maybe|perhaps|not sure|hopefully|won.t|will not|can.t|cannot|can not|not be able|n.t be able|in case|would have|unable|had|on (?:leave|vacation|holiday)|out of (?:the )?office)\b/i,
  },
  {
    language: 'de',
    writer:
      /\b(?:(?:ich|wir) (?:werden?|schicken?|senden?|melden?|rufen?|lassen?|geben?|liefern?|bereiten?|erstellen?|prüfen?|klären?|bestätigen?|kommen?|antworten?|machen?|überweisen?|unterschreiben?|reichen?|übermitteln?|können|kann|werde|schicke|sende|melde|rufe|lasse|gebe|liefere)|(?:schicken?|senden?|melden?|rufen?|lassen?|geben?|liefern?|bereiten?|erstellen?|prüfen?|klären?|bestätigen?|kommen?|antworten?|werden?|übermitteln?|bekommen?|erhalten?) (?:ich|wir|sie (?:von (?:mir|uns) )|du (?:von (?:mir|uns) ))|(?:bekommen|erhalten|bekommst|erhältst|hören|hörst) (?:sie|du|ihr)?.{0,40}\b(?:von (?:mir|uns)))\b/i,
    reader:
      /\b(?:bitte|könn(?:t)?en sie|kannst du|könntest du|würden sie)\b.{0,120}\b(?:schick|send|meld|gib|geben|bestätig|prüf|unterschreib|antwort|lass|lassen|zurückmelden|rückmeldung|mitteil|überweis)/i,
    doubt:
      /\b(?:falls|wenn|nicht|kein(?:e|en)?|vielleicht|eventuell|ggf|evtl|möglicherweise|hoffentlich|könnte|würde|sollte|hätte|urlaub|abwesend|außer haus)\b/i,
  },
  {
    language: 'fr',
    writer:
      /(?<!\p{L})(?:(?:je|nous|on) (?:vous |te |t'|lui |leur )?(?:les? |la |l')?(?:envoie|enverrai|enverrons|envoyons|rappelle|rappellerai|rappellerons|appelle|appellerai|transmets|transmettrai|transmettrons|ferai|ferons|fais parvenir|reviens|reviendrai|reviendrons|réponds|répondrai|répondrons|livrerai|livrerons|livrons|confirme|confirmerai|confirmerons|tiens|tiendrai|donnerai|donnerons|prépare|préparerai|finaliserai|fournirai|fournirons|adresse|adresserai|adresserons|recontacte|recontacterai|contacterai|vais|allons)|vous (?:recevrez|aurez))(?!\p{L})/iu,
    reader:
      /(?<!\p{L})(?:merci de|veuillez|pouvez-vous|pourriez-vous|peux-tu|pourrais-tu)(?!\p{L}).{0,120}(?:envoyer|transmettre|confirmer|répondre|retourner|signer|faire parvenir|revenir|donner|indiquer).{0,100}(?:avant|d'ici|pour|au plus tard)/iu,
    doubt: /(?<!\p{L})(?:si|sauf|peut-être|éventuellement|pas|aucun|impossible|ne pourrai|pourrais|espère|congés?|absente?)(?!\p{L})/iu,
  },
  {
    language: 'es',
    writer:
      /(?<!\p{L})(?:(?:te|le|les|os|se lo|te lo)? ?(?:enviaré|enviaremos|envío|enviamos|mando|mandaré|mandaremos|llamaré|llamaremos|llamo|confirmaré|confirmaremos|confirmo|contestaré|responderé|responderemos|entregaré|entregaremos|haré llegar|daré|daremos|pasaré|pasaremos|paso|preparo|prepararé|prepararemos|avisaré|escribiré|tendré|tendremos|remitiré|remitiremos)|(?:voy|vamos) a (?:enviar|mandar|llamar|confirmar|responder|entregar|preparar|hacer|pasar)\p{L}*|(?:recibirá|recibirás|tendrá|tendrás))(?!\p{L})/iu,
    reader:
      /(?<!\p{L})(?:por favor|podr[ií]as?|puedes?|le ruego|le agradecer[ií]a)(?!\p{L}).{0,120}(?:env[ií]|mand|confirm|respond|conteste|firm|devuelv|remit).{0,100}(?:antes|hasta|para el|a más tardar)/iu,
    doubt: /(?<!\p{L})(?:si|quizás?|tal vez|no|salvo|a menos|podría|espero|vacaciones|ausente)(?!\p{L})/iu,
  },
  {
    language: 'it',
    writer:
      /(?<!\p{L})(?:(?:ti|le|vi|glielo|te lo|ve lo|gliela)? ?(?:invio|invierò|invieremo|mando|manderò|manderemo|chiamo|chiamerò|chiameremo|confermo|confermerò|confermeremo|rispondo|risponderò|consegneremo|consegnerò|faccio sapere|farò sapere|faremo|farò|darò|daremo|preparo|preparerò|prepareremo|aggiorno|aggiornerò|richiamo|richiamerò|trasmetterò|spedirò|spediremo|ricontatto|ricontatterò)|(?:riceverà|riceverai|riceverete|avrà|avrai))(?!\p{L})/iu,
    reader:
      /(?<!\p{L})(?:per favore|per cortesia|potresti|potrebbe|puoi|può|cortesemente)(?!\p{L}).{0,120}(?:invi|mand|conferm|rispond|firm|restitu|far(?:mi|ci) (?:avere|sapere)).{0,100}(?:entro|prima|per il|non oltre)/iu,
    doubt: /(?<!\p{L})(?:se|forse|magari|non|salvo|a meno|potrei|spero|ferie|assente)(?!\p{L})/iu,
  },
  {
    language: 'nl',
    writer:
      /\b(?:(?:ik|we|wij) (?:stuur|sturen|bel|bellen|zal|zullen|ga|gaan|kom|komen|laat|laten|mail|mailen|lever|leveren|bevestig|bevestigen|geef|geven|maak|maken|zorg|zorgen|verzend|verzenden|antwoord|bezorg)|(?:stuur|sturen|bel|bellen|zal|zullen|kom|komen|laat|laten|mail|lever|leveren|geef|geven) (?:ik|we|wij)|(?:u|je|jullie) (?:ontvangt|ontvang|krijgt|krijg|hoort|hoor))\b/i,
    reader:
      /\b(?:graag|alstublieft|kunt u|kun je|wilt u|wil je|zou je|zou u|gelieve)\b.{0,120}\b(?:stur|zend|bevestig|antwoord|reager|teken|lever|wet|gev)\p{L}*.{0,100}\b(?:voor|vóór|uiterlijk|op)\b/iu,
    doubt: /\b(?:als|indien|misschien|wellicht|niet|geen|tenzij|hopelijk|zou|kunnen we niet|vakantie|afwezig|verlof)\b/i,
  },
  {
    language: 'pt',
    writer:
      /(?<!\p{L})(?:(?:eu |nós )?(?:te |lhe |lhes |vos )?(?:envio|enviarei|enviaremos|enviamos|mando|mandarei|mandaremos|ligo|ligarei|ligaremos|confirmo|confirmarei|confirmaremos|respondo|responderei|responderemos|entregarei|entregaremos|entregamos|retorno|retornarei|retornaremos|farei|faremos|darei|daremos|preparo|prepararei|prepararemos|encaminho|encaminharei|encaminharemos|passo|passarei)|(?:vou|vamos) (?:te |lhe )?(?:enviar|mandar|ligar|confirmar|responder|entregar|preparar|retornar|fazer|encaminhar|passar)|(?:receberá|receberão|terá))(?!\p{L})/iu,
    reader:
      /(?<!\p{L})(?:por favor|poderia|pode|podes|podem|peço|agradeço)(?!\p{L}).{0,120}(?:envi|mand|confirm|respond|assin|devolv|retorn).{0,100}(?:até|antes|para o dia)/iu,
    doubt: /(?<!\p{L})(?:se|talvez|não|caso|salvo|a menos|poderia|espero|férias|ausente)(?!\p{L})/iu,
  },
];

/** Words of which one stands in every commitment below: most sentences need no closer look. */
const binding =
  /(?<!\p{L})(?:i|we|you|please|kindly|ich|wir|sie|du|bitte|könn\p{L}*|kannst|würden|je|nous|on|vous|merci|veuillez|p(?:ouv|ourr|eux)\p{L}*|\p{L}+(?:ré|remos|arei|aremos|erei|eremos|rò|remo|rá|rás|rão|ás?|ai)|envío|enviamos|mando|llamo|confirmo|paso|preparo|voy|vamos|por|podr\p{L}*|puedes?|le|invio|chiamo|confermo|rispondo|faccio|richiamo|aggiorno|ricontatto|per|potre\p{L}*|può|puoi|cortesemente|ik|wij|u|jullie|graag|alstublieft|kunt?|wilt?|zou|gelieve|envio|ligo|respondo|entregamos|retorno|encaminho|vou|pode\p{L}*|peço|agradeço)(?!\p{L})/iu;

/** Something like a day must stand in a sentence before dates are read from it: reading is a hundred times slower. */
const dayLike =
  /\d|\b(?:mon|tue|wed|thu|fri|sat|sun|tomorrow|(?:next|this|the|end of) (?:\w+ ){0,2}(?:week|month)|tag|morgen|übermorgen|mont|dien|mitt|donn|frei|sams|nächste|kommende|diese|woche|ende|demain|semaine|fin|lundi|mardi|merc|jeudi|vend|mañana|semana|lunes|martes|miér|juev|viern|domani|settimana|luned|marted|gioved|venerd|maand|dinsd|woensd|donderd|vrijd|eind|deze|volgende|amanhã|segunda|terça|quarta|quinta|sexta|jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|dic|ene|abr|ago|gen|mag|giu|lug|set|ott|avr|juil|août|fév|déc|maart|mei)/i;

const mostPromises = 5;
const mostReadings = 8;

/**
 * Sentences that promise something for a later day, or ask for something by one. Rather too few than too many: a verb that binds, a day that is
 * named, no "if", no "not", and for the writer's own no question.
 */
export function promisesIn(text: string, written: WrittenAt | undefined): PromisedDate[] {
  if (written === undefined || text === '') return [];
  const promises: PromisedDate[] = [];
  let readings = 0;
  for (const sentence of sentencesOf(text)) {
    if (!dayLike.test(sentence) || !binding.test(sentence)) continue;
    // Neighbouring languages share verbs: the one that can also read the day is meant.
    for (const { language, by } of commitmentsIn(sentence)) {
      if (++readings > mostReadings) return promises;
      const dueOn = dayInWords(sentence, language === 'en' ? englishOf(written.offsetMinutes) : language, written);
      if (dueOn === undefined) continue;
      promises.push({ words: [...sentence].slice(0, 200).join(''), dueOn, by });
      break;
    }
    if (promises.length >= mostPromises) break;
  }
  return promises;
}

function* commitmentsIn(sentence: string): Generator<{ language: Commitment['language']; by: PromisedDate['by'] }> {
  const isQuestion = /[?？]\s*$/.test(sentence);
  const isConditional = /\b(?:if|falls|wenn|si|se|als) /i.test(sentence);
  for (const { language, writer, reader, doubt } of commitments) {
    if (!isConditional && reader.test(sentence)) yield { language, by: 'reader' };
    else if (!isQuestion && writer.test(sentence) && !doubt.test(sentence)) yield { language, by: 'writer' };
  }
}
