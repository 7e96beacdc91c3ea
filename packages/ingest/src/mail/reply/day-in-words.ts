import { dayMs } from '@windshield/core';
import * as chrono from 'chrono-node';

/** Languages whose dates are read. `us` is English with the month before the day. */
export type DateLanguage = 'en' | 'us' | 'de' | 'fr' | 'es' | 'it' | 'nl' | 'pt' | 'sv' | 'fi' | 'ru' | 'uk' | 'ja' | 'zh';

const readers: Record<DateLanguage, Pick<typeof chrono.en, 'parse'>> = {
  en: chrono.en.GB,
  us: chrono.en,
  de: chrono.de,
  fr: chrono.fr,
  es: chrono.es,
  it: chrono.it,
  nl: chrono.nl,
  pt: chrono.pt,
  sv: chrono.sv,
  fi: chrono.fi,
  ru: chrono.ru,
  uk: chrono.uk,
  ja: chrono.ja,
  zh: chrono.zh.hans,
};

/** When a text was written: dates in words are meant from there. */
export interface WrittenAt {
  /** ISO instant. */
  readonly at: string;
  /** The writer's clock, minutes from UTC. */
  readonly offsetMinutes: number;
}

/** Vague ends, which a work week gives a day: "end of the week" is its Friday, "next week" the Friday after. */
const endOfWeek =
  /\b(?:end of (?:the|this) week|(?:ende (?:der|dieser)|diese) woche|fin de (?:la |cette )?semaine|(?:finales|fin) de (?:la |esta )?semana|fine (?:della )?settimana|eind(?:e)? van de(?:ze)? week|fim da semana|esta semana|this week|deze week|cette semaine|questa settimana)\b/i;
const nextWeek =
  /\b(?:(?:early |later )?next week|(?:in der |ende )?(?:nächste[rn]?|kommende[rn]?) woche|la semaine prochaine|semaine prochaine|la (?:próxima semana|semana que viene)|la (?:prossima settimana|settimana prossima)|volgende week|na próxima semana|(?:na )?semana que vem)\b/i;
const weekday =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|miércoles|jueves|viernes|lunedì|martedì|mercoledì|giovedì|venerdì|maandag|dinsdag|woensdag|donderdag|vrijdag|segunda|terça|quarta|quinta|sexta)/i;

/**
 * The day that a few words name, as `YYYY-MM-DD` in the writer's own zone: the first one that is later than the day of writing and within
 * `mostDays`. Times of day without a day, and vague words ("soon"), give `undefined`.
 */
export function dayInWords(words: string, language: DateLanguage, written: WrittenAt, mostDays = 366): string | undefined {
  const local = Date.parse(written.at) + written.offsetMinutes * 60_000;
  const today = Math.floor(local / dayMs);
  if (!weekday.test(words)) {
    const dayOfWeek = new Date(today * dayMs).getUTCDay();
    const untilFriday = (12 - dayOfWeek) % 7;
    if (nextWeek.test(words)) return dayOf(today + (dayOfWeek === 0 ? 5 : 5 - dayOfWeek + 7));
    if (endOfWeek.test(words)) return untilFriday === 0 ? undefined : dayOf(today + untilFriday);
  }
  const reference = { instant: new Date(written.at), timezone: written.offsetMinutes };
  for (const found of readers[language].parse(words.slice(0, 400), reference, { forwardDate: true })) {
    const part = found.end ?? found.start;
    if (!(part.isCertain('day') || part.isCertain('weekday'))) continue;
    const day = Date.UTC(part.get('year') ?? 0, (part.get('month') ?? 1) - 1, part.get('day') ?? 1) / dayMs;
    if (day > today && day <= today + mostDays) return dayOf(day);
  }
  return undefined;
}

function dayOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** English dates of writers in American zones have the month first. */
export function englishOf(offsetMinutes: number): 'en' | 'us' {
  return offsetMinutes <= -240 && offsetMinutes >= -600 ? 'us' : 'en';
}
