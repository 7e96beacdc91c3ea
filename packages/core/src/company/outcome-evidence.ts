import { auc, type BootstrapInterval, bootstrapInterval, differenceInterval, meanOf } from '../stats/index.ts';
import { forwardLosses, type Model, ofEach, type Terms } from './forward-losses.ts';

export type Verdict = 'quality' | 'volume' | 'noDifference' | 'tooLittleData';

/** What lies behind "no difference found". */
export type Finding = 'oneSide' | 'bothTell' | 'notToldApart' | 'nothingTells' | 'notStudied';

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
};

export type OutcomeOptions = { seed: number; draws: number; level: number };

/** A comparison of models of about ten terms each needs that many deals, and so many of the rarer outcome. */
export const fewestDeals = 100;
export const fewestOfEach = 30;

/** By itself, too, the side that is named must do better, if only at this level: what one side adds may be found because there was more power to find it. */
const levelAlone = 0.8;

/**
 * Compares what counts of touches and what the quality of the exchange told about an outcome of later deals. Intervals are drawn
 * by accounts (whole ones), by BCa bootstrap. O(fits + draws * deals).
 */
export function outcomeEvidence({ terms, outcome, account, kind }: OutcomeInput, options: OutcomeOptions): OutcomeEvidence {
  const { seed, draws, level } = options;
  const loss = kind === 'chance' ? 'logLoss' : 'squaredError';
  const missing = tooFew(outcome, kind);
  if (missing !== undefined) return { verdict: 'tooLittleData', finding: 'notStudied', n: outcome.length, judged: 0, missing, loss, level };
  const { judged, said, losses } = forwardLosses(terms, outcome, kind);
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
  const alone = {
    quality: better('quality', 'ownVolume', levelAlone).low > 0,
    volume: better('volume', 'quality', levelAlone).low > 0,
  };
  const all = Int32Array.from(judged, (_, i) => i);
  const evidence: OutcomeEvidence = {
    ...judge(differences, alone),
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
  const qualityLessVolume = bootstrapInterval(judged.length, ahead, { seed, draws: Math.min(draws, 500), level, clusters });
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
 * The rule. A side is named when it surely tells something that the other does not (forecast encompassing: Chong & Hendry 1986; Harvey,
 * Leybourne & Newbold 1998), surely beats size and segment, does better by itself, and the other either adds nothing sure or is surely
 * beaten outright. Each side is asked for what the other cannot claim: quality must add to every count, because the buyer's interest
 * also makes counts grow; volume must add to quality by what we did of our own accord.
 */
function judge(differences: Differences, alone: { quality: boolean; volume: boolean }): { verdict: Verdict; finding: Finding } {
  const { volumeOverControls, qualityOverControls, qualityBeyondVolume, ownVolumeBeyondQuality } = differences;
  const qualityAdds = qualityBeyondVolume.low > 0 && qualityOverControls.low > 0;
  const volumeAdds = ownVolumeBeyondQuality.low > 0 && volumeOverControls.low > 0;
  if (qualityAdds && alone.quality && (!volumeAdds || differences.qualityOverVolume.low > 0))
    return { verdict: 'quality', finding: 'oneSide' };
  if (volumeAdds && alone.volume && (!qualityAdds || differences.qualityOverOwnVolume.high < 0))
    return { verdict: 'volume', finding: 'oneSide' };
  const tells = qualityOverControls.low > 0 || volumeOverControls.low > 0;
  return { verdict: 'noDifference', finding: qualityAdds && volumeAdds ? 'bothTell' : tells ? 'notToldApart' : 'nothingTells' };
}
