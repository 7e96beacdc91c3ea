import fs from 'node:fs';

/** Rows of a CSV file by the names of its columns; the file's quoting is RFC 4180, as `windshield export` writes it. */
export function readCsv(file: string): Record<string, string>[] {
  const [header = [], ...rows] = cells(fs.readFileSync(file, 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
}

function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
