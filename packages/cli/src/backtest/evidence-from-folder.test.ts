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

/** A folder as Salesforce writes it: one deal, three mails of it. */
function salesforceFolder(name: string): string {
  const dir = path.join(folder, name);
  fs.mkdirSync(dir);
  const mail = (id: number, from: string, to: string, isIncoming: 0 | 1) =>
    `"02s00000000000${id}AAA","00600000000000aAAA","Pilot","${from}","${to}","${isIncoming}","2025-03-0${id}T09:00:00.000+0000"`;
  const files = {
    'Opportunity.csv':
      '"Id","Name","StageName","Amount","CloseDate","IsClosed","IsWon","CreatedDate"\n"00600000000000aAAA","Pilot","Closed Won","900","2025-06-30","1","1","2025-03-01T08:00:00.000+0000"\n',
    'Contact.csv': '"Id","LastName","Name","Email"\n"00300000000000aAAA","Ruiz","Ana Ruiz","ana@buyer.example"\n',
    'EmailMessage.csv': [
      '"Id","RelatedToId","Subject","FromAddress","ToAddress","Incoming","MessageDate"',
      mail(2, 'kim@us.example', 'ana@buyer.example', 0),
      mail(3, 'ana@buyer.example', 'kim@us.example', 1),
      mail(4, 'kim@us.example', 'ana@buyer.example', 0),
    ].join('\n'),
  };
  for (const [file, content] of Object.entries(files)) fs.writeFileSync(path.join(dir, file), content);
  return dir;
}

test('mails of another system are read with the way that they went', async () => {
  const { records, passedOver } = await readEvidenceFolder(salesforceFolder('salesforce'), { now });
  const ways = records.flatMap((record) => (record.kind === 'interactions' ? record.direction : []));
  expect(ways).toEqual(['out', 'in', 'out']);
  expect(passedOver).toEqual([]);
});

test('exports of two weeks in one folder count each record once, and a file that is not understood is named', async () => {
  const dir = salesforceFolder('weekly');
  for (const file of fs.readdirSync(dir)) fs.copyFileSync(path.join(dir, file), path.join(dir, `later-${file}`));
  fs.writeFileSync(path.join(dir, 'weather.csv'), 'sun,rain\n1,2\n3,4\n');
  const { records, passedOver } = await readEvidenceFolder(dir, { now });
  expect(records.filter(({ kind }) => kind === 'deals')).toHaveLength(1);
  expect(records.filter(({ kind }) => kind === 'interactions')).toHaveLength(3);
  expect(passedOver).toMatchObject([{ path: expect.stringContaining('weather.csv') }]);
});

test('a time that is none is told by its line', async () => {
  const dir = path.join(folder, 'by-hand');
  fs.cpSync(path.join(folder, 'export'), dir, { recursive: true });
  const file = path.join(dir, 'interactions.csv');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/,20\d\d-(\d\d-\d\dT)/, ',20x5-$1'));
  const { rejected } = await readEvidenceFolder(dir, { now });
  expect(rejected).toMatchObject([{ line: 2, reason: expect.stringMatching(/occurredAt "20x5-.* is not a time/) }]);
});
