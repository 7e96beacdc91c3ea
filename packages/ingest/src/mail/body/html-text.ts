import { decodeEntities } from './entities.ts';

/** Of HTML so many characters are read, and so much text is made: beyond lies no mail that a person wrote. */
const mostHtml = 3 << 20;
const mostText = 1 << 20;
const mostQuoteDepth = 12;

const blocks = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const spaced = new Set('p h1 h2 h3 h4 h5 h6 blockquote pre ul ol'.split(' '));
const silent = new Set('head style script title noscript template svg object select textarea'.split(' '));

/** Quotes that mail programs mark by a class or id rather than by a blockquote; what follows is the older mail. */
const olderMail =
  /\b(?:divRplyFwdMsg|OLK_SRC_BODY_SECTION|yahoo_quoted|ymail_android_signature_quote|reply-intro|gmail_extra_quote|protonmail_quote|tutanota_quote|zmail_extra|appendonsend|mail-editor-reference-message-container|stopSpelling|replySplit|isReplyContent|x_divRplyFwdMsg|_rp_)\b/;
const signature =
  /\b(?:gmail_signature|moz-signature|AppleMailSignature|lineBreakAtBeginningOfSignature|ms-outlook-mobile-signature|zimbra_signature|protonmail_signature_block|x_Signature|tutanota_signature)\b|\bid=["']?Signature\b/;
/** Blockquotes that only indent. */
const indent = /border:\s*none|webkit-indent-blockquote|margin:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+40px/;

/** Written in place of what a mail program marks as the older mail; `trimReply` knows it as it knows people's own. */
const olderMailLine = '-----Original Message-----';

/**
 * Text of an HTML mail in the conventions of plain mail: quotes (`blockquote`) as lines with `>`, a marked signature after `-- `, a marked
 * older mail after "-----Original Message-----". One pass; cost is linear whatever is nested or left open.
 *
 * html-to-text takes three times as long, overflows the call stack at some thousand open tags, and loses the marks.
 */
export function textOfHtml(html: string): string {
  const writer = new TextWriter();
  const source = html.length > mostHtml ? html.slice(0, mostHtml) : html;
  let position = 0;
  let preformatted = 0;
  /** What was looked for behind some place and not found is not looked for again: else a mail of open tags costs its length squared. */
  const neverClosed = new Set<string>();
  while (position < source.length && writer.length < mostText) {
    const open = source.indexOf('<', position);
    if (open !== position) {
      writer.text(source.slice(position, open < 0 ? source.length : open), preformatted > 0);
      if (open < 0) break;
    }
    if (source.startsWith('<!--', open)) {
      const end = neverClosed.has('--') ? -1 : source.indexOf('-->', open + 4);
      if (end < 0) neverClosed.add('--');
      position = end < 0 ? open + 4 : end + 3;
      continue;
    }
    const next = source.charCodeAt(open + 1) | 32;
    const isTag = (next >= 97 && next <= 122) || next === 47 || next === 33 || source[open + 1] === '/' || source[open + 1] === '?';
    if (!isTag) {
      writer.text('<', preformatted > 0);
      position = open + 1;
      continue;
    }
    const end = tagEnd(source, open);
    const isClosing = source[open + 1] === '/';
    const name = tagName(source, open + (isClosing ? 2 : 1));
    if (!isClosing && silent.has(name)) {
      const after = neverClosed.has(name) ? -1 : afterSilent(source, name, end);
      if (after < 0) neverClosed.add(name);
      position = after < 0 ? end : after;
      continue;
    }
    position = end;
    if (name === 'pre') preformatted = Math.max(0, preformatted + (isClosing ? -1 : 1));
    if (name === 'br') writer.line();
    else if (name === 'td' || name === 'th') writer.text(' ', false);
    else if (blocks.has(name) || name === 'body') {
      const attributes = isClosing ? '' : source.slice(open + 1 + name.length, Math.min(end - 1, open + 600));
      writer.block(spaced.has(name));
      if (name === 'blockquote') writer.quote(isClosing, indent.test(attributes));
      else if (name === 'li' && !isClosing) writer.text('- ', true);
      if (attributes !== '') mark(writer, attributes);
      if (name === 'hr' && !isClosing && !olderMail.test(attributes)) writer.rule();
    } else if ((name === 'span' || name === 'a') && !isClosing && end - open > 20)
      mark(writer, source.slice(open, Math.min(end, open + 300)));
  }
  return writer.finish();
}

function mark(writer: TextWriter, attributes: string): void {
  if (!/\b(?:id|class)\s*=/i.test(attributes)) return;
  if (olderMail.test(attributes)) writer.mark(olderMailLine);
  else if (signature.test(attributes)) writer.mark('-- ');
}

/** Position after the tag's `>`; quotes of attributes may hold one. */
function tagEnd(source: string, open: number): number {
  const simple = source.indexOf('>', open);
  if (simple < 0) return source.length;
  const quote = source.slice(open, simple).match(/["']/g);
  if (!quote || quote.length % 2 === 0) return simple + 1;
  const limit = Math.min(source.length, open + 8_000);
  let within = '';
  for (let i = open; i < limit; i++) {
    const sign = source[i] ?? '';
    if (within !== '') {
      if (sign === within) within = '';
    } else if (sign === '"' || sign === "'") within = sign;
    else if (sign === '>') return i + 1;
  }
  return simple + 1;
}

function tagName(source: string, from: number): string {
  let to = from;
  while (to < from + 20) {
    const code = source.charCodeAt(to) | 32;
    if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57))) break;
    to++;
  }
  return source.slice(from, to).toLowerCase();
}

