import type { CleanUpAtHand } from '@windshield/contract';
import { formatMinutes, formatNumber } from '../ui/locale.ts';
import { kindWords } from './duplicate-words.ts';

const sittingMinutes = 10;

/** "12 questions about your records would take about 4 min." Beyond ten minutes: what ten would settle. */
export function questionsInWords(
  { questions, secondsPerQuestion }: Pick<CleanUpAtHand, 'questions' | 'secondsPerQuestion'>,
  isOwn: boolean,
): string {
  const counted = `${formatNumber(questions)} ${questions === 1 ? 'question' : 'questions'} about ${isOwn ? 'your records' : 'the records here'}`;
  const minutes = Math.max(1, Math.ceil((questions * secondsPerQuestion) / 60));
  if (minutes <= sittingMinutes) return `${counted} would take about ${formatMinutes(minutes)}.`;
  const inOneSitting = Math.max(1, Math.floor((sittingMinutes * 60) / secondsPerQuestion));
  return `${counted} are open; ten minutes settle about ${formatNumber(inOneSitting)}, those with the most at stake first.`;
}

/** "Ana Ruiz and A. Ruiz may be the same person." Of several pairs: how many. */
export function duplicatesInWords({ kind, pairs, names: [one, other] }: CleanUpAtHand['duplicates'][number]): string {
  if (pairs > 1) return `${formatNumber(pairs)} pairs of ${kindWords[kind].many} may be one, such as ${one} and ${other}.`;
  return one === other ? `${one} may be here twice.` : `${one} and ${other} may be the same ${kindWords[kind].one}.`;
}
