import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../app/problem.ts';
import { receiveFiles } from './upload.ts';

const place = fs.mkdtempSync(path.join(tmpdir(), 'windshield-upload-'));
afterAll(() => fs.rmSync(place, { recursive: true, force: true }));

let uploads = 0;
async function upload(...files: readonly (readonly [name: string, text: string])[]) {
  const body = new FormData();
  for (const [name, text] of files) body.append('files', new File([text], name));
  const folder = path.join(place, `upload-${++uploads}`);
  const received = await receiveFiles(new Request('http://any/', { method: 'POST', body }), folder);
  return { folder, names: received.map((file) => path.relative(folder, file)) };
}

describe('an upload', () => {
  it('stays in its folder, whatever its names say', async () => {
    const { folder } = await upload(['../../../out.csv', 'a'], ['..\\..\\out.csv', 'b'], ['/etc/out.csv', 'c']);
    expect(fs.readdirSync(place).filter((name) => name.startsWith('out'))).toEqual([]);
    const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files).toHaveLength(3);
  });

  it('takes names that are long in bytes, and folders within folders within folders', async () => {
    const { names } = await upload([`${'Ж'.repeat(180)}.csv`, 'a']);
    expect(names[0]).toMatch(/^Ж+\.csv$/);
    await expect(upload([`${'deep/'.repeat(900)}x.csv`, 'a'])).resolves.toMatchObject({ names: ['deep'] });
  });

  it('keeps both of two files with one name', async () => {
    const { folder, names } = await upload(['deals.csv', 'first'], ['deals.csv', 'second']);
    expect(names.map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).sort()).toEqual(['first', 'second']);
  });

  it('says so when a file and a folder have one name, and leaves nothing behind', async () => {
    const refused = upload(['x/y.csv', 'a'], ['x', 'b']);
    await expect(refused).rejects.toBeInstanceOf(ProblemError);
    await expect(upload(['x', 'a'], ['x/y.csv', 'b'])).rejects.toMatchObject({ code: 'invalid' });
    expect(fs.existsSync(path.join(place, `upload-${uploads}`))).toBe(false);
  });

  it('can be read by nobody else on the machine', async () => {
    const { folder } = await upload(['folder/deals.csv', 'a']);
    expect(fs.statSync(folder).mode & 0o077).toBe(0);
    expect(fs.statSync(path.join(folder, 'folder/deals.csv')).mode & 0o077).toBe(0);
  });
});
