import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A phone number as E.164 (`+49301234567`): by its own `+`, else as it is dialled in the region. Undefined where the
 * region is not known or the number cannot be one. Extensions are dropped.
 */
export function e164(text: string, region: string | undefined): string | undefined {
  const written = text.trim();
  // Most numbers in exports are international already; reading them by hand is a hundred times faster.
  if (/^\+[1-9][\d ./-]{7,22}$/.test(written)) {
    const digits = written.replace(/\D/g, '');
    return digits.length >= 8 && digits.length <= 15 ? `+${digits}` : undefined;
  }
  if (region === undefined && !written.startsWith('+')) return undefined;
  const parsed = parsePhoneNumberFromString(written, region as CountryCode | undefined);
  return parsed?.isPossible() ? parsed.number : undefined;
}
