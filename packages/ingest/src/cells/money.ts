import { type Money, minorUnitDigits } from '@windshield/core';
import { type Decimal, parseNumber } from './number.ts';

const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '¥': 'JPY',
  '￥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '฿': 'THB',
  '₫': 'VND',
  '₦': 'NGN',
  R$: 'BRL',
  US$: 'USD',
  C$: 'CAD',
  CA$: 'CAD',
  A$: 'AUD',
  AU$: 'AUD',
  NZ$: 'NZD',
  HK$: 'HKD',
  S$: 'SGD',
  MX$: 'MXN',
  NT$: 'TWD',
  元: 'CNY',
  円: 'JPY',
  zł: 'PLN',
  Kč: 'CZK',
  Ft: 'HUF',
  'Fr.': 'CHF',
  SFr: 'CHF',
  lei: 'RON',
  лв: 'BGN',
  kr: 'SEK',
  'kr.': 'DKK',
  euro: 'EUR',
  euros: 'EUR',
};

const knownCodes = new Set(Intl.supportedValuesOf('currency'));

/** The code that a sign, code or name stands for: `€`, `EUR`, `US Dollar`. */
export function parseCurrency(text: string): string | undefined {
  const trimmed = text.trim();
  const code = trimmed.toUpperCase();
  if (knownCodes.has(code)) return code;
  const bySign = signs[trimmed] ?? signs[trimmed.toLowerCase()];
  if (bySign) return bySign;
  const inBrackets = /\b([A-Z]{3})\b/.exec(trimmed)?.[1];
  if (inBrackets && knownCodes.has(inBrackets)) return inBrackets;
  return currencyByName().get(trimmed.toLowerCase());
}

let names: Map<string, string> | undefined;
function currencyByName(): Map<string, string> {
  if (names) return names;
  names = new Map();
  const english = new Intl.DisplayNames('en', { type: 'currency' });
  for (const code of knownCodes) {
    const name = english.of(code)?.toLowerCase();
    if (name) names.set(name, code);
  }
  return names;
}

const written =
  /^\s*([-−–+(]?)\s*([^\d\s.,()+−–-][^\d.,()+−–-]*?)?\s*([-−–+(]?\s*[\d.,'’\s\u00a0\u202f]*\d[\d.,'’\s\u00a0\u202f]*(?:[kKmM](?:io|illion|rd)?\.?(?!\p{L}))?\)?-?)\s*([^\d\s.,()+−–-][^\d]*?)?\s*(\)?)\s*$/u;

/**
 * Reads an amount with or without a sign or code: `€ 1.234,50`, `USD 12`, `1 234,50 kr`, `(45.00)`, `1.5k`.
 * `currency` is for amounts that carry none. Undefined when it is no amount.
 */
export function parseMoney(text: string, decimal: Decimal, currency: string): Money | undefined {
  const plain = parseNumber(text, decimal);
  if (plain !== undefined) return toMoney(plain, currency);
  const parts = written.exec(text);
  if (!parts) return undefined;
  const label = (parts[2] ?? parts[4] ?? '').trim();
  const own = label === '' ? currency : parseCurrency(label);
  if (own === undefined) return undefined;
  let digits = (parts[3] ?? '').trim();
  let factor = 1;
  const scale = /([km])(?:io|illion|rd)?\.?$/i.exec(digits);
  if (scale) {
    factor = scale[1]?.toLowerCase() === 'k' ? 1e3 : 1e6;
    digits = digits.slice(0, -scale[0].length);
  }
  const isNegative = /[-−–(]/.test(parts[1] ?? '');
  const value = parseNumber(digits.replace(/\)$/, ''), decimal);
  if (value === undefined) return undefined;
  return toMoney((isNegative ? -value : value) * factor, own);
}

/** Undefined beyond what a whole number can hold exactly. */
export function toMoney(amount: number, currency: string): Money | undefined {
  const digits = minorUnitDigits(currency);
  const amountMinor = Math.round(Number(`${amount}e${digits}`));
  const exact = Number.isNaN(amountMinor) ? Math.round(amount * 10 ** digits) : amountMinor;
  return Number.isSafeInteger(exact) ? { amountMinor: exact + 0, currency } : undefined;
}

/** The code that an amount states itself. */
export function currencyIn(text: string): string | undefined {
  const parts = written.exec(text);
  const label = (parts?.[2] ?? parts?.[4] ?? '').trim();
  return label === '' ? undefined : parseCurrency(label);
}
