/** "wrote", in the languages in which mail programs introduce a quote. Words of scripts without blanks stand anywhere. */
const wrote = new RegExp(
  `(?:(?<![\\p{L}])(?:${[
    'wrote|writes|has written|said|sent',
    'schrieb|schreibt|geschrieben|hat geschrieben',
    'a [eé]crit|[eé]crivait|[eé]crit',
    'escribi[oó]|ha escrito|va escriure|escrigué|escribiu',
    'ha scritto|scrive|scrisse',
    'escreveu|escreve',
    'schreef|geschreven|schrijft',
    'skrev|skriver|skreiv',
    'kirjoitti|kirjoittaa|kirjutas',
    'napisał(?:\\(a\\)|a)?|pisze|napsal(?:\\(a\\)|a)?|nap[ií]sal(?:\\(a\\)|a)?|napisao|napisala|piše|je napisal(?:\\(a\\)|a)?',
    'написал(?:\\(а\\)|а)?|пишет|пише|написав(?:\\(ла\\))?|написа|каза',
    'a scris|írta|yazdı|şunu yazdı|şunları yazdı|έγραψε|rakstīja|parašė|rašė',
    'viết|đã viết|menulis|sumulat',
    'כתב(?:ה)?|كتب(?:ت)?|نوشت',
  ].join('|')})(?![\\p{L}])|写道|寫道|撰写|さん(?:は|が)?書きました|書きました|のメール|님이 (?:작성|쓴)|작성|เขียน(?:ว่า)?|ने लिखा)`,
  'iu',
);

/** How such lines begin: "On", "Am", "Le", a weekday, a date. */
const opening =
  /^[\s>*"'-]*(?:(?:on|at|in|am|le|el|il|em|op|den|dnia|w dniu|dne|dňa|på|pe data de|la|a|v|vào|pada|tarihinde|στις|о|на|в|в(?:о)?|у|ב-?|في|بتاريخ|在|于|於|ngày)[\s,]?(?=.{0,30}\d)|\p{L}{2,14}[.,]{1,2} ?(?:\d|\p{L}{2,12} \d)|\d{1,4}[-./年 ]{1,2}(?:\d{1,2}|\p{L}{2,12}))/iu;

const address = /<[^<>\s]{1,100}@[^<>\s]{1,200}>|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,100}/;
const time = /\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d年|\d月|\d{1,2}\. ?\p{L}{3,10}/u;
const datedAddress =
  /^[\s>]*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ ,].{0,20})?(?: GMT[+-]\d{1,2}:?\d{0,2} .{1,100}| .{0,100}<[^<>\s]{1,100}@[^<>\s]{1,100}>):?$/;
/** Zoho and others frame the line: "---- On Tue, 22 Dec 2015 … wrote ----". */
const framed = /^[\s>]*-{2,6} ?.{5,300} ?-{2,6}$/;

const mostLines = 5;
const mostLength = 420;

/**
 * The line that introduces the older mail ("On Tuesday … wrote:"), which may run over several: where it begins, when it ends at line `end`; else
 * `undefined`. Looks back at most five lines.
 */
export function introductionEndingAt(lines: readonly string[], end: number): number | undefined {
  const last = lines[end] ?? '';
  if (last.length > mostLength) return undefined;
  const text = last.trimEnd();
  if (datedAddress.test(text)) return end;
  const closes = /[:：]\*?$|[:：]\s*<?$/.test(text) || (framed.test(text) && wrote.test(text));
  if (!closes) return undefined;
  let joined = '';
  let found: number | undefined;
  for (let start = end; start >= 0 && start > end - mostLines - 1; start--) {
    const line = unquoted(lines[start] ?? '');
    if (line === '') {
      // "On … Some One", an empty line, "<", the address, "> wrote:": only where the address stands alone.
      if (!/^<\s*(?:mailto:|<|\S+@)/.test(joined) || !opening.test(lines[start - 1] ?? '')) break;
      continue;
    }
    joined = joined === '' ? line : `${line} ${joined}`;
    if (joined.length > mostLength) break;
    if (found !== undefined) {
      if (opening.test(line) && time.test(line) && !/[.!?]$/.test(line) && isWhole(joined)) return start;
      continue;
    }
    if (isWhole(joined)) found = start;
    if (found !== undefined && opening.test(line)) return found;
  }
  return found;
}

/** Whether a line right above a quote introduces it: "Ben wrote:", "Quoting Ben <ben@b.example>:", "* Ben <ben@b.example> [date]:". */
export function introducesQuote(line: string): boolean {
  return line.length < 200 && /(?:[:：]|\.\.\.)\s*$/.test(line) && (address.test(line) || wrote.test(line) || quoting.test(line));
}

const quoting = /^\s*(?:quoting|zitat von|zitiere|citando|citation de|cytat|цитирую)(?!\p{L})/iu;

function isWhole(text: string): boolean {
  if (isOpen(text)) return false;
  if (!wrote.test(text)) return opening.test(text) && address.test(text) && time.test(text) && /[:：]$/.test(text);
  return address.test(text) || (opening.test(text) && time.test(text)) || (framed.test(text) && time.test(text));
}

/** A bracket that closes without having opened: the line goes on above. */
function isOpen(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === '<') depth++;
    else if (sign === '>' && --depth < 0) return true;
  }
  return false;
}

/** Without the signs of a quote before it; a `>` that closes an address stays. */
function unquoted(line: string): string {
  const quoted = /^(?:>\s?)+(?!\s*(?:wrote|a écrit|schrieb|escribió|:))/i.exec(line);
  return (quoted ? line.slice(quoted[0].length) : line).trim();
}
