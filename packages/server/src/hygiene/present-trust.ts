import type { DataTrust } from '@windshield/contract';
import type { FindingRule } from '@windshield/core';
import type { hygiene } from '@windshield/store';

const words: Readonly<Record<FindingRule, { readonly is: string; readonly none: string }>> = {
  missing: { is: 'missing', none: 'Nothing that a next step needs is missing.' },
  stale: { is: 'out of date', none: 'Nothing is known to be out of date.' },
  invalid: { is: 'impossible', none: 'Every address, amount and day can be.' },
  contradiction: { is: 'at odds with something else', none: 'No record contradicts another.' },
};
const rules = Object.keys(words) as FindingRule[];

/** Trust as the contract tells it. @param now epoch milliseconds */
export function presentTrust(trust: hygiene.quality.TrustNow | undefined, isScanning: boolean, now: number): DataTrust {
  if (!trust)
    return {
      asOf: new Date(now).toISOString().slice(0, 10),
      value: null,
      interval: null,
      parts: [],
      byOwner: [],
      history: [],
      cleanedThisWeek: 0,
      isScanning,
      sentence: isScanning ? 'Your records are being looked at for the first time.' : 'Your records were not looked at yet.',
    };
  const { detail, value, low, high } = trust;
  const share = (bad: number) => (detail.facts > 0 ? Math.max(0, 1 - bad / detail.facts) : 1);
  const parts = rules.map((rule) => {
    const wrong = detail.wrong[rule] + (rule === 'stale' ? detail.doubtful : 0);
    const open = trust.open[rule] ?? 0;
    return { rule, value: share(wrong), records: detail.records, open, sentence: sentenceOf(rule, open, detail) };
  });
  const twice = Math.round(detail.twice);
  const duplicates = {
    ...{ rule: 'duplicate' as const, value: share(detail.twice), records: detail.records, open: twice },
    sentence:
      twice === 0
        ? 'No record is there twice, as far as is known.'
        : `About ${twice} ${twice === 1 ? 'record is' : 'records are'} there more than once.`,
  };
  return {
    asOf: trust.day,
    value,
    interval: low !== null && high !== null ? [low, high] : null,
    parts: [...parts, duplicates],
    byOwner: trust.byOwner,
    history: trust.history,
    cleanedThisWeek: trust.cleanedThisWeek,
    isScanning,
    sentence: value === null ? 'There are no records in use yet.' : overall(value, trust),
  };
}

function sentenceOf(rule: FindingRule, open: number, { doubtful }: hygiene.quality.TrustDetail): string {
  const plain = open === 0 ? words[rule].none : `${open} ${open === 1 ? 'thing is' : 'things are'} ${words[rule].is}.`;
  const moved = Math.round(doubtful);
  if (rule !== 'stale' || moved === 0) return plain;
  return `${plain} Of the people in use, about ${moved} will have changed their job by now.`;
}

function overall(value: number, { open }: hygiene.quality.TrustNow): string {
  const questions = rules.reduce((sum, rule) => sum + (open[rule] ?? 0), 0);
  const share = Math.floor(value * 1_000) / 10;
  const rest = questions === 0 ? 'no question is open' : `${questions} ${questions === 1 ? 'question is' : 'questions are'} open`;
  return `${share} % of what a next step needs is there and can be relied on; ${rest}.`;
}
