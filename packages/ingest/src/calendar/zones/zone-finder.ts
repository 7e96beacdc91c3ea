import { type Component, lineOf } from '../../content-lines/component.ts';
import { unescapeText } from '../../content-lines/values.ts';
import { zoneOfDefinition } from './vtimezone.ts';
import type { Zone } from './zone.ts';
import { zoneOfHint, zoneOfName } from './zone-names.ts';

/**
 * Finds the zones of one calendar. First what a name says everywhere (IANA, Windows): definitions inside files are often cut to the years
 * that a program needed. Then the file's own definition, then what the name hints at.
 */
export class ZoneFinder {
  readonly #definitions = new Map<string, Component>();
  readonly #found = new Map<string, Zone | undefined>();

  /** @param components All of a calendar; its VTIMEZONEs are looked up in time of need. */
  constructor(components: readonly Component[]) {
    for (const component of components) {
      if (component.name !== 'VTIMEZONE') continue;
      for (const line of component.lines) if (line.name === 'TZID') this.#definitions.set(keyOf(line.value), component);
    }
  }

  /** The zone of a TZID as written, `undefined` when nobody knows it. */
  find(written: string): Zone | undefined {
    const key = keyOf(written);
    if (this.#found.has(key)) return this.#found.get(key);
    const zone = this.#search(written, key);
    if (this.#found.size < 5_000) this.#found.set(key, zone);
    return zone;
  }

  #search(written: string, key: string): Zone | undefined {
    const named = zoneOfName(written);
    if (named) return named;
    const definition = this.#definitions.get(key);
    const location = definition && lineOf(definition, 'X-LIC-LOCATION')?.value;
    return (location && zoneOfName(location)) || (definition && zoneOfDefinition(definition)) || zoneOfHint(written);
  }
}

/** Names are compared without their escapes and quotes: `Kuala Lumpur\, Singapore` is used as `"Kuala Lumpur, Singapore"`. */
function keyOf(name: string): string {
  return unescapeText(name)
    .replace(/^["']+|["']+$/g, '')
    .trim();
}
