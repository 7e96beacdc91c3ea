import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { evidenceCases } from '@windshield/core';
import { simulateCompany } from '@windshield/sim';
import { afterAll, expect, test } from 'vitest';
import { sampleCommand } from '../commands/sample.ts';
import { readEvidenceFolder } from './evidence-from-folder.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'windshield-evidence-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const now = '2026-11-22T12:00:00Z';
const asOf = '2026-11-20';

test('an exported company read from its files is the company that was exported', async () => {
  const out = path.join(folder, 'export');
  const terminal = { result() {}, progress() {}, isJson: false };
  await sampleCommand.run(['--seed', '4', '--years', '1', '--reps', '2', '--as-of', asOf, '--out', out], {
    environment: {},
    terminal,
  } as never);
  const { records } = simulateCompany({ seed: 4, asOf, years: 1, reps: 2 });
  const read = await readEvidenceFolder(out, { now });
  expect(read.rejected).toEqual([]);
  expect(evidenceCases(read.records, { ageDays: 30 })).toEqual(evidenceCases(records, { ageDays: 30 }));
});

test('a folder that is not there, or has nothing to study, is named', async () => {
  await expect(readEvidenceFolder(path.join(folder, 'nowhere'), { now })).rejects.toThrow(/--dir: .*nowhere does not exist/);
  const empty = path.join(folder, 'accounts-only');
  fs.mkdirSync(empty);
  fs.writeFileSync(path.join(empty, 'accounts.csv'), 'Account ID,Account Name,Industry\n1,Acme,Glass\n2,Beta,Steel\n');
  await expect(readEvidenceFolder(empty, { now })).rejects.toThrow(/holds no deals and no interactions.*accounts\.csv/s);
});
