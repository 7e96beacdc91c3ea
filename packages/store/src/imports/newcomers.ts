import type { WorkspaceTransaction } from '../engine/index.ts';

/**
 * Remembers of which tables this workspace had no row when the file was opened: into those, rows are written without looking first
 * whether they stand there. Should the file tell the same record twice, the table's unique index refuses the second; `doubt` then has
 * every later batch look.
 */
export class Newcomers {
  readonly #isEmpty = new Map<string, boolean>();

  /** @param table such as `app.contacts` */
  async areAll(tx: WorkspaceTransaction, table: string): Promise<boolean> {
    let isEmpty = this.#isEmpty.get(table);
    if (isEmpty === undefined) {
      const [some] = await tx.raw(`select from ${table} order by id limit 1`);
      isEmpty = some === undefined;
      this.#isEmpty.set(table, isEmpty);
    }
    return isEmpty;
  }

  /** Returns false when everything was looked up anyway. */
  doubt(): boolean {
    const trusted = [...this.#isEmpty].filter(([, isEmpty]) => isEmpty);
    for (const [table] of trusted) this.#isEmpty.set(table, false);
    return trusted.length > 0;
  }
}
