import { expect, test } from 'vitest';
import { seededRandom } from '../stats/index.ts';
import { findLateColumns } from './late-columns.ts';
import { lateName } from './late-names.ts';
import type { CategoryColumn, Table } from './table.ts';
import { randomTable } from './testing.ts';

function words(name: string, cells: readonly string[]): CategoryColumn {
  const levels = [...new Set(cells)].filter((cell) => cell !== '');
  return { kind: 'category', name, levels, codes: Int32Array.from(cells, (cell) => levels.indexOf(cell)) };
}

test('what says the outcome, is filled only for one, judges in words, or is written over by its name is set aside; what is honest stays', () => {
  const { table, outcome } = randomTable(2_000, 3, (size) => 2 * size);
  const random = seededRandom(9);
  const cell = (of: (happened: boolean) => string) => Array.from(outcome, (value) => of(value === 1));
  const columns = [
    ...table.columns,
    words(
      'remark',
      cell((happened) => (random.uniform() < 0.03 !== happened ? 'good' : 'bad')),
    ),
    words(
      'invoice',
      cell((happened) => (happened && random.uniform() < 0.6 ? 'sent' : '')),
    ),
    words(
      'mood',
      cell((happened) => (random.uniform() < 0.6 ? 'so so' : happened ? 'keen' : 'cold')),
    ),
    words(
      'Last Activity',
      cell((happened) => (random.uniform() < (happened ? 0.6 : 0.4) ? 'mail' : 'call')),
    ),
    words(
      'asked by',
      cell((happened) => (random.uniform() < (happened ? 0.6 : 0.2) ? 'phone' : '')),
    ),
  ];
  const late: Table = { rowCount: 2_000, columns };
  expect(findLateColumns(late, outcome, 1).map(({ column }) => column)).toEqual(['remark', 'invoice', 'mood', 'Last Activity']);
  expect(findLateColumns(late, outcome, 1, ['mood', 'remark']).map(({ column }) => column)).toEqual(['invoice', 'Last Activity']);
});

test('a strong honest column stays where the others together tell as much: the outcome is easy to tell', () => {
  const random = seededRandom(4);
  const rowCount = 1_000;
  const outcome = Uint8Array.from({ length: rowCount }, () => (random.uniform() < 0.4 ? 1 : 0));
  const measures = Array.from({ length: 6 }, (_, j) => ({
    kind: 'number' as const,
    name: `measure ${j}`,
    values: Float64Array.from(outcome, (value) => (j === 0 ? 2.6 : 1.9) * value + random.normal()),
  }));
  expect(findLateColumns({ rowCount, columns: measures.slice(0, 2) }, outcome, 1).map(({ column }) => column)).toEqual(['measure 0']);
  expect(findLateColumns({ rowCount, columns: measures }, outcome, 1)).toEqual([]);
});

test('an honest field that is seldom filled is not taken for late because few cases lack it', () => {
  const outcome = Uint8Array.from({ length: 3_000 }, (_, i) => (i % 75 === 0 ? 1 : 0));
  const cells = Array.from(outcome, (value, i) => (value === 0 && i % 12 === 1 ? 'referred' : ''));
  expect(findLateColumns({ rowCount: 3_000, columns: [words('referred by', cells)] }, outcome, 1)).toEqual([]);
});

test('a booked amount, 0 for all who never bought, is set aside; so are mails counted until nobody wrote any more', () => {
  const random = seededRandom(6);
  const outcome = Uint8Array.from({ length: 2_000 }, () => (random.uniform() < 0.3 ? 1 : 0));
  const numbers = (name: string, of: (value: number) => number) => ({
    kind: 'number' as const,
    name,
    values: Float64Array.from(outcome, of),
  });
  const columns = [
    numbers('recovered', (value) => (value === 1 && random.uniform() < 0.4 ? 100 * random.uniform() : 0)),
    numbers('Mails sent', (value) => Math.round(4 + 3 * value + 2 * random.normal())),
    numbers('Employees', (value) => Math.round(4 + 3 * value + 2 * random.normal())),
  ];
  expect(findLateColumns({ rowCount: 2_000, columns }, outcome, 1).map(({ column }) => column)).toEqual(['recovered', 'Mails sent']);
});

test('names of what comes late are told from names that sound like it', () => {
  for (const name of [
    'Last Activity',
    'last_notable_activity',
    'Tags',
    'Lead Status',
    'StageName',
    'Closed Date',
    'lossReason',
    'Lead Quality',
    'Asymmetrique Profile Score',
  ])
    expect([name, lateName(name, 'words')?.least]).toEqual([name, 0]);
  for (const name of [
    'Last Name',
    'Marital Status',
    'profile_completed',
    'Funding Stage',
    'Outcome of previous campaign',
    'purchase reason',
    'Lead Source',
    'Lead Origin',
    'CreditScore',
    'What is your current occupation',
    'Contract',
    'tenure',
    'days_since_last_login',
    'Do Not Call',
    'Reason for Contact',
    'landing_page_id',
  ])
    expect([name, lateName(name, 'words')]).toEqual([name, undefined]);
  expect(lateName('Last Interaction', 'numbers')).toBeUndefined();
  for (const name of ['checking_status', 'Last job title', 'Company status', 'Product tags', 'Project stage', 'Priority'])
    expect([name, lateName(name, 'words')?.least]).toEqual([name, 0.2]);
  for (const name of [
    'duration',
    'call_duration',
    'Duration of last call',
    'E-mails sent',
    '# calls',
    'Follow-ups done',
    'Days in pipeline',
  ])
    expect([name, lateName(name, 'numbers')?.least]).toEqual([name, 0.1]);
  for (const name of ['loan duration', 'Customer service calls', 'Total day minutes', 'Number of employees'])
    expect([name, lateName(name, 'numbers')]).toEqual([name, undefined]);
});
