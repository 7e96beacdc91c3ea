import { isDeviceLine } from './device-lines.ts';
import { introducesQuote, introductionEndingAt } from './introductions.ts';
import { isOlderMailMark, olderHeadAt } from './older-mail.ts';

/** A mail's text, taken apart. */
export interface TrimmedReply {
  /** What the person wrote, with the quotes that they answered between their lines. */
  readonly visible: string;
  /** The same without any quote: their own words alone. Empty for a mail that only forwards. */
  readonly own: string;
  /** What follows a signature's delimiter; empty when there is none. */
  readonly signature: string;
}

/** `fence`: a line within ``` that is kept whatever it looks like. */
type LineKind = 'blank' | 'text' | 'quote' | 'introduction' | 'mark' | 'head' | 'rule' | 'device' | 'fence';

/** Of a body so much is looked at: what people write comes first. */
const mostLines = 6_000;
const mostLength = 300_000;
/** So many lines after the last quote are a signature or a list's footer when words stand above the quote as well. */
const mostFooterLines = 6;

/**
 * Cuts quotes, older mail and signatures off a mail's text, in whatever language and by whatever program it was written; answers between
 * quotes are kept. Each line is judged by itself and its neighbours, then the sequence of kinds decides; cost is linear.
 */
export function trimReply(text: string): TrimmedReply {
  const given = text.length > mostLength ? text.slice(0, mostLength) : text;
  let lines = (given.includes('\r') ? given.replace(/\r\n?/g, '\n') : given).split('\n', mostLines).map((line) => line.trimEnd());
  let kinds = kindsOf(lines);
  let signature: string[] = [];
  let isForward = false;

  const cut = (at: number) => {
    lines = lines.slice(0, at);
    kinds = kinds.slice(0, at);
  };
  const keep = (isKept: (index: number) => boolean) => {
    const kept = kinds.map((_, index) => isKept(index));
    lines = lines.filter((_, index) => kept[index]);
    kinds = kinds.filter((_, index) => kept[index]);
  };

  const rule = kinds.indexOf('rule');
  if (rule >= 0) {
    signature = lines.slice(rule + 1);
    const older = kinds
      .slice(rule + 1)
      .findIndex((kind) => kind === 'introduction' || kind === 'mark' || kind === 'head' || kind === 'quote');
    if (older >= 0) signature = signature.slice(0, older);
    cut(rule);
  }
  keep((index) => kinds[index] !== 'device');

  // Older mail that is marked by a line or its head: what stands above it is what was written.
  const older = kinds.findIndex((kind) => kind === 'mark' || kind === 'head');
  if (older >= 0) {
    if (hasText(kinds, 0, older)) cut(older);
    else {
      isForward = true;
      keep((index) => kinds[index] !== 'mark' && kinds[index] !== 'head');
    }
  }
  answersBelow();
  const introduction = kinds.findIndex(
    (kind, index) => kind === 'introduction' && hasText(kinds, 0, index) && isCutHere(lines, kinds, index),
  );
  if (introduction >= 0) cut(introduction);
  keep((index) => kinds[index] !== 'introduction');
  if (hasText(kinds, 0, kinds.length)) cut(lastOwn(kinds) + 1);

  const own = isForward ? '' : lines.filter((_, index) => kinds[index] !== 'quote').join('\n');
  return { visible: withoutEdges(lines.join('\n')), own: withoutEdges(own), signature: withoutEdges(signature.join('\n')) };

  /** One quote above, all words below it: the words alone. */
  function answersBelow(): void {
    const first = kinds.findIndex((kind) => kind !== 'blank');
    if (kinds[first] !== 'introduction') return;
    const lastQuote = Math.max(kinds.lastIndexOf('quote'), kinds.lastIndexOf('introduction'));
    if (!kinds.slice(first, lastQuote).some((kind) => kind === 'quote')) return;
    if (!hasText(kinds, 0, lastQuote) && hasText(kinds, lastQuote, kinds.length)) {
      lines = lines.slice(lastQuote + 1);
      kinds = kinds.slice(lastQuote + 1);
    }
  }
}

