/**
 * What merging and taking back mean, as plainly as it can be said; it shares nothing with the store.
 *
 * 1. A field says what was written into it last, by a person or by a merge that still stands.
 * 2. A value that names a merged record means the record that it was merged into.
 * 3. An address, or a place in a buying group, is whose it was given to; it is seen with the record that one was merged into, once, and
 *    taking it away there takes it away.
 * 4. A merge writes into the kept record the values that were chosen, and where it says nothing the first that another one says.
 */
export type Kind = 'accounts' | 'contacts';
export type Value = string | null;

/** Fields with what they name, if anything. */
export const fieldsOf: Readonly<Record<Kind, Readonly<Record<string, Kind | undefined>>>> = {
  accounts: { city: undefined, industry: undefined },
  contacts: { title: undefined, country: undefined, accountId: 'accounts' },
};

interface Write {
  /** The merge that wrote it; undefined: a person. */
  readonly merge: number | undefined;
  readonly value: Value;
}
interface Merge {
  readonly kind: Kind;
  readonly kept: string;
  readonly gone: readonly string[];
  stands: boolean;
}

export class Definition {
  readonly #cells = new Map<string, Write[]>();
  readonly #merges: Merge[] = [];
  /** `set key` to those it was given to. */
  #given: { readonly set: string; readonly owner: string }[] = [];

  /** Where a record is found. */
  found(id: string): string {
    const into = this.#merges.find(({ gone, stands }) => stands && gone.includes(id));
    return into ? this.found(into.kept) : id;
  }

  isAlone(id: string): boolean {
    return this.found(id) === id;
  }

  write(id: string, field: string, value: Value, merge?: number): void {
    const cell = `${id} ${field}`;
    this.#cells.set(cell, [...(this.#cells.get(cell) ?? []), { merge, value }]);
  }

  /** What was written last and stands. */
  said(id: string, field: string): Value {
    const standing = (this.#cells.get(`${id} ${field}`) ?? []).filter(({ merge }) => merge === undefined || this.#merges[merge]?.stands);
    return standing.at(-1)?.value ?? null;
  }

  /** What is seen in a field. */
  seen(id: string, field: string): Value {
    const said = this.said(id, field);
    return said === null ? null : this.found(said);
  }

  give(owner: string, set: string): void {
    if (!this.has(owner, set)) this.#given.push({ set, owner });
  }

  take(owner: string, set: string): void {
    this.#given = this.#given.filter((one) => one.set !== set || this.found(one.owner) !== owner);
  }

  has(owner: string, set: string): boolean {
    return this.#given.some((one) => one.set === set && this.found(one.owner) === owner);
  }

  merge(kind: Kind, kept: string, gone: readonly string[], chosen: Readonly<Record<string, string>>): number {
    const at = this.#merges.length;
    const writes: [string, Value][] = [];
    for (const field of Object.keys(fieldsOf[kind])) {
      const says = (id: string) => this.said(id, field);
      const from = chosen[field] ?? [kept, ...gone].find((id) => says(id) !== null) ?? kept;
      if (says(from) !== says(kept)) writes.push([field, says(from)]);
    }
    this.#merges.push({ kind, kept, gone, stands: true });
    for (const [field, value] of writes) this.write(kept, field, value, at);
    return at;
  }

  undo(at: number): void {
    const merge = this.#merges[at];
    if (merge) merge.stands = false;
  }

  standing(): number[] {
    return this.#merges.flatMap(({ stands }, at) => (stands ? [at] : []));
  }
}
