/**
 * Gives each person a number, in the order of first use. One mailbox is one person however its address is written: `Ana@Firma.de`,
 * `ana@firma.de` and `Ana Ruiz <ana@firma.de>`. What holds no address is taken as it stands.
 */
export class EventPeople {
  /** As first written. */
  readonly names: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #spelled = new Map<string, number>();

  of(name: string): number {
    const spelled = this.#spelled.get(name);
    if (spelled !== undefined) return spelled;
    const key = personKey(name);
    const place = this.#places.get(key) ?? this.names.push(name) - 1;
    this.#places.set(key, place);
    this.#spelled.set(name, place);
    return place;
  }

  /** How many spellings there were beyond one for each person. */
  get otherSpellings(): number {
    return this.#spelled.size - this.names.length;
  }
}

function personKey(name: string): string {
  const open = name.lastIndexOf('<');
  const inBrackets = open !== -1 && name.endsWith('>') ? name.slice(open + 1, -1).trim() : name;
  return inBrackets.includes('@') ? inBrackets.toLowerCase() : name;
}
