import { type Evidence, evidenceCases, type OutcomeEvidence, studyEvidence } from '@windshield/core';
import { backtestCommand } from '../backtest/backtest-command.ts';
import { type EvidenceFolder, readEvidenceFolder } from '../backtest/evidence-from-folder.ts';
import { evidencePage } from '../backtest/evidence-page.ts';
import { required } from '../backtest/flags.ts';
import type { Predictions } from '../backtest/predictions.ts';
import { wholeNumber } from '../command-line.ts';
import { count } from '../words.ts';

const usualAgeDays = 30;

/** `backtest evidence`: did quality or volume of the work tell more about what became of deals? */
export const backtestEvidenceCommand = backtestCommand({
  name: 'evidence',
  takes: '--dir EXPORT [--age DAYS]',
  summary: 'ask of an exported company whether quality or volume of the work told more about winning',
  flags: ['dir', 'age'],
  inputs: ['dir'],
  async run(values, { seed, progress }) {
    const dir = required('--dir', values.dir, 'the folder that windshield export wrote');
    const ageDays = values.age === undefined ? usualAgeDays : wholeNumber('--age', values.age, 1, 365);
    const now = new Date().toISOString();
    const folder = await readEvidenceFolder(dir, {
      now,
      onProgress: ({ bytesRead, bytesTotal }) => progress('reading files', bytesTotal === 0 ? undefined : bytesRead / bytesTotal),
    });
    progress('comparing');
    const evidence = studyEvidence(evidenceCases(folder.records, { ageDays }), { seed });
    const read = whatWasRead(folder);
    return {
      scores: { study: 'evidence', seed, ...evidence, read },
      words: [
        evidence.sentence,
        '',
        ...evidence.details,
        '',
        'What this cannot tell:',
        ...evidence.cannotTell.map((line) => `  ${line}`),
        '',
        inWords(read),
      ],
      predictions: comparisonsOf(evidence),
      page: evidencePage(evidence, seed, inWords(read)),
      notes: notesOf(folder),
    };
  },
});

type Read = { deals: number; accounts: number; contacts: number; interactions: number; fromBuyers: number; nextSteps: number };

function whatWasRead({ records }: EvidenceFolder): Read {
  const read: Read = { deals: 0, accounts: 0, contacts: 0, interactions: 0, fromBuyers: 0, nextSteps: 0 };
  for (const record of records) {
    if (record.kind in read) read[record.kind as keyof Read] += 1;
    if (record.kind === 'interactions' && record.direction === 'in') read.fromBuyers += 1;
  }
  return read;
}

function inWords({ deals, accounts, contacts, interactions, fromBuyers, nextSteps }: Read): string {
  return `Read: ${[
    count(deals, 'deal'),
    count(accounts, 'account'),
    count(contacts, 'contact'),
    `${count(interactions, 'interaction')} (${fromBuyers.toLocaleString('en')} written by buyers)`,
    count(nextSteps, 'next step'),
  ].join(', ')}.`;
}

const mostNamed = 5;

/** What was left out, so that a folder half understood does not pass for the whole. */
function notesOf({ rejected, passedOver }: EvidenceFolder): string[] {
  const first = rejected[0];
  const more = passedOver.length - mostNamed;
  return [
    ...(first === undefined
      ? []
      : [`${count(rejected.length, 'row')} could not be read, the first in ${first.path}, line ${first.line}: ${first.reason}.`]),
    ...passedOver
      .slice(0, mostNamed)
      .map(({ path, reason }) => `Left out: ${reason.startsWith(nameIn(path)) ? reason : `${path}: ${reason}`}.`),
    ...(more > 0 ? [`Left out: ${count(more, 'other file')} of the folder.`] : []),
  ];
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** One row for each outcome and model: what the model was off by on later deals. */
function comparisonsOf({ won, revenue, cycleLength }: Evidence): Predictions {
  const outcomes: readonly (readonly [string, OutcomeEvidence])[] = [
    ['won', won],
    ['revenue', revenue],
    ['cycle_length', cycleLength],
  ];
  return {
    header: ['outcome', 'verdict', 'deals', 'judged', 'model', 'loss', 'mean_loss'],
    rows: outcomes.flatMap(([outcome, { verdict, n, judged, loss, meanLoss }]) =>
      meanLoss
        ? Object.entries(meanLoss).map(([model, value]) => [outcome, verdict, n, judged, model, loss, value])
        : [[outcome, verdict, n, judged, undefined, loss, undefined]],
    ),
  };
}
