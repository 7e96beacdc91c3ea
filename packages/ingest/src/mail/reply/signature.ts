import { type Party, plainLetters, type SignatureFacts } from '@windshield/core';
import { e164 } from '../../cells/phone.ts';

const mostSignatureLines = 15;
const mostLineLength = 120;

/** "Best regards" and its like, alone in a line. */
const closing =
  /^[\s>]*(?:(?:(?:with )?(?:best|kind(?:est)?|warm(?:est)?|many) )?(?:regards|wishes|thanks)|best|thanks?(?: you| a lot| again| so much| in advance| and (?:best |kind )?regards)?|thank you.{0,20}|thx|cheers|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|respectfully|all the best|take care|talk soon|(?:mit )?(?:freundliche[nm]?|beste[nmr]?|viele[nm]?|liebe[nmr]?|herzliche[nmr]?|schöne[nmr]?|sonnige) (?:grüße|grüßen|gruß|gruss|grüsse|grüssen)(?: aus .{1,30})?|(?:lieben )?(?:gruß|gruss|grüße|lg|vg|mfg|bg)|hochachtungsvoll|(?:bien |très )?cordialement|(?:bien )?(?:sincèrement|amicalement)|(?:meilleures )?salutations|bien à (?:vous|toi)|salutations distinguées|(?:un )?(?:cordial )?(?:saludo|saludos)(?: cordiales)?|atentamente|(?:muchas )?gracias|cordiali saluti|(?:distinti|cari|un) salut[io]|(?:grazie|a presto)|met (?:vriendelijke|hartelijke) groet(?:en)?|(?:vriendelijke|hartelijke)? ?groet(?:en|jes)?|mvg|atenciosamente|cumprimentos|(?:um )?abraços?|obrigad[oa]|(?:med )?(?:vänliga|bästa|vennlig|venlig|beste|mange) (?:hälsningar|hälsning|hilsen|hilsener)|mvh|ystävällisin terveisin|terveisin|z poważaniem|pozdrawiam(?: serdecznie)?|s pozdravem|с уважением|з повагою|üdvözlettel|saygılarımla|cu stimă|με εκτίμηση)[\s,.!:;–-]*$/iu;

const phone = /(?:\+|\b00|\(?\b0|\()?\d[\d\s().\u00a0/–-]{5,22}\d/g;
const phoneLabel =
  /(?:tel|phone|telefon|téléphone|teléfono|telefono|telefoon|mobile?|mob|handy|cell|direct|direkt|durchwahl|gsm|office|büro|mobiel|portable|móvil|cellulare|celular|^\s*[tmpdo])\s*[.:|)]*\s*$/i;
const fax = /(?:fax|telefax|faks|f)\s*[.:|)]*\s*$/i;
const notPhone =
  /(?:vat|ust|iban|hrb|hra|reg|siret|siren|nif|cif|kvk|btw|ein|abn|steuer|zip|plz|p\.?o\.? box|postfach|konto|account|bic|id)[\w\s.:-]{0,12}$/i;
const url = /\bhttps?:\/\/[^\s<>()[\]"']{4,200}|\bwww\.[^\s<>()[\]"']{4,200}/gi;
const email = /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,100}/;