function hasText(kinds: readonly LineKind[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (kinds[i] === 'text' || kinds[i] === 'fence') return true;
  return false;
}

function lastOwn(kinds: readonly LineKind[]): number {
  let last = kinds.length - 1;
  while (last >= 0 && kinds[last] !== 'text' && kinds[last] !== 'fence') last--;
  return last;
}

/** Whether nothing below the introduction at `index` is an answer. */
function isCutHere(lines: readonly string[], kinds: readonly LineKind[], index: number): boolean {
  let next = index + 1;
  while (kinds[next] === 'blank' || kinds[next] === 'introduction') next++;
  // Not marked as a quote: all of it is older.
  if (kinds[next] !== 'quote') return true;
  let quotesAfterText = 0;
  let textAfterQuote = 0;
  for (let i = next; i < kinds.length; i++) {
    if (kinds[i] === 'text' || kinds[i] === 'fence') textAfterQuote++;
    else if (kinds[i] === 'quote' && textAfterQuote > 0) quotesAfterText++;
  }
  if (textAfterQuote === 0) return true;
  if (quotesAfterText > 0) return false;
  return textAfterQuote <= mostFooterLines && !isOnlySalutation(lines, kinds, index);
}

/** "Hi Bob," above the quote and the answer below it. */
function isOnlySalutation(lines: readonly string[], kinds: readonly LineKind[], until: number): boolean {
  const above = lines.filter((_, index) => index < until && kinds[index] === 'text');
  return above.length === 1 && /^.{1,40}[,，:!]$/.test(above[0]?.trim() ?? '');
}

function kindsOf(lines: readonly string[]): LineKind[] {
  const kinds: LineKind[] = lines.map(kindOfLine);
  let isFenced = false;
  for (const [index, line] of lines.entries()) {
    if (/^\s{0,3}(?:```|~~~[a-z])/.test(line)) {
      isFenced = isFenced ? false : lines.some((other, at) => at > index && at < index + 500 && /^\s{0,3}```/.test(other));
      kinds[index] = 'fence';
    } else if (isFenced) kinds[index] = 'fence';
  }
  for (let i = 0; i < lines.length; i++) {
    if (kinds[i] === 'blank' || kinds[i] === 'fence') continue;
    const start = introductionEndingAt(lines, i);
    if (start !== undefined) for (let k = start; k <= i; k++) kinds[k] = 'introduction';
    else if (kinds[i] === 'text' && isAboveQuote(kinds, i) && introducesQuote(lines[i] ?? '')) kinds[i] = 'introduction';
    else if (kinds[i] === 'text') {
      const end = olderHeadAt(lines, i);
      if (end !== undefined) for (let k = i; k <= end; k++) kinds[k] = 'head';
    }
  }
  judgeRules(lines, kinds);
  // A device's line is one only where no words of the person follow.
  let isAfterOwn = true;
  for (let i = lines.length - 1; i >= 0; i--) {
    if (kinds[i] === 'device' && !isAfterOwn) kinds[i] = 'text';
    if (kinds[i] === 'text' || kinds[i] === 'fence') isAfterOwn = false;
    else if (kinds[i] !== 'blank' && kinds[i] !== 'device') isAfterOwn = true;
  }
  return kinds;
}

function isAboveQuote(kinds: readonly LineKind[], index: number): boolean {
  return kinds[index + 1] === 'quote' || (kinds[index + 1] === 'blank' && kinds[index + 2] === 'quote');
}

/** `Richard>` and `C>` as old programs quote; `|` as some phones do, but not a table's row. */
const quote = /^\s{0,3}(?:>|＞|[\p{L}]{1,15}>(?:\s|$)|\|(?!.*\|$))/u;
const signatureRule = /^\s*(?:--|—|–|―|⸺|-- |_{5,})\s*$/;
/** Signs without words: rules of all kinds, and the dot that tracking programs leave. */
const anyRule = /^\s*(?:[-_*=+~#•·]{2,}|[-=_*]{1,3}(?: [-=_*]{1,3}){3,}|ᐧ)\s*$/;

function kindOfLine(line: string): LineKind {
  if (line.length > 1_000) return 'text';
  if (/^[\s\u200b\ufeff]*$/.test(line)) return 'blank';
  if (isOlderMailMark(line)) return 'mark';
  if (quote.test(line)) return 'quote';
  if (signatureRule.test(line) || anyRule.test(line)) return 'rule';
  return isDeviceLine(line) ? 'device' : 'text';
}

/**
 * Which rules cut: the signature's own delimiter, a rule above an older mail, and any other with nothing but a signature's few lines below.
 * The others are how people part their text.
 */
function judgeRules(lines: readonly string[], kinds: LineKind[]): void {
  let textBelow = 0;
  let isOlderNext = true;
  for (let i = lines.length - 1; i >= 0; i--) {
    const kind = kinds[i];
    if (kind === 'rule') {
      const isSignature = signatureRule.test(lines[i] ?? '') && textBelow <= 40;
      if (!(isSignature || isOlderNext || textBelow <= 12)) kinds[i] = 'text';
    } else if (kind === 'text' || kind === 'fence') {
      textBelow++;
      isOlderNext = false;
    } else if (kind === 'mark' || kind === 'head' || kind === 'introduction') {
      textBelow = 0;
      isOlderNext = true;
    }
  }
}

/** Without empty lines at both ends, and nothing where only signs of quotes are left; blanks before the first word stay. */
function withoutEdges(text: string): string {
  if (/^[\s>|]*$/.test(text)) return '';
  return text.replace(/^(?:[ \t\u00a0]*\n)+/, '').trimEnd();
}
