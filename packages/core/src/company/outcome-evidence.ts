import type { Directions } from '../learner/index.ts';
import { auc, type BootstrapInterval, bootstrapInterval, differenceInterval, meanOf } from '../stats/index.ts';
import { forwardLosses, forwardOf, type Model, ofEach, type Terms } from './forward-losses.ts';
import { sideBySide } from './side-by-side.ts';

export type Verdict = 'quality' | 'volume' | 'noDifference' | 'tooLittleData';

/** What lies behind "no difference found". */
export type Finding = 'oneSide' | 'betweenSellers' | 'dependsOnReplies' | 'bothTell' | 'notToldApart' | 'nothingTells' | 'notStudied';

/** Differences of mean loss on later deals; above zero as a whole: the first thing named is surely better. */
export type Differences = {
  /** Counts against size and segment alone. */
  volumeOverControls: BootstrapInterval;
  qualityOverControls: BootstrapInterval;
  /** What quality tells that no count of touches does. */
  qualityBeyondVolume: BootstrapInterval;
  /** What the touches of our own accord tell that quality does not. */
  ownVolumeBeyondQuality: BootstrapInterval;
  /** Quality alone against all counts alone. */
  qualityOverVolume: BootstrapInterval;
  /** Quality alone against the touches of our own accord alone. */
  qualityOverOwnVolume: BootstrapInterval;
};

/** The comparison for one outcome of deals. */
export type OutcomeEvidence = {
  verdict: Verdict;
  finding: Finding;
  /** Deals that could be used, and those of them that were judged by a model of earlier ones. */
  n: number;
  judged: number;
  /** Why too little is known, for people to read. */
  missing?: string;
  loss: 'logLoss' | 'squaredError';
  /** The level of all intervals here. */
  level: number;
  meanLoss?: Record<Model, number>;
  differences?: Differences;
  auc?: Record<Model, number | undefined> & { qualityLessVolume: BootstrapInterval | undefined };
};

export type OutcomeInput = {
  terms: Terms;
  /** One value per deal, in the order of opening. */
  outcome: Float64Array;
  /** Which deals go together. */
  account: Int32Array;
  kind: 'chance' | 'number';
  /** Which way each term may work, by its name. */
  directions: Directions;
};

export type OutcomeOptions = { seed: number; draws: number; level: number };

/** A comparison of models of about ten terms each needs that many deals, and so many of the rarer outcome. */
export const fewestDeals = 100;
export const fewestOfEach = 30;

/** The side that is named must also add to the other, if only this surely: see {@link judge}. */
const levelOfAdding = 0.8;

/** Of what the named side tells, so much must be left once each deal's seller is known. */
const leastWithinSellers = 0.1;

/**
 * Compares what counts of touches and what the quality of the exchange told about an outcome of later deals. Intervals are drawn
 * by accounts (whole ones), by BCa bootstrap. O(fits + draws * deals).
 */