const jobTitle =
  /\b(?:ceo|cto|cfo|coo|cmo|cio|cso|chief|president|vice[- ]president|vp|svp|evp|founder|co-?founder|owner|partner|director|managing|manager|head of|lead|leader|team ?lead|engineer|developer|architect|consultant|analyst|specialist|coordinator|officer|executive|representative|assistant|associate|advisor|adviser|accountant|buyer|purchas\w+|procurement|sales|marketing|account manager|secretary|supervisor|technician|administrator|designer|scientist|researcher|professor|lecturer|counsel|attorney|lawyer|recruiter|geschäftsführer(?:in)?|geschäftsleitung|leiter(?:in)?|leitung|bereichsleiter(?:in)?|abteilungsleiter(?:in)?|vorstand|prokurist(?:in)?|inhaber(?:in)?|einkauf|einkäufer(?:in)?|vertrieb|vertriebsleiter(?:in)?|sachbearbeiter(?:in)?|referent(?:in)?|berater(?:in)?|entwickler(?:in)?|ingenieur(?:in)?|assistent(?:in)?|directeur|directrice|responsable|chef|gérant|gérante|président|présidente|ingénieur|chargée? d|acheteu(?:r|se)|commercial|assistante|gerente|jefe|jefa|directora|presidente|responsable|comercial|ingeniero|ingeniera|direttore|direttrice|responsabile|amministratore|titolare|ingegnere|impiegat[oa]|directeur|bestuurder|hoofd|verkoper|inkoper|medewerker|eigenaar|diretor|diretora|gestor|gestora|coordenador|coordenadora|analista|engenheiro|försäljning|säljare|chef|vd|konsult|salgssjef|daglig leder|dyrektor|kierownik|prezes|specjalista|ředitel|jednatel|директор|менеджер|руководитель)\b/iu;
const legalForm =
  /(?:^|[\s,])(?:gmbh(?: ?& ?co\.? ?kg)?|ag|kg|ohg|ug|e\.?k\.?|se|inc\.?|incorporated|llc|l\.l\.c\.|llp|ltd\.?|limited|plc|corp\.?|corporation|company|co\.|group|holding|s\.?a\.?s?\.?|sarl|s\.?à\.?r\.?l\.?|eurl|s\.?l\.?u?\.?|s\.?r\.?l\.?|s\.?p\.?a\.?|b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|ab|oy|oyj|a\/s|aps|as|asa|sp\. ?z ?o\.? ?o\.?|s\.?r\.?o\.?|a\.?s\.?|kft\.?|zrt\.?|d\.?o\.?o\.?|pty\.?(?: ltd\.?)?|pvt\.?(?: ltd\.?)?|k\.?k\.?|株式会社|有限公司|ооо|ао|ltda\.?|s\.a\. de c\.v\.)(?:$|[\s,.|])/iu;

/**
 * Parts a signature that stands without a delimiter from the words above it: below "Best regards" (or as the last block) a few short lines of which
 * one is a phone, an address or a link. Without such facts nothing is cut: a name below a greeting is part of what was written.
 */
export function partSignature(own: string): { text: string; signature: string } {
  const lines = own.split('\n');
  const from = Math.max(0, lines.length - mostSignatureLines - 10);
  for (let i = lines.length - 1; i >= from; i--) {
    if (!closing.test(lines[i] ?? '')) continue;
    return isSignature(lines.slice(i + 1)) ? parted(lines, i + 1) : { text: own, signature: '' };
  }
  // No greeting: the last block, when it holds two kinds of facts.
  let start = lines.length;
  while (start > from && (lines[start - 1] ?? '').trim() !== '') start--;
  const block = lines.slice(start);
  return start > 0 && block.length >= 2 && isSignature(block) && kindsOfFacts(block) >= 2
    ? parted(lines, start)
    : { text: own, signature: '' };
}

function parted(lines: readonly string[], at: number): { text: string; signature: string } {
  return { text: lines.slice(0, at).join('\n').trimEnd(), signature: lines.slice(at).join('\n').trim() };
}

function isSignature(lines: readonly string[]): boolean {
  const written = lines.filter((line) => line.trim() !== '');
  if (written.length < 1 || written.length > mostSignatureLines) return false;
  // Lines of sentences are words to the reader, not a signature.
  if (written.filter((line) => line.length > mostLineLength || /\p{Ll}{2}[.!?]\s*$/u.test(line)).length > written.length / 3) return false;
  return kindsOfFacts(written) >= 1;
}

function kindsOfFacts(lines: readonly string[]): number {
  const text = lines.join('\n');
  return (
    [
      phonesIn(text, undefined).length > 0,
      email.test(text),
      text.search(url) >= 0,
      lines.some((line) => legalForm.test(line)),
      jobTitle.test(text),
    ].filter(Boolean).length - (jobTitle.test(text) && lines.length < 3 ? 1 : 0)
  );
}

