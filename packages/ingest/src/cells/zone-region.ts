import { getCountries } from 'libphonenumber-js/min';

const known = new Map<string, string | undefined>();

/** The country (ISO 3166) in which a time zone lies, as the runtime's own data say; undefined for UTC and its like. */
export function regionOfTimeZone(timeZone: string): string | undefined {
  if (!known.has(timeZone)) known.set(timeZone, timeZone.includes('/') ? find(timeZone) : undefined);
  return known.get(timeZone);
}

function find(timeZone: string): string | undefined {
  // The lists hold one name of each zone, which may be its older one: Asia/Calcutta.
  const listed = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  return getCountries().find((code) => lies(timeZone, code) || lies(listed, code));
}

function lies(timeZone: string, code: string): boolean {
  const locale = new Intl.Locale(`und-${code}`) as Intl.Locale & { getTimeZones?: () => readonly string[] | undefined };
  return locale.getTimeZones?.()?.includes(timeZone) === true;
}
