import { sentencesOf } from './sentences.ts';

/** Forms of asking that people leave without a sign, at the start of a sentence or after an address ("Bob, could you"). */
const forms = new RegExp(
  `(?:^|[,:;–-] ?|^(?:hi|hello|hallo|hey|bonjour|hola|ciao|also|und|and|so|but|aber|please|bitte) )(?:${[
    '(?:could|can|would|will) (?:you|we|someone|anyone|somebody|anybody) (?!be (?:glad|pleased|happy))',
    '(?:do|did|are|were|have) you (?!(?:are|were))',
    '(?:is|are) (?:there|it|this|that) (?:any|possible|ok|okay|still|a way)',
    '(?:may|shall|should) (?:i|we) ',
    '(?:what|when|where|who|which|how|why)(?:.s| is| are| do| does| did| would| will| can| could| should| much| many| long| about)\\b',
    '(?:könnten|können|würden|hätten|haben|möchten|wollen|dürf(?:t)?en) (?:sie|wir|ihr)\\b(?! (?:vielen|herzlichen|besten|nochmals|recht) )|(?:kannst|könntest|würdest|hast|magst|willst) du\\b|(?:wann|wie|wo|wer|warum|wieso|welche[rsn]?|was) (?:ist|sind|wäre|wären|können|könnten|kann|hat|haben|sollen|soll|meinen|passt|kostet|viel|viele|lange)\\b|(?:gibt|ginge|passt|geht) es\\b',
    '(?:pourriez|pouvez|auriez|avez|êtes|seriez|souhaitez|voulez)[- ]vous\\b|(?:peux|pourrais|as|aurais|veux)[- ]tu\\b|est-ce qu|quand (?:est|sera|pou)|quel(?:le)?s? (?:est|sont)|comment (?:pou|faire)|y a-t-il',
    '(?:podr[ií]as?|puedes?|podr[ií]ais|podéis|quer[ií]as?|tienes?|te parece|les parece) (?:usted|vd\\.|enviar|mandar|decir|confirmar|indicar|ayudar|darme|pasar)|(?:cuándo|qué|cómo|dónde|cuánto|cuál|quién|por qué) ',
    '(?:potresti|potrebbe|puoi|può|potete|potreste|avete|hai|ha) (?:mandar|inviar|dir|conferm|indicar|aiutar|avere|darmi|farmi|già|tempo)|(?:quando|quanto|come|dove|perché) (?:è|sono|puoi|può|possiamo|costa|pensi|pensa)',
    '(?:kunt|kun|kan|wilt|wil|heeft|heb|zou|zouden) (?:u|je|jij|jullie)\\b|(?:wanneer|hoe|wat|waar|wie|welke|waarom) (?:is|zijn|kan|kunnen|kunt|kun|heeft|heb|wil|denk|veel|lang)\\b',
    '(?:poderia|pode|podem|poderiam|consegue|você (?:pode|poderia|consegue)) (?:enviar|mandar|me |nos |confirmar|informar|dizer|verificar)|(?:quando|qual|quais|quanto|onde) (?:é|são|seria|podemos|pode|custa|fica)',
    '(?:kan|kunne|vil|har|skal) (?:du|dere|i|ni)\\b|(?:nær|när|hvornår|hvordan|hur|hvad|vad) (?:er|är|kan|skal|ska|har)\\b',
    '(?:czy|kiedy|ile|jaki|jaka|jakie) (?:\\p{L}+)',
    '(?:не могли бы|можете ли|могли бы|когда|сколько|можно ли|подскажите)[ ,]',
  ].join('|')})`,
  'iu',
);
/** Requests that only an answer can meet. */
const requests =
  /\b(?:let (?:me|us) know|tell me|please (?:advise|confirm|clarify|comment)|i(?:.m| am)? wonder(?:ed|ing)? (?:if|whether|what|when|how)|would like to know|any (?:news|update|thoughts|idea)s? (?:on|about|regarding))\b|(?:sag(?:en sie)?|gib|geben sie|teile?n?(?: sie)?) (?:mir|uns) (?:bitte )?(?:kurz )?(?:bescheid|mit|rückmeldung)|(?:dites|dis|faites|fais)[- ](?:moi|nous) (?:savoir|si|ce|quand)|(?:merci de|veuillez) (?:me |nous )?(?:confirmer|préciser|indiquer|dire)|(?:dime|díganos|dígame|avísame|avíseme|hazme saber|por favor,? confirm)|(?:fammi|mi faccia|fateci|facci) sapere|(?:laat|laten) (?:me|ons|het (?:me|ons)) (?:even )?weten|(?:me |nos )?(?:avise|avisa|diga|informe)(?: se| quando)|教えて(?:ください|いただけ)|お知らせください|ご(?:確認|返信|回答)(?:ください|をお願い|お願い)/iu;
/** Ends of questions in scripts that often need no sign. */
const endings = /(?:ですか|ますか|でしょうか|ませんか|ましょうか|たか|吗|呢|嗎|么|까요|나요|습니까|ㄹ까|가요)[。.…~〜\s]*$/u;

/** Whether the person asks something: a question mark in any script, or a form of asking without one. */
export function asksQuestion(text: string): boolean {
  if (text === '') return false;
  const words = text.slice(0, 20_000).replace(/\bhttps?:\/\/\S+|\bwww\.\S+|<[^<>\s]*>/gi, ' ');
  if (/[\p{L}\p{N})"'”’\]»…!]\s?[?？؟⁇՞\u037e]/u.test(words)) return true;
  if (!/[a-zа-яぁ-んァ-ン一-龯가-힣]/iu.test(words)) return false;
  return sentencesOf(words).some((sentence) => forms.test(sentence) || requests.test(sentence) || endings.test(sentence));
}