/** Position after `</name>`; -1 when there is none. */
function afterSilent(source: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\b`, 'gi');
  closing.lastIndex = from;
  const found = closing.exec(source);
  // Left open, a head or a style hides only itself.
  if (!found) return -1;
  const end = source.indexOf('>', found.index);
  return end < 0 ? source.length : end + 1;
}

/** Lines as they come; the open line is kept in pieces, since a mail may be one line of a million. */
class TextWriter {
  #lines: string[] = [];
  #pieces: string[] = [];
  #endsBlank = true;
  #depth = 0;
  #quotes: boolean[] = [];
  #isBlankWanted = false;
  #marked = new Set<string>();
  length = 0;

  text(raw: string, isPreformatted: boolean): void {
    if (isPreformatted) {
      const lines = decodeEntities(raw).split(/\r\n|\r|\n/);
      for (const [index, line] of lines.entries()) {
        if (index > 0) this.line();
        this.#append(line);
      }
      return;
    }
    const text = decodeEntities(raw.replace(/\s{2,}|[\t\n\r\f\v\u200b]/g, ' ')).replaceAll('\u00a0', ' ');
    if (text === ' ') {
      if (!this.#endsBlank) this.#append(text);
    } else this.#append(this.#endsBlank ? text.trimStart() : text);
  }

  #append(text: string): void {
    if (text === '') return;
    if (this.#isBlankWanted && this.#pieces.length === 0) {
      this.#push('');
      this.#isBlankWanted = false;
    }
    this.#pieces.push(text);
    this.#endsBlank = text.endsWith(' ');
    this.length += text.length;
  }

  /** Ends the line, also an empty one. */
  line(): void {
    this.#push(this.#taken());
  }

  #taken(): string {
    const line = this.#pieces.join('').trimEnd();
    this.#pieces = [];
    this.#endsBlank = true;
    return line;
  }

  /** Ends the line if it holds anything; `isSpaced`: an empty line follows before the next text. */
  block(isSpaced: boolean): void {
    const line = this.#taken();
    if (line !== '') this.#push(line);
    if (isSpaced && this.#lines.length > 0) this.#isBlankWanted = true;
  }

  quote(isClosing: boolean, isIndent: boolean): void {
    if (isClosing) {
      if (this.#quotes.pop()) this.#depth--;
      this.#isBlankWanted = true;
    } else if (this.#quotes.length < 10_000) {
      this.#quotes.push(!isIndent);
      if (!isIndent) this.#depth++;
    }
  }

  rule(): void {
    this.block(false);
    this.#push('________________________________');
  }

  /** A line of its own, once: mail programs nest what they mark. */
  mark(line: string): void {
    if (this.#depth > 0 || this.#marked.has(line)) return;
    this.#marked.add(line);
    this.block(false);
    this.#push(line);
  }

  #push(line: string): void {
    this.length++;
    const depth = Math.min(this.#depth, mostQuoteDepth);
    if (depth === 0) {
      // Empty layouts give thousands of empty lines.
      if (line === '' && this.#lines.at(-1) === '' && this.#lines.at(-2) === '') return;
      this.#lines.push(line);
    } else this.#lines.push(line === '' ? '>'.repeat(depth) : `${'>'.repeat(depth)} ${line}`);
  }

  finish(): string {
    this.block(false);
    return this.#lines.join('\n');
  }
}
