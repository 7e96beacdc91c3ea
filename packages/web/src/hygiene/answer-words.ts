import type { Finding } from '@windshield/contract';
import { formatNumber } from '../ui/locale.ts';

export type AnswerInput = 'day' | 'money' | 'colleague' | 'account' | 'contact' | 'mail' | 'phone' | 'year' | 'text';

const inputs: Readonly<Record<string, AnswerInput>> = {
  expectedCloseOn: 'day',
  openedAt: 'day',
  closedAt: 'day',
  amountMinor: 'money',
  ownerId: 'colleague',
  accountId: 'account',
  buyingGroup: 'contact',
  email: 'mail',
  phone: 'phone',
  yearFounded: 'year',
};

/** What an answer that has to be typed takes: answers named after a way to reach somebody tell it themselves. */
export function inputOf({ field }: Pick<Finding, 'field'>, answerKey: string): AnswerInput {
  return (answerKey === 'email' || answerKey === 'phone' ? inputs[answerKey] : inputs[field ?? '']) ?? 'text';
}

/** "91.2 %". @param share 0 to 1; rounded down, so that it never promises more than there is */
export const trustInWords = (share: number): string => `${formatNumber(Math.floor(share * 1_000 + 1e-9) / 10, 1)}\u00a0%`;

/** A word in the middle of a sentence, as the rules are called in headings. */
export const ruleWords = {
  missing: 'Missing',
  stale: 'Out of date',
  invalid: 'Impossible',
  contradiction: 'At odds',
} as const;

export const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
