import type { ContentLine } from './content-line.ts';

/** What stands between `BEGIN:NAME` and `END:NAME`. */
export interface Component {
  /** Upper case: VCALENDAR, VEVENT, VCARD. */
  readonly name: string;
  readonly lines: ContentLine[];
  readonly children: Component[];
  /** Of its BEGIN. */
  readonly lineNumber: number;
}

/** Containers of others; every other one that is still open when its like begins was not ended. */
const containers = new Set(['VCALENDAR', 'VTIMEZONE']);

const deepest = 20;

/**
 * Groups properties into components; yields each that stands at the top as soon as it ends. `onMended` is told of a component whose end
 * was missing and of properties outside any: what follows is not lost by either.
 */
export function* readComponents(
  lines: Iterable<ContentLine>,
  onMended?: (lineNumber: number, reason: string) => void,
): Generator<Component> {
  const open: Component[] = [];
  let isStrayTold = false;
  for (const line of lines) {
    if (line.name === 'BEGIN') {
      const name = line.value.trim().toUpperCase();
      const isNested = containers.has(name) || isAgent(open.at(-1)?.lines.at(-1));
      const like = isNested ? -1 : open.findLastIndex((component) => component.name === name);
      if (like >= 0) {
        onMended?.(line.lineNumber, `${name} begins within another ${name} that has no END`);
        for (const ended of close(open, like)) yield ended;
      }
      if (open.length < deepest) open.push({ name, lines: [], children: [], lineNumber: line.lineNumber });
      continue;
    }
    if (line.name === 'END') {
      const name = line.value.trim().toUpperCase();
      const index = open.findLastIndex((component) => component.name === name);
      if (index < 0) onMended?.(line.lineNumber, `END:${name.slice(0, 40)} without its BEGIN`);
      else {
        if (index < open.length - 1) onMended?.(line.lineNumber, `${open.at(-1)?.name} has no END`);
        for (const ended of close(open, index)) yield ended;
      }
      continue;
    }
    const current = open.at(-1);
    if (current) current.lines.push(line);
    else if (!isStrayTold) {
      isStrayTold = true;
      onMended?.(line.lineNumber, `${line.name.slice(0, 40)} stands outside BEGIN and END`);
    }
  }
  const last = open.at(-1);
  if (last) onMended?.(last.lineNumber, `${last.name} has no END: the file ends within it`);
  yield* close(open, 0);
}

/** A card within a card: vCard 2.1's assistant. */
function isAgent(line: ContentLine | undefined): boolean {
  return line?.name === 'AGENT' && line.value.trim() === '';
}

/** Closes the components from `index` on; what stood at the top is given back. */
function close(open: Component[], index: number): Component[] {
  while (open.length > index) {
    const ended = open.pop();
    if (!ended) break;
    const parent = open.at(-1);
    if (!parent) return [ended];
    parent.children.push(ended);
  }
  return [];
}

/** The first property of a name. */
export function lineOf(component: Component, name: string): ContentLine | undefined {
  for (const line of component.lines) if (line.name === name) return line;
  return undefined;
}

export function linesOf(component: Component, name: string): ContentLine[] {
  return component.lines.filter((line) => line.name === name);
}
