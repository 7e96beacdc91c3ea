import type { TodayItem } from '@windshield/contract';

/** What one key settles about a line. Which of them a line offers, the line itself says. */
export type LineAction = Extract<TodayItem['actions'][number], 'done' | 'spoke' | 'later' | 'dismiss'>;

export const lineActions: { action: LineAction; label: string; keys: string }[] = [
  { action: 'done', label: 'Done', keys: 'e' },
  { action: 'spoke', label: 'We spoke', keys: 's' },
  { action: 'later', label: 'Later', keys: 'l' },
  { action: 'dismiss', label: 'Not now', keys: 'x' },
];
