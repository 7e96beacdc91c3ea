import { at, escaped } from './markup.ts';

/** Bars of one row each: names to the left, numbers to the right. */
export interface BarRow {
  readonly name: string;
  readonly value: number;
  /** The number in words. */
  readonly said: string;
}

/** Bars from zero, to `most` at least; those below zero go to the left in another colour and with their sign in `said`. */
export function barRows(rows: readonly BarRow[], what: string, most = 0): string {
  const low = Math.min(0, ...rows.map(({ value }) => value));
  const high = Math.max(most, ...rows.map(({ value }) => value));
  const share = (value: number) => (100 * (value - low)) / (high - low || 1);
  const lines = rows.map(({ name, value, said }) => {
    const [from, to] = value < 0 ? [share(value), share(0)] : [share(0), share(value)];
    const picture = `<svg width="100%" height="16" aria-hidden="true"><rect class="track" x="0" y="5" width="100%" height="6" rx="3"/><rect class="${value < 0 ? 'less' : 'bar'}" x="${at(from)}%" y="2" width="${at(to - from)}%" height="12" rx="2"/></svg>`;
    return rowOf(name, picture, said);
  });
  return `<div class="rows" role="img" aria-label="${escaped(`${what}: ${rows.map(({ name, said }) => `${name} ${said}`).join('; ')}.`)}">\n${lines.join('\n')}\n</div>`;
}

/** Values with their intervals around a line at zero: an interval that crosses it may be nothing. */
export function intervalRows(rows: readonly (BarRow & { readonly low: number; readonly high: number })[], what: string): string {
  const low = Math.min(0, ...rows.map((row) => row.low));
  const high = Math.max(0, ...rows.map((row) => row.high));
  const share = (value: number) => 1 + (98 * (value - low)) / (high - low || 1);
  const lines = rows.map(({ name, value, low: from, high: to, said }) => {
    const isSure = from > 0 || to < 0;
    const picture = `<svg width="100%" height="16" aria-hidden="true"><rect class="track" x="0" y="5" width="100%" height="6" rx="3"/><line class="axis" x1="${at(share(0))}%" x2="${at(share(0))}%" y1="0" y2="16"/><line class="interval" x1="${at(share(from))}%" x2="${at(share(to))}%" y1="8" y2="8"/><circle class="${isSure ? 'dot' : 'hollow'}" cx="${at(share(value))}%" cy="8" r="4.5"/></svg>`;
    return rowOf(name, picture, said);
  });
  return `<ul class="key"><li><svg width="28" height="14" aria-hidden="true"><line class="interval" x1="2" x2="26" y1="7" y2="7"/><circle class="dot" cx="14" cy="7" r="4.5"/></svg>surely not zero</li><li><svg width="28" height="14" aria-hidden="true"><line class="interval" x1="2" x2="26" y1="7" y2="7"/><circle class="hollow" cx="14" cy="7" r="4.5"/></svg>may be zero</li></ul>
<div class="rows" role="img" aria-label="${escaped(`${what}: ${rows.map(({ name, said }) => `${name} ${said}`).join('; ')}.`)}">\n${lines.join('\n')}\n</div>`;
}

/** A range that was said, its middle, and what came of it where that is known. */
export interface RangeRow {
  readonly name: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly actual: number | undefined;
  readonly said: string;
}

/** Ranges on one scale from zero: a band for what was likely, a line for its middle, a ring for what happened. */
export function rangeRows(rows: readonly RangeRow[], what: string, inWords: (value: number) => string): string {
  const low = Math.min(0, ...rows.flatMap((row) => [row.low, row.actual ?? row.low]));
  const high = Math.max(...rows.flatMap((row) => [row.high, row.actual ?? row.high]), low + 1e-9);
  const share = (value: number) => 1 + (98 * (value - low)) / (high - low);
  const lines = rows.map(({ name, low: from, middle, high: to, actual, said }) => {
    const ring = actual === undefined ? '' : `<circle class="hollow" cx="${at(share(actual))}%" cy="9" r="4.5"/>`;
    const picture = `<svg width="100%" height="18" aria-hidden="true"><rect class="track" x="0" y="6" width="100%" height="6" rx="3"/><rect class="soft" x="${at(share(from))}%" y="3" width="${at(share(to) - share(from))}%" height="12" rx="3"/><line class="median" x1="${at(share(middle))}%" x2="${at(share(middle))}%" y1="2" y2="16"/>${ring}</svg>`;
    return rowOf(name, picture, said);
  });
  const scale = `<div class="scale" aria-hidden="true"><span>${escaped(inWords(low))}</span><span>${escaped(inWords(high))}</span></div>`;
  return `<ul class="key"><li><svg width="24" height="14" aria-hidden="true"><rect class="soft" width="24" height="12" y="1" rx="3"/></svg>likely (80 %)</li><li><svg width="10" height="14" aria-hidden="true"><line class="median" x1="5" x2="5" y1="0" y2="14"/></svg>middle</li><li><svg width="12" height="14" aria-hidden="true"><circle class="hollow" cx="6" cy="7" r="4.5"/></svg>what happened</li></ul>
<div class="rows" role="img" aria-label="${escaped(`${what}: ${rows.map(({ name, said }) => `${name} ${said}`).join('; ')}.`)}">\n${lines.join('\n')}\n${scale}\n</div>`;
}

/** Two numbers of each row on one scale: what was said as a bar, what happened as a ring. */
export function againstRows(rows: readonly { name: string; said: number; happened: number; words: string }[], what: string): string {
  const high = Math.max(1e-9, ...rows.flatMap(({ said, happened }) => [said, happened]));
  const share = (value: number) => (97 * value) / high;
  const lines = rows.map(({ name, said, happened, words }) => {
    const picture = `<svg width="100%" height="18" aria-hidden="true"><rect class="track" x="0" y="6" width="100%" height="6" rx="3"/><rect class="soft" x="0" y="3" width="${at(share(said))}%" height="12" rx="2"/><circle class="hollow" cx="${at(share(happened) + 0.8)}%" cy="9" r="4.5"/></svg>`;
    return rowOf(name, picture, words);
  });
  return `<ul class="key"><li><svg width="24" height="14" aria-hidden="true"><rect class="soft" width="24" height="12" y="1" rx="2"/></svg>said</li><li><svg width="12" height="14" aria-hidden="true"><circle class="hollow" cx="6" cy="7" r="4.5"/></svg>happened</li></ul>
<div class="rows" role="img" aria-label="${escaped(`${what}: ${rows.map(({ name, words }) => `${name} ${words}`).join('; ')}.`)}">\n${lines.join('\n')}\n</div>`;
}

function rowOf(name: string, picture: string, said: string): string {
  return `<div class="name">${escaped(name)}</div><div class="said">${escaped(said)}</div><div class="picture">${picture}</div>`;
}
