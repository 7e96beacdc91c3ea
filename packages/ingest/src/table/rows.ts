import type { Dialect } from '@windshield/core';
import type { Input } from '../input/input.ts';
import { decoder } from './encoding.ts';
import { type Row, RowScanner } from './scan.ts';

export interface RowChunk {
  readonly rows: readonly Row[];
  readonly bytesRead: number;
  /** Some bytes are no text in the encoding; what they meant is lost. */
  readonly isDamaged: boolean;
}

/** Rows of a file as its bytes arrive, the header and what stands above it included; `width` is how many cells a row should have. `onBytes` sees every byte once. */
export async function* rowsOf(input: Input, dialect: Dialect, width: number, onBytes?: (bytes: Buffer) => void): AsyncGenerator<RowChunk> {
  const text = decoder(dialect.encoding);
  const scanner = new RowScanner(dialect, width);
  const stream = await input.open();
  let bytesRead = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    bytesRead += bytes.length;
    onBytes?.(bytes);
    const rows: Row[] = [];
    const decoded = text.write(bytes);
    const isDamaged = decoded.includes('\ufffd');
    scanner.write(withoutNul(decoded, dialect), rows);
    if (rows.length > 0 || isDamaged) yield { rows, bytesRead, isDamaged };
  }
  const rows: Row[] = [];
  scanner.write(withoutNul(text.end(), dialect), rows);
  scanner.end(rows);
  yield { rows, bytesRead, isDamaged: false };
}

/** NUL bytes are leftovers of databases, never text; PostgreSQL refuses them. */
function withoutNul(text: string, dialect: Dialect): string {
  return dialect.escape !== '\0' && text.includes('\0') ? text.replaceAll('\0', '') : text;
}
