/** First answers that a browser can give for its owner, each changeable. */

const euroRegions = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK BG AD MC SM VA ME XK';
const currencies: Record<string, string> = {
  ...Object.fromEntries(euroRegions.split(' ').map((region) => [region, 'EUR'])),
  ...Object.fromEntries(
    'US:USD GB:GBP CH:CHF LI:CHF SE:SEK NO:NOK DK:DKK PL:PLN CZ:CZK HU:HUF RO:RON UA:UAH TR:TRY CA:CAD AU:AUD NZ:NZD JP:JPY CN:CNY IN:INR KR:KRW SG:SGD HK:HKD TW:TWD TH:THB ID:IDR MY:MYR PH:PHP VN:VND BR:BRL MX:MXN AR:ARS CL:CLP CO:COP PE:PEN ZA:ZAR NG:NGN KE:KES EG:EGP MA:MAD IL:ILS AE:AED SA:SAR QA:QAR'
      .split(' ')
      .map((pair) => pair.split(':') as [string, string]),
  ),
};

/** The currency of the region that the language tag names or implies; undefined where that says nothing. */
export function guessCurrency(languageTag: string): string | undefined {
  const region = new Intl.Locale(languageTag).maximize().region;
  return region ? currencies[region] : undefined;
}

export function guessTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Every currency that this browser knows, by name in its own language. */
export function currencyChoices(languageTag: string): { value: string; label: string; note: string }[] {
  const names = new Intl.DisplayNames([languageTag], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: code, note: names.of(code) ?? code }));
}

export function timeZoneChoices(): { value: string; label: string }[] {
  const known = new Set([guessTimeZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')]);
  return [...known].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
