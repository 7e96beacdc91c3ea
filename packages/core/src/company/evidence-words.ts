import type { BootstrapInterval } from '../stats/index.ts';
import type { OutcomeEvidence } from './outcome-evidence.ts';
import type { Evidence } from './study-evidence.ts';

type Facts = Omit<Evidence, 'sentence' | 'details' | 'cannotTell'>;
type Words = Pick<Evidence, 'sentence' | 'details' | 'cannotTell'>;

/** The study for people to read: its verdict in a sentence, what was found for each outcome, and what it cannot tell. */
export function evidenceInWords(facts: Facts, missing: readonly string[]): Words {
  return {
    sentence: sentenceOf(facts),
    details: [
      detailOf('Which were won', facts.won),
      detailOf('What they brought', facts.revenue),
      detailOf('How long the won ones took', facts.cycleLength),
    ],
    cannotTell: cannotTell(facts, missing),
  };
}

function sentenceOf({ verdict, won, revenue, ageDays, settled }: Facts): string {
  const deals = `On ${settled.toLocaleString('en')} deals as they stood ${ageDays} days after opening`;
  if (verdict === 'tooLittleData') return `Too little data to say whether quality or volume mattered more: ${won.missing}.`;
  if (verdict === 'noDifference') return `${deals}, no difference was found: ${noDifference(won)}.`;
  const about = won.verdict === verdict ? 'which were won' : 'what they brought';
  const side = won.verdict === verdict ? won : revenue;
  return verdict === 'quality'
    ? `${deals}, the quality of the exchange told more than its volume about ${about}: ${gain(side, 'quality')}.`
    : `${deals}, volume mattered more: how much was done told more about ${about} than the quality of the exchange; ${gain(side, 'volume')}.`;
}

function noDifference({ finding, differences, level }: OutcomeEvidence): string {
  const seen = differences
    ? ` (quality against counts: ${interval(differences.qualityOverVolume)} in log loss, ${percent(level)} interval)`
    : '';
  if (finding === 'bothTell')
    return `quality and volume each told something about winning that the other did not, and neither surely more${seen}`;
  if (finding === 'betweenSellers')
    return `the first days told whose deals were won, but not which deals of one seller, so that it may be the territory${seen}`;
  if (finding === 'dependsOnReplies')
    return `quality told more than what was done of our own accord, and less than all that was done, answers to the buyer and meetings included${seen}`;
  if (finding === 'notToldApart') return `the first days told something about winning, but not whether by quality or by volume${seen}`;
  return `neither quality nor volume of the first days told anything sure about winning beyond size and segment${seen}`;
}

/** What a side adds to the other, as a share of the other's loss. */
function gain({ differences, meanLoss, level, loss }: OutcomeEvidence, side: 'quality' | 'volume'): string {
  if (!differences || !meanLoss) return '';
  const [added, of, what] =
    side === 'quality'
      ? ([differences.qualityBeyondVolume, meanLoss.volume, 'it took'] as const)
      : ([differences.ownVolumeBeyondQuality, meanLoss.quality, 'what was done of our own accord took'] as const);
  const share = (value: number) => `${((100 * value) / of).toFixed(1)} %`;
  const other = side === 'quality' ? 'counting' : 'quality';
  return `${what} ${share(added.value)} off the ${loss === 'logLoss' ? 'log loss' : 'squared error'} that ${other} left on later deals (${percent(level)} interval ${share(added.low)} to ${share(added.high)})`;
}

function detailOf(what: string, evidence: OutcomeEvidence): string {
  const { verdict, differences, auc, missing, n, level } = evidence;
  if (verdict === 'tooLittleData' || !differences) return `${what}: too little data (${missing}).`;
  const verdicts = { quality: 'quality told more', volume: 'volume told more', noDifference: 'no difference found' };
  const order =
    auc?.quality === undefined || auc.volume === undefined
      ? ''
      : `; AUC ${auc.quality.toFixed(3)} with quality, ${auc.volume.toFixed(3)} with volume`;
  return `${what} (${n.toLocaleString('en')} deals): ${verdicts[verdict]}. Beyond all counts quality gained ${interval(differences.qualityBeyondVolume)}; beyond quality our own touches gained ${interval(differences.ownVolumeBeyondQuality)} (mean loss, ${percent(level)} intervals)${order}.`;
}

function cannotTell({ ageDays, leftOut }: Facts, missing: readonly string[]): string[] {
  const early = leftOut.endedBefore;
  return [
    'These are past deals, not an experiment: what told of the end need not have caused it. Somebody who means to buy anyway writes more and asks more.',
    `Only the first ${ageDays} days are read, because deals that go well get more of everything later.${early > 0 ? ` ${early.toLocaleString('en')} that had ended by then are not in it.` : ''}`,
    'Size and segment are allowed for as far as the records show them; what nobody wrote down is not.',
    ...missing.map((one) => `${one.charAt(0).toUpperCase()}${one.slice(1)}: what it would have told is unknown.`),
  ];
}

function interval({ value, low, high }: BootstrapInterval): string {
  return `${small(value)} (${small(low)} to ${small(high)})`;
}

/** Three decimals; what rounds to nothing has no sign. */
function small(value: number): string {
  return value.toFixed(3).replace(/^-(?=0\.0+$)/, '');
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
