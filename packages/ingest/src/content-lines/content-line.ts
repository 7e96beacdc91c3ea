/** One property of iCalendar (RFC 5545, 3.1) or vCard (RFC 6350, 3.3), unfolded. */
export interface ContentLine {
  /** Upper case. */
  readonly name: string;
  /** Of `item1.EMAIL` the part before the dot, in lower case. */
  readonly group?: string | undefined;
  readonly params: readonly LineParameter[];
  /** As written: escapes and encodings still stand. Empty when the property was passed over (pictures and other attachments). */
  readonly value: string;
  /** Of its first line in the file, from 1. */
  readonly lineNumber: number;
}

export interface LineParameter {
  /** Upper case; of vCard 2.1's bare words (`TEL;HOME:`) `TYPE`. */
  readonly name: string;
  readonly values: readonly string[];
}

/** The first value of a parameter. */
export function parameter(line: ContentLine, name: string): string | undefined {
  for (const param of line.params) if (param.name === name) return param.values[0];
  return undefined;
}

/** All values of a parameter, however often it stands. */
export function parameterValues(line: ContentLine, name: string): string[] {
  return line.params.flatMap((param) => (param.name === name ? param.values : []));
}

/** Properties whose values are times: of them nothing holds a colon, so the last one begins the value (`TZID=(UTC+01:00) Berlin:2026…`). */
const timed = new Set(['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE', 'DUE']);

const mostParameters = 100;

/**
 * Reads one unfolded line; `undefined` when it is none. Time grows with its length alone.
 */
export function parseContentLine(text: string, lineNumber: number): ContentLine | undefined {
  const nameEnd = endOfName(text);
  if (nameEnd < 1) return undefined;
  const written = text.slice(0, nameEnd).trim();
  const dot = written.lastIndexOf('.');
  const name = written.slice(dot + 1).toUpperCase();
  const group = dot > 0 ? written.slice(0, dot).toLowerCase() : undefined;
  if (text[nameEnd] === ':') return { name, group, params: [], value: text.slice(nameEnd + 1), lineNumber };
  const params: LineParameter[] = [];
  const valueAt = readParameters(text, nameEnd, params);
  if (timed.has(name)) return timedLine(text, { name, group, params, value: text.slice(valueAt), lineNumber }, valueAt);
  return valueAt < 0 ? undefined : { name, group, params, value: text.slice(valueAt), lineNumber };
}

/** Gives back to the zone what its colons took: `TZID=(UTC+01:00) Berlin:2026…`, `TZID="Berlin:2026…"`. */
function timedLine(text: string, line: ContentLine, valueAt: number): ContentLine | undefined {
  const last = text.lastIndexOf(':');
  if (last < 0 || last + 1 === valueAt) return valueAt < 0 ? undefined : line;
  const value = text.slice(last + 1).replace(/"\s*$/, '');
  const zone = line.params.at(-1);
  if (zone?.name !== 'TZID') return { ...line, value };
  const whole = valueAt < 0 ? (zone.values[0]?.split(':')[0] ?? '') : `${zone.values.join(',')}:${text.slice(valueAt, last)}`;
  return { ...line, params: [...line.params.slice(0, -1), { name: 'TZID', values: [whole] }], value };
}

/** Where `;` or `:` ends the name; -1 when something else than a name stands there. */
function endOfName(text: string): number {
  const last = Math.min(text.length, 80);
  for (let i = 0; i < last; i++) {
    const code = text.charCodeAt(i);
    if (code === 58 || code === 59) return i;
    const isNameSign =
      (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 46 || code === 95;
    if (!isNameSign && code !== 32 && code !== 9) return -1;
    if (!isNameSign && !/^[ \t]*[:;]/.test(text.slice(i, last))) return -1;
  }
  return -1;
}

/** Reads parameters from the `;` at `from`; the index of the value behind the colon, -1 when there is no colon. */
function readParameters(text: string, from: number, params: LineParameter[]): number {
  let at = from;
  while (text[at] === ';') {
    let end = at + 1;
    while (end < text.length && text[end] !== '=' && text[end] !== ';' && text[end] !== ':') end++;
    const word = text.slice(at + 1, end).trim();
    if (text[end] !== '=') {
      if (word !== '' && params.length < mostParameters) params.push({ name: 'TYPE', values: [word] });
      at = end;
      continue;
    }
    const values: string[] = [];
    do {
      const value = readParameterValue(text, end + 1);
      if (values.length < mostParameters) values.push(value.text);
      end = value.end;
    } while (text[end] === ',');
    if (params.length < mostParameters) params.push({ name: word.toUpperCase(), values });
    at = end;
  }
  return text[at] === ':' ? at + 1 : -1;
}

function readParameterValue(text: string, from: number): { text: string; end: number } {
  if (text[from] === '"') {
    const close = text.indexOf('"', from + 1);
    if (close > 0) {
      let end = close + 1;
      while (end < text.length && text[end] !== ',' && text[end] !== ';' && text[end] !== ':') end++;
      return { text: withoutCarets(text.slice(from + 1, close) + text.slice(close + 1, end)), end };
    }
  }
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== ';' && text[end] !== ':') {
    if (text[end] === '\\') end++;
    end++;
  }
  end = Math.min(end, text.length);
  return { text: withoutCarets(text.slice(from, end).replace(/\\([\\,;:])/g, '$1')), end };
}

const carets: Readonly<Record<string, string>> = { '^n': '\n', '^N': '\n', '^^': '^', "^'": '"' };

/** RFC 6868. */
function withoutCarets(text: string): string {
  return text.includes('^') ? text.replace(/\^[nN^']/g, (pair) => carets[pair] ?? pair) : text;
}