export function outcomeEvidence({ terms, outcome, account, kind, directions }: OutcomeInput, options: OutcomeOptions): OutcomeEvidence {
  const { seed, draws, level } = options;
  const loss = kind === 'chance' ? 'logLoss' : 'squaredError';
  const missing = tooFew(outcome, kind);
  if (missing !== undefined) return { verdict: 'tooLittleData', finding: 'notStudied', n: outcome.length, judged: 0, missing, loss, level };
  const { judged, said, losses } = forwardLosses(terms, outcome, kind, directions);
  const clusters = Int32Array.from(judged, (row) => account[row] as number);
  const better = (one: Model, than: Model, at = level) =>
    differenceInterval(losses[than], losses[one], { seed, draws, level: at, clusters }) as BootstrapInterval;
  const differences: Differences = {
    volumeOverControls: better('volume', 'controls'),
    qualityOverControls: better('quality', 'controls'),
    qualityBeyondVolume: better('volumeAndQuality', 'volume'),
    ownVolumeBeyondQuality: better('ownVolumeAndQuality', 'quality'),
    qualityOverVolume: better('quality', 'volume'),
    qualityOverOwnVolume: better('quality', 'ownVolume'),
  };
  const adds = {
    quality: better('volumeAndQuality', 'volume', levelOfAdding).low > 0,
    volume: better('ownVolumeAndQuality', 'quality', levelOfAdding).low > 0,
  };
  const all = Int32Array.from(judged, (_, i) => i);
  const gainOf = (than: Float64Array, one: Float64Array) => meanOf(than, all) - meanOf(one, all);
  const tellsWithinSellers = (side: 'quality' | 'volume') => {
    if (terms.seller.columns.length === 0) return true;
    const [without, within] = [sideBySide(terms.controls, terms.seller), sideBySide(terms.controls, terms.seller, terms[side])].map(
      (table) => forwardOf(table, outcome, kind, directions).losses,
    ) as [Float64Array, Float64Array];
    return gainOf(without, within) > leastWithinSellers * gainOf(losses.controls, losses[side]);
  };
  const judgement = judge(differences, adds);
  const side = judgement.verdict === 'quality' || judgement.verdict === 'volume' ? judgement.verdict : undefined;
  const isBetweenSellers = side !== undefined && !tellsWithinSellers(side);
  const evidence: OutcomeEvidence = {
    ...(isBetweenSellers ? { verdict: 'noDifference', finding: 'betweenSellers' } : judgement),
    n: outcome.length,
    judged: judged.length,
    loss,
    level,
    meanLoss: ofEach((model) => meanOf(losses[model], all)),
    differences,
  };
  if (kind === 'number') return evidence;
  const aucOf = (model: Model, cases: Int32Array) =>
    auc(
      Float64Array.from(cases, (i) => said[model][i] as number),
      Uint8Array.from(cases, (i) => outcome[judged[i] as number] as number),
    );
  const ahead = (cases: Int32Array) => {
    const [quality, volume] = [aucOf('quality', cases), aucOf('volume', cases)];
    return quality === undefined || volume === undefined ? undefined : quality - volume;
  };
  const qualityLessVolume = bootstrapInterval(judged.length, ahead, {
    seed,
    draws: Math.min(draws, 400),
    level,
    clusters,
    method: 'percentile',
  });
  return { ...evidence, auc: { ...ofEach((model) => aucOf(model, all)), qualityLessVolume } };
}

function tooFew(outcome: Float64Array, kind: 'chance' | 'number'): string | undefined {
  const n = outcome.length;
  if (n < fewestDeals) return `${n} deals are known to their end; ${fewestDeals} are needed`;
  if (kind === 'number') return undefined;
  const won = outcome.reduce((sum, value) => sum + value, 0);
  const rarer = Math.min(won, n - won);
  return rarer < fewestOfEach ? `of ${n} deals ${won} were won and ${n - won} were not; ${fewestOfEach} of each are needed` : undefined;
}

/**
 * The rule. A buyer's interest makes counts grow, too: more to answer, more meetings agreed to. Whether that part is volume nobody can
 * tell from records, so the difference is taken both ways: quality against what we did of our own accord, and against every count. The truth
 * lies between. A side is named when, on deals later than those it was fitted on,
 * 1. it surely tells more than size and segment, and surely more than the other side when the doubtful part is not the other's;
 * 2. it is not surely beaten when the doubtful part is the other's;
 * 3. it adds to the other (forecast encompassing: Chong & Hendry 1986; Harvey, Leybourne & Newbold 1998): quality to every count,
 *    volume by what we did of our own accord, if less surely.
 *
 * A side that is named must also tell deals of one seller apart: a tenth of what it tells must be left beside a term for each seller. Busy sellers
 * may have the better territory; then nothing is left. More is not asked, since careful sellers who win more are quality, too.
 *
 * The intervals of 1 bound false alarms, each side's at half of what lies outside them.
 */
function judge(differences: Differences, adds: { quality: boolean; volume: boolean }): { verdict: Verdict; finding: Finding } {
  const { volumeOverControls, qualityOverControls, qualityBeyondVolume, ownVolumeBeyondQuality } = differences;
  const { qualityOverVolume, qualityOverOwnVolume } = differences;
  const qualityTells = qualityOverControls.low > 0;
  const volumeTells = volumeOverControls.low > 0;
  const isAheadOfOwn = qualityOverOwnVolume.low > 0;
  const isBehindAll = qualityOverVolume.high < 0;
  if (isAheadOfOwn && isBehindAll) return { verdict: 'noDifference', finding: 'dependsOnReplies' };
  if (qualityTells && isAheadOfOwn && adds.quality) return { verdict: 'quality', finding: 'oneSide' };
  if (volumeTells && isBehindAll && adds.volume) return { verdict: 'volume', finding: 'oneSide' };
  if (qualityTells && volumeTells && qualityBeyondVolume.low > 0 && ownVolumeBeyondQuality.low > 0)
    return { verdict: 'noDifference', finding: 'bothTell' };
  return { verdict: 'noDifference', finding: qualityTells || volumeTells ? 'notToldApart' : 'nothingTells' };
}
