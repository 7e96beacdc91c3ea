import { type Actor, imports, inWorkspace, NotFound } from '@windshield/store';
import type { Services } from '../services.ts';
import { csvLine } from './csv-line.ts';

/**
 * Rows that could not be used, as a CSV file of the same columns and why, read while they are sent.
 *
 * @throws NotFound
 */
export async function rejectedCsv(services: Services, actor: Actor, importId: string, fileNo: number): Promise<Response> {
  const { app } = services.pools;
  const { name, header } = await inWorkspace(app, actor, async (tx) => {
    const file = (await imports.importState(tx, importId))?.files.find((one) => one.fileNo === fileNo);
    if (!file) throw new NotFound('file of an import', `${importId} ${fileNo}`);
    return { name: fileName(file.path), header: await imports.rejectedHeader(tx, importId, fileNo) };
  });
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const text = new TextEncoder();
  const width = header.length - 3;
  const send = inWorkspace(app, actor, async (tx) => {
    await writer.write(text.encode(`\uFEFF${csvLine(header)}`));
    for await (const { cells, line, column, reason } of imports.rejectedRows(tx, importId, fileNo)) {
      const padded = Array.from({ length: Math.max(width, cells.length) }, (_, i) => cells[i] ?? '');
      await writer.write(text.encode(csvLine([...padded, String(line), column ?? '', reason])));
    }
    await writer.close();
  });
  send.catch((error) => writer.abort(error).catch(() => {}));
  return new Response(readable, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}

const fileName = (path: string) =>
  `${(path.split('/').at(-1) ?? 'rows').replace(/\.[^.]*$/, '').replaceAll(/[^\w .-]/g, '_')} rejected.csv`;
