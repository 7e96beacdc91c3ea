/** An element of XML by its local name: prefixes are each server's own choice, and no two namespaces of WebDAV share a name that is read here. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: string;
  readonly children: XmlElement[];
  text: string;
}

const deepest = 60;
const mostElements = 2_000_000;

/**
 * Reads XML as WebDAV servers write it. No document types and no entities but the five of XML and numbers, so that nothing can be made to
 * grow or be fetched. Time and memory are linear in the text. `undefined` for what is no XML.
 */
export function readXml(text: string): XmlElement | undefined {
  const root: XmlElement = { name: '', attributes: '', children: [], text: '' };
  const open: XmlElement[] = [root];
  let count = 0;
  let at = 0;
  while (at < text.length) {
    const tag = text.indexOf('<', at);
    const current = open.at(-1) ?? root;
    if (tag > at) current.text += unescaped(text.slice(at, tag));
    if (tag < 0) {
      if (text.slice(at).trim() !== '' && open.length === 1) return undefined;
      break;
    }
    if (text.startsWith('<![CDATA[', tag)) {
      const end = text.indexOf(']]>', tag);
      if (end < 0) return undefined;
      current.text += text.slice(tag + 9, end);
      at = end + 3;
      continue;
    }
    if (text.startsWith('<!--', tag)) {
      const end = text.indexOf('-->', tag);
      if (end < 0) return undefined;
      at = end + 3;
      continue;
    }
    if (text.startsWith('<!', tag)) return undefined;
    const end = endOfTag(text, tag);
    if (end < 0) return undefined;
    at = end + 1;
    if (text[tag + 1] === '?') continue;
    if (text[tag + 1] === '/') {
      if (open.length < 2 || localName(text.slice(tag + 2, end)) !== current.name) return undefined;
      open.pop();
      continue;
    }
    const isEmpty = text[end - 1] === '/';
    const inside = text.slice(tag + 1, isEmpty ? end - 1 : end);
    const blank = inside.search(/\s/);
    const element: XmlElement = {
      name: localName(blank < 0 ? inside : inside.slice(0, blank)),
      attributes: blank < 0 ? '' : inside.slice(blank),
      children: [],
      text: '',
    };
    if (element.name === '' || ++count > mostElements || open.length > deepest) return undefined;
    current.children.push(element);
    if (!isEmpty) open.push(element);
  }
  return open.length === 1 ? root.children[0] : undefined;
}

/** The `>` that ends a tag: one within quotes does not. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let i = from + 1; i < text.length; i++) {
    const sign = text[i];
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return i;
  }
  return -1;
}

function localName(name: string): string {
  return name
    .slice(name.indexOf(':') + 1)
    .trim()
    .toLowerCase();
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9a-f]{1,6}|\w{1,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The first descendant along these names. */
export function find(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of names) found = found?.children.find((child) => child.name === name);
  return found;
}

export function attribute(element: XmlElement, name: string): string | undefined {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(element.attributes.slice(0, 2_000));
  return found?.[1] ?? found?.[2];
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
