import { dayMs } from '@windshield/core';
import { type DateLanguage, dayInWords, englishOf, type WrittenAt } from '../reply/day-in-words.ts';

interface Absence {
  readonly language: Exclude<DateLanguage, 'us'>;
  /** Words right before the day of return. */
  readonly back: RegExp;
  /** Words right before the last day away, or before the day of return: languages differ. */
  readonly until: RegExp;
  /** Whether "until the 5th" means that the 5th is still away. */
  readonly isUntilAway: boolean;
}

const absences: readonly Absence[] = [
  {
    language: 'en',
    back: /\b(?:(?:be )?back(?: in (?:the |my )?office)?(?: at (?:work|my desk))?|return(?:ing)?(?: to (?:the |my )?(?:office|work|desk))?|available(?: again)?|in the office(?: again)?|resume work|reachable(?: again)?)(?: again)?(?: only)? ?(?:on|from|as of|starting|by|in|,|:|after)?\b/gi,
    until: /\b(?:until|till|til|through|thru|up to|to and including|to)\b/gi,
    isUntilAway: false,
  },
  {
    language: 'de',
    back: /\b(?:wieder(?: (?:ab|am|zurück|für sie|erreichbar|im (?:büro|haus)|da|persönlich|verfügbar|anwesend)){1,5}|zurück(?: (?:ab|am|bin|sein))*|ab(?: dem)?|wieder)\b/gi,
    until: /\b(?:bis(?: (?:einschließlich|einschl\.|inkl\.|inklusive|einschliesslich))?(?: (?:zum|und mit|dem|am))?)\b/gi,
    isUntilAway: true,
  },
  {
    language: 'fr',
    back: /(?<!\p{L})(?:de retour(?: au bureau)?(?: à partir du| dès le| le)?|serai de retour|retour(?: prévu)?(?: le| au)?|à partir du|à compter du|reviendrai le|dès le)(?!\p{L})/giu,
    until: /(?<!\p{L})(?:jusqu'au|jusqu’au|jusqu.à|au)(?!\p{L})/giu,
    isUntilAway: true,
  },
  {
    language: 'es',
    back: /(?<!\p{L})(?:de vuelta(?: en la oficina)?(?: el)?|regres(?:o|aré|ar|aremos)(?: a la oficina)?(?: el)?|volveré(?: a la oficina)?(?: el)?|vuelvo el|a partir del?|me reincorpor\p{L}*(?: el)?|reincorporación(?: el)?)(?!\p{L})/giu,
    until: /(?<!\p{L})(?:hasta(?: el)?(?: día)?|al)(?!\p{L})/giu,
    isUntilAway: true,
  },
  {
    language: 'it',
    back: /(?<!\p{L})(?:rientr(?:o|erò|erà|ando)(?: in (?:ufficio|sede))?(?: il)?|di ritorno(?: il)?|tornerò(?: in ufficio)?(?: il)?|sarò di nuovo .{0,30}?(?:dal|il)|a partire dal|dal giorno)(?!\p{L})/giu,
    until: /(?<!\p{L})(?:fino a(?:l|ll['’])?|sino al|al)(?!\p{L})/giu,
    isUntilAway: true,
  },
  {
    language: 'nl',
    back: /\b(?:(?:weer )?(?:terug|aanwezig|bereikbaar|beschikbaar)(?: (?:op|vanaf|op kantoor|weer))*|vanaf|weer op)\b/gi,
    until: /\b(?:tot en met|t\/m|tot)\b/gi,
    isUntilAway: true,
  },
  {
    language: 'pt',
    back: /(?<!\p{L})(?:de volta(?: ao escritório)?(?: (?:no|em|a partir d[eo]|dia))*|retorn(?:o|arei|ando)(?: ao (?:escritório|trabalho))?(?: (?:no|em|dia))*|regress(?:o|arei)(?: (?:no|em|a|dia))*|volto(?: (?:no|em|dia))*|a partir d[eo](?: dia)?)(?!\p{L})/giu,
    until: /(?<!\p{L})(?:até(?: (?:o|ao|a))?(?: dia)?|a)(?!\p{L})/giu,
    isUntilAway: true,
  },
  {
    language: 'sv',
    back: /(?<!\p{L})(?:(?:åter|tillbaka|tilbake|tilbage|igen)(?: (?:på kontoret|i tjänst|på jobb|den|igen|fra|från|d\.))*)(?!\p{L})/giu,
    until: /(?<!\p{L})(?:till och med|t\.?o\.?m\.?|til og med|til|till|fram till)(?!\p{L})/giu,
    isUntilAway: true,
  },
  {
    language: 'ru',
    back: /(?:вернусь|буду на работе|буду в офисе|выхожу|выйду|вернётся|вернется|снова буду)(?: на работу| в офис| на связи| доступ\p{L}+)*(?: с)?/giu,
    until: /(?<!\p{L})(?:до|по)(?!\p{L})/giu,
    isUntilAway: true,
  },
];

const mostDays = 400;

/**
 * Of an out-of-office text the first day back, `YYYY-MM-DD`: the day that stands after "back on" in one of nine languages; else the day after
 * "until" (the same day in English, where people are back on it; the next day elsewhere and after "through", "including").
 */
export function backOn(text: string, written: WrittenAt | undefined): string | undefined {
  if (written === undefined) return undefined;
  const words = text.slice(0, 4_000).replace(/\s+/g, ' ');
  const ordered = [...absences].map((absence) => ({ absence, back: places(words, absence.back), until: places(words, absence.until) }));
  for (const { absence, back } of ordered) {
    for (const at of back) {
      const day = dayAfter(words, at, absence.language, written);
      if (day !== undefined) return day;
    }
  }
  for (const { absence, until } of ordered) {
    for (const at of until) {
      const day = dayAfter(words, at, absence.language, written);
      if (day === undefined) continue;
      const isAway = absence.isUntilAway || /\b(?:through|thru|including|inclusive)\b/i.test(words.slice(Math.max(0, at - 16), at + 40));
      return isAway ? new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10) : day;
    }
  }
  return undefined;
}

/** Ends of the first few places where the words stand. */
function places(words: string, pattern: RegExp): number[] {
  const found: number[] = [];
  for (const match of words.matchAll(pattern)) {
    found.push(match.index + match[0].length);
    if (found.length >= 6) break;
  }
  return found;
}

function dayAfter(words: string, at: number, language: Absence['language'], written: WrittenAt): string | undefined {
  const ahead = words.slice(at, at + 45);
  if (!/\d|\p{L}{3,}/u.test(ahead) || !dayNear.test(ahead)) return undefined;
  return dayInWords(ahead, language === 'en' ? englishOf(written.offsetMinutes) : language, written, mostDays);
}

/** A date within the next few words. */
const dayNear =
  /^.{0,25}?(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next|montag|dienstag|mittwoch|donnerstag|freitag|morgen|lundi|mardi|mercredi|jeudi|vendredi|demain|lunes|martes|miércoles|jueves|viernes|mañana|lunedì|martedì|mercoledì|giovedì|venerdì|domani|maandag|dinsdag|woensdag|donderdag|vrijdag|segunda|terça|quarta|quinta|sexta|amanhã|måndag|mandag|tisdag|tirsdag|onsdag|torsdag|fredag|понедельник|вторник|сред|четверг|пятниц|jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)/iu;
