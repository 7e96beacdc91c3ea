/** A table as it stands in a file: cells as written, trimmed of nothing, '' where empty. Every column has `rowCount` cells. */
export type TextTable = {
  rowCount: number;
  columns: readonly { name: string; cells: readonly string[] }[];
};
