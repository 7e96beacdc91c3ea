import { expect, test } from 'vitest';
import { seededRandom } from '../stats/index.ts';
import { findLateColumns } from './late-columns.ts';
import { isTalkLength, lateName } from './late-names.ts';
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
    expect([name, lateName(name, 'words') === undefined]).toEqual([name, false]);
  for (const name of [
    'Last Name',
    'Marital Status',
    'profile_completed',
    'Funding Stage',
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
  expect(['duration', 'call_duration', 'Duration of last call', 'loan duration'].map(isTalkLength)).toEqual([true, true, true, false]);
});
