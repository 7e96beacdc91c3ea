import { type Evidence, evidenceCases, type OutcomeEvidence, studyEvidence } from '@windshield/core';
import { backtestCommand } from '../backtest/backtest-command.ts';
import { readEvidenceFolder } from '../backtest/evidence-from-folder.ts';
import { evidencePage } from '../backtest/evidence-page.ts';
import { required } from '../backtest/flags.ts';
import type { Predictions } from '../backtest/predictions.ts';
import { UsageError, wholeNumber } from '../command-line.ts';
import { count } from '../words.ts';

const usualAgeDays = 30;

/** `backtest evidence`: did quality or volume of the work tell more about what became of deals? */
export const backtestEvidenceCommand = backtestCommand({
  name: 'evidence',
  takes: '--dir EXPORT [--age DAYS]',
  summary: 'ask of an exported company whether quality or volume of the work told more about winning',
  flags: ['dir', 'age'],
  inputs: [],
  async run(values, { seed, progress }) {
    const dir = required('--dir', values.dir, 'the folder that windshield export wrote');
    const ageDays = values.age === undefined ? usualAgeDays : wholeNumber('--age', values.age, 1, 365);
    const now = new Date().toISOString();
    const { records, rejected } = await readEvidenceFolder(dir, {
      now,
      onProgress: ({ bytesRead, bytesTotal }) => progress('reading files', bytesTotal === 0 ? undefined : bytesRead / bytesTotal),
    }).catch((error: unknown) => {
      throw error instanceof Error && error.message.startsWith('--dir') ? new UsageError(error.message) : error;
    });
    progress('comparing');
    const evidence = studyEvidence(evidenceCases(records, { ageDays }), { seed });
    return {
      scores: { study: 'evidence', seed, ...evidence },
      words: [evidence.sentence, '', ...evidence.details, '', 'What this cannot tell:', ...evidence.cannotTell.map((line) => `  ${line}`)],
      predictions: comparisonsOf(evidence),
      page: evidencePage(evidence, seed),
      notes:
        rejected.length === 0
          ? []
          : [
              `${count(rejected.length, 'row')} could not be read, the first in ${rejected[0]?.path}, line ${rejected[0]?.line}: ${rejected[0]?.reason}.`,
            ],
    };
  },
});

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
