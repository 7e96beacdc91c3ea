/** Local part without a `+tag`, and the domain; nothing for what is no mail address. */
export function mailPartsOf(folded: string): { key: string; local: string; domain: string } {
  const text = folded.replace(/^mailto:/, '').replace(/[<>\s]/g, '');
  const at = text.lastIndexOf('@');
  if (at <= 0 || at === text.length - 1) return { key: '', local: '', domain: '' };
  const local = text.slice(0, at).split('+')[0] ?? '';
  const domain = text.slice(at + 1).replace(/\.+$/, '');
  return { key: local === '' || domain === '' ? '' : `${local}@${domain}`, local, domain };
}

/** Host of a web address without `www.`, port and path; of a mail address its domain. */
export function domainOf(folded: string): string {
  const host = folded
    .replace(/^[a-z][a-z0-9+.-]{0,10}:\/\//, '')
    .split(/[/?#\s]/, 1)[0]
    ?.split('@')
    .at(-1)
    ?.replace(/:\d*$/, '')
    .replace(/^www\d?\./, '')
    .replace(/\.+$/, '');
  return host ?? '';
}

/**
 * Digits of a phone number that stay whichever way it was dialled: extension, `00`, and a trunk `0` off. Numbers with and without their country
 * code meet by their last digits (`compare.ts`). Nothing when there are fewer than five digits, or only one digit repeated.
 */
export function phoneDigitsOf(folded: string): string {
  const without = folded.replace(/(ext|extension|durchwahl|x|#)\.?:?\s*\d{1,6}\s*$/, '').replace('(0)', '');
  const digits = without.replace(/\D+/g, '').replace(/^0+/, '');
  if (digits.length < 5 || /^(\d)\1+$/.test(digits)) return '';
  return digits.slice(0, 20);
}

const freeDomains = new Set(
  (
    'gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.co.jp ymail.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it ' +
    'outlook.com outlook.de outlook.fr live.com live.co.uk live.fr msn.com aol.com icloud.com me.com mac.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de ' +
    'mail.ru yandex.ru yandex.com bk.ru inbox.ru list.ru rambler.ru qq.com 163.com 126.com sina.com naver.com daum.net protonmail.com proton.me pm.me tutanota.com ' +
    'orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it alice.it wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz ' +
    'uol.com.br bol.com.br terra.com.br comcast.net verizon.net att.net sbcglobal.net btinternet.com sky.com bluewin.ch telenet.be skynet.be ziggo.nl kpnmail.nl fastmail.com zoho.com example.com'
  ).split(' '),
);

/** Whether anybody can have an address there: nothing is said of a company by it. */
export function isFreeDomain(domain: string): boolean {
  return freeDomains.has(domain);
}
