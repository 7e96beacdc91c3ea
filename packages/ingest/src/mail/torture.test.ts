import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { testData } from '../testing/test-data.ts';
import { mailFiles, rawMessages, readMessage } from './index.ts';

const root = testData('mail');

test.runIf(root)(
  'every file gives messages or a reason, each within a second, also when it is cut off in the middle',
  async () => {
    const slow: string[] = [];
    let messages = 0;
    let reasons = 0;
    for await (const file of mailFiles([root ?? ''])) {
      if ('reason' in file) {
        reasons++;
        continue;
      }
      let found = 0;
      for await (const raw of rawMessages(file)) {
        found++;
        if ('reason' in raw) {
          expect(raw.reason).not.toBe('');
          reasons++;
          continue;
        }
        messages++;
        const started = performance.now();
        const message = readMessage(raw.bytes);
        if (performance.now() - started > 1_000) slow.push(raw.where);
        expect(message.messageId).not.toBe('');
        const half = readMessage(raw.bytes.subarray(0, raw.bytes.length >> 1));
        expect(half.newTextLength).toBeGreaterThanOrEqual(0);
      }
      expect(`${file.path}: ${found > 0}`).toBe(`${file.path}: true`);
    }
    expect(slow).toEqual([]);
    expect(messages).toBeGreaterThan(1_000);
    expect(reasons).toBeGreaterThan(0);
  },
  60_000,
);

const large = [
  'nodemailer_mailparser/htmllargecallstack.eml',
  'nodemailer_mailparser/large_text.eml',
  'nodemailer_mailparser/outofmemory.eml',
  'mimekit/tnef/rich-text.eml',
  'mimekit/messages/stack-overflow.txt',
];

test.runIf(root)(
  'the mails that break parsers need less than 200 MB',
  async () => {
    const reader = path.resolve(import.meta.dirname, 'index.ts');
    const script = `import { readFileSync } from 'node:fs';
    const { readMessage } = await import(process.argv[1]);
    for (const file of process.argv.slice(2)) readMessage(readFileSync(file));
    console.log(process.resourceUsage().maxRSS / 1024);`;
    const files = large.map((file) => path.join(root ?? '', file));
    for (const file of files) expect(readFileSync(file).length).toBeGreaterThan(100_000);
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, reader, ...files]);
    expect(Number(stdout)).toBeLessThan(200);
  },
  30_000,
);
