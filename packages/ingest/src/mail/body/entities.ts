/** Entities that stand in mail; the others are left as written. */
const named: Record<string, string> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', zwnj: '', zwj: '', shy: '', lrm: '', rlm: '',
  copy: '©', reg: '®', trade: '™', deg: '°', middot: '·', bull: '•', hellip: '…', ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', sbquo: '‚',
  ldquo: '“', rdquo: '”', bdquo: '„', laquo: '«', raquo: '»', lsaquo: '‹', rsaquo: '›', euro: '€', pound: '£', yen: '¥', cent: '¢', sect: '§',
  para: '¶', times: '×', divide: '÷', plusmn: '±', frac12: '½', frac14: '¼', frac34: '¾', sup2: '²', sup3: '³', iexcl: '¡', iquest: '¿',
  ordf: 'ª', ordm: 'º', micro: 'µ', rarr: '→', larr: '←', szlig: 'ß', agrave: 'à', aacute: 'á', acirc: 'â', atilde: 'ã', auml: 'ä', aring: 'å',
  aelig: 'æ', ccedil: 'ç', egrave: 'è', eacute: 'é', ecirc: 'ê', euml: 'ë', igrave: 'ì', iacute: 'í', icirc: 'î', iuml: 'ï', eth: 'ð', ntilde: 'ñ',
  ograve: 'ò', oacute: 'ó', ocirc: 'ô', otilde: 'õ', ouml: 'ö', oslash: 'ø', ugrave: 'ù', uacute: 'ú', ucirc: 'û', uuml: 'ü', yacute: 'ý',
  thorn: 'þ', yuml: 'ÿ', oelig: 'œ', scaron: 'š', zcaron: 'ž', ccaron: 'č', rcaron: 'ř', ecaron: 'ě', lstrok: 'ł', sacute: 'ś', zdot: 'ż',
}; // biome-ignore format: a table

/** Those whose capital differs: `&Auml;` and `&auml;`. */
const capitals = /^[A-Z]/;

/** Replaces the entities of HTML text by their signs. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][a-zA-Z\d]{1,9}));?/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return signOf(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (code === 0xa0 || code === 0) return ' ';
    // Windows' page is meant where the numbers of control signs stand.
    if (code >= 0x80 && code < 0xa0) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
    return code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? '\ufffd' : String.fromCodePoint(code);
  });
}

function signOf(name: string): string | undefined {
  if (Object.hasOwn(named, name)) return named[name];
  const lower = name.toLowerCase();
  if (!Object.hasOwn(named, lower)) return undefined;
  const sign = named[lower] ?? '';
  return capitals.test(name) && /^\p{L}$/u.test(sign) ? sign.toUpperCase() : sign;
}