function phonesIn(text: string, region: string | undefined): string[] {
  const phones = new Set<string>();
  for (const line of text.split('\n')) {
    if (line.length > 300) continue;
    const bare = line.replace(url, (link) => ' '.repeat(link.length));
    for (const match of bare.matchAll(phone)) {
      const before = bare.slice(Math.max(0, match.index - 24), match.index);
      const digits = match[0].replace(/\D/g, '');
      if (digits.length < 7 || digits.length > 15 || fax.test(before) || notPhone.test(before)) continue;
      if (/^\s*\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\s*$/.test(match[0])) continue;
      const isSure =
        /^\s*(?:\+|00)/.test(match[0]) ||
        phoneLabel.test(before) ||
        (/^\s*[(0]/.test(match[0]) && digits.length >= 9) ||
        /^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/.test(match[0].trim());
      if (!isSure) continue;
      const written = match[0]
        .trim()
        .replace(/^00(?=[1-9])/, '+')
        .replace(/\(0\)/, '');
      phones.add(e164(written, region) ?? match[0].trim().replace(/\s+/g, ' '));
    }
  }
  return [...phones].slice(0, 5);
}

/**
 * What a signature says about its writer. Name and company are taken only where they agree with the sender's name or domain, or carry a legal form;
 * phones in E.164 where they name their country or `region` (ISO 3166) is given. `undefined` when it says nothing.
 */
export function signatureFacts(signature: string, from: Party | undefined, region: string | undefined): SignatureFacts | undefined {
  const lines = signature
    .slice(0, 4_000)
    .split('\n')
    .map((line) => line.replace(/[*_|]{1,3}/g, (signs) => (signs.includes('|') ? '|' : '')).trim())
    .filter((line) => line !== '')
    .slice(0, mostSignatureLines);
  const text = lines.join('\n');
  const phones = phonesIn(text, region);
  const urls = [...new Set([...text.matchAll(url)].map((match) => match[0].replace(/[.,;:!?]+$/, '')))].slice(0, 5);
  const pieces = lines.flatMap((line) => line.split(/\s+[|•·–—-]\s+|,\s+(?=\p{Lu})|\s{3,}/u)).map((piece) => piece.trim());
  const words = pieces.filter(
    (piece) => piece.length >= 2 && piece.length <= 80 && !email.test(piece) && !/\d{3}|https?:|www\./i.test(piece),
  );
  const name = words.find((piece) => isNameOf(piece, from));
  const company = words.find((piece) => piece !== name && (legalForm.test(piece) || isDomainsCompany(piece, from)));
  const title = words.find(
    (piece) => piece !== name && piece !== company && piece.length <= 60 && jobTitle.test(piece) && /^\p{Lu}|^\p{Lo}/u.test(piece),
  );
  if (name === undefined && title === undefined && company === undefined && phones.length === 0 && urls.length === 0) return undefined;
  return { name, title, company, phones, urls };
}

/** The sender's own name: its words stand in the address book's name or in the address. */
function isNameOf(piece: string, from: Party | undefined): boolean {
  if (!/^(?:\p{Lu}[\p{L}.'’-]*\s?){2,4}$/u.test(`${piece}`) && !/^\p{Lo}{2,8}$/u.test(piece)) return false;
  const known = plainLetters(`${from?.name ?? ''} ${from?.address.split('@')[0] ?? ''}`);
  const words = plainLetters(piece)
    .split(/[\s.]+/)
    .filter((word) => word.length > 2);
  return words.length > 0 && words.some((word) => known.includes(word)) && !legalForm.test(piece);
}

function isDomainsCompany(piece: string, from: Party | undefined): boolean {
  const label = from?.address.split('@')[1]?.split('.').at(-2) ?? '';
  const key = plainLetters(piece).replace(/[^a-z0-9]/g, '');
  return label.length > 3 && key.length > 3 && (key.startsWith(label) || label.startsWith(key)) && /^\p{Lu}/u.test(piece);
}
