import { parentPort, workerData } from 'node:worker_threads';
import { type EvidenceVerdict, evidenceCases, type ImportRecord, studyEvidence } from '@windshield/core';
import { type Mode, simulateCompany } from '@windshield/sim';

/** What the study says of one company: with all its deals, a quarter of them, and 30. */
export type SeedVerdicts = { seed: number; settled: number; whole: EvidenceVerdict; quarter: EvidenceVerdict; few: EvidenceVerdict };
export type SeedsDone = { verdicts: SeedVerdicts[] };

const { mode, sellers, seeds } = workerData as { mode: Mode; sellers: number; seeds: number[] };
const ageDays = 30;

const verdicts = seeds.map((seed): SeedVerdicts => {
  const { records } = simulateCompany({ seed, asOf: '2026-11-22', mode, reps: sellers });
  const studied = (some: readonly ImportRecord[]) => studyEvidence(evidenceCases(some, { ageDays }), { seed });
  const whole = studied(records);
  const deals = records.filter(({ kind }) => kind === 'deals').length;
  return {
    seed,
    settled: whole.settled,
    whole: whole.verdict,
    quarter: studied(everyDeal(records, 4)).verdict,
    few: studied(everyDeal(records, Math.floor(deals / 30), 30)).verdict,
  };
});
parentPort?.postMessage({ verdicts } satisfies SeedsDone);

/** All records, but of the deals only every so many, at most so many: another company would have their touches without them, too. */
function everyDeal(records: readonly ImportRecord[], step: number, most = Number.POSITIVE_INFINITY): ImportRecord[] {
  let place = 0;
  let kept = 0;
  return records.filter(({ kind }) => {
    if (kind !== 'deals') return true;
    const isKept = place++ % step === 0 && kept < most;
    if (isKept) kept += 1;
    return isKept;
  });
}
