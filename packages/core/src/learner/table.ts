/** Numbers of one feature, a value per row; NaN where it is unknown. */
export type NumberColumn = { kind: 'number'; name: string; values: Float64Array };

/** Words of one feature: an index into `levels` per row; -1 where it is unknown. */
export type CategoryColumn = { kind: 'category'; name: string; levels: readonly string[]; codes: Int32Array };

export type Column = NumberColumn | CategoryColumn;

/**
 * Features of many rows, column by column. Inside these typed arrays NaN and -1 stand for "unknown", because they hold nothing else;
 * every learner treats unknown as a state of its own, never as a zero.
 */
export type Table = { rowCount: number; columns: readonly Column[] };
