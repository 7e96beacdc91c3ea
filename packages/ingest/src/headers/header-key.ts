import { plainLetters } from '@windshield/core';

const prefixes = [
  /^\((do not modify|nicht ändern|ne pas modifier|no modificar|non modificare|niet wijzigen|não modificar|nie modyfikować)\)\s*/i,
  /^`?"?property_(hs_)?/i,
];

/**
 * The key by which headers meet: letters and digits alone, without accents and case, without what a system puts around
 * (`Deal - Title` with prefix `Deal`, `(Do Not Modify) Contact`, `property_dealname`, `Loss_Reason__c`, `Price (€)`).
 */
export function headerKey(header: string, prefix = ''): string {
  let name = header.replace(/ \(\d+\)$/, '').trim();
  for (const pattern of prefixes) name = name.replace(pattern, '');
  if (prefix !== '' && name.toLowerCase().startsWith(prefix.toLowerCase())) name = name.slice(prefix.length);
  name = name.replace(/(__|_)c$/, '').replace(/\s*[([][^)\]]{0,12}[)\]]\s*$/, (unit) => (isUnit(unit) ? '' : unit));
  return plainLetters(name).replace(/[^\p{L}\p{N}]/gu, '');
}

/** A bracket at the end that states a unit: `(%)`, `(EUR)`, `[€]`, `(in millions)`. */
function isUnit(bracket: string): boolean {
  return /^[\s([]*(%|[A-Z]{3}|[€$£¥]|k€|m€|mio\.?( eur)?|min|minutes|h|in \w+|converted|employees)[\s)\]]*$/i.test(bracket);
}

/** `Deal - ` where most headers begin with it (Pipedrive); '' otherwise. */
export function commonPrefix(headers: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const header of headers) {
    const prefix = /^[\p{L} ]{2,30} - /u.exec(header)?.[0];
    if (prefix) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  for (const [prefix, count] of counts) if (count >= headers.length * 0.6 && count >= 2) return prefix;
  return '';
}
