import { describe, expect, test } from 'vitest';
import { readAll, textInput } from '../testing/text-input.ts';
import { bareStage, leadStatusByName, statusByName } from './stages.ts';

describe('a stage’s name tells won and lost in the languages of exports', () => {
  test.each([
    'Closed Won',
    'closedwon',
    'Won',
    'Gewonnen',
    'Gagnée',
    'Fermée/Gagnée',
    'Cerrada ganada',
    'Ganado',
    'Chiusa vinta',
    'Ganho',
    'Wygrana',
    'Vunnen',
    '受注',
  ])('%s is won', (name) => expect(statusByName(name)).toBe('won'));
  test.each([
    'Closed Lost',
    'closedlost',
    'Lost',
    'Verloren',
    'Perdue',
    'Cerrada perdida',
    'Chiusa persa',
    'Perdido',
    'Przegrana',
    'Förlorad',
    'No decision',
    'Abandoned',
    '失注',
  ])('%s is lost', (name) => expect(statusByName(name)).toBe('lost'));
  test.each(['Prospecting', 'Engaging', 'Negotiation', 'Angebot', 'Not won yet', 'Wonderful prospect', 'Closing'])(
    '%s is neither',
    (name) => expect(statusByName(name)).toBeUndefined(),
  );
});

test('HubSpot’s pipeline behind the stage is taken off, another bracket is not', () => {
  expect(bareStage('Closed Won (Sales Pipeline)', 'Sales Pipeline')).toBe('Closed Won');
  expect(bareStage('Demo (on site)', 'Sales Pipeline')).toBe('Demo (on site)');
});

test('where names say nothing, a certain chance is won and a day of closing without it lost', async () => {
  const rows = ['A,Phase 1,10,', 'B,Phase 2,60,', 'C,Phase 8,100,2026-03-01', 'D,Phase 9,0,2026-04-01'];
  const all = await readAll([textInput('deals.csv', `Deal name,Stage,Probability (%),Actual close date\n${rows.join('\n')}\n`)]);
  expect(all.of('deals').map((deal) => deal.status)).toEqual(['open', 'open', 'won', 'lost']);
  expect(all.plan('deals.csv').stages.map((stage) => stage.name)).toEqual(['Phase 1', 'Phase 2', 'Phase 8', 'Phase 9']);
});

test.each([
  ['Open - Not Contacted', 'open'],
  ['Working - Contacted', 'working'],
  ['Closed - Converted', 'converted'],
  ['Closed - Not Converted', 'disqualified'],
  ['Unqualified', 'disqualified'],
  ['Qualified', 'accepted'],
  ['Recycled', 'returned'],
])('a lead that is “%s” is %s', (name, status) => expect(leadStatusByName(name)).toBe(status));
