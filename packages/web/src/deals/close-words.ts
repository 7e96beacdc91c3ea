import { daysSince } from '../records/as-of.ts';
import { formatRelativeDate } from '../ui/locale.ts';

export interface CloseWords {
  text: string;
  /** The same where a column says what it is about: "9 days past". */
  short: string;
  /** The day has gone by and the deal is still open. */
  isPast: boolean;
}

/**
 * When a deal should close, in words: "in 5 days", "12 Jan", "was due 9 days ago".
 * @param now the moment that past and future are told from
 */
export function closeWords(
  status: 'open' | 'won' | 'lost',
  expectedCloseOn: string | null,
  closedAt: string | null,
  now: Date,
): CloseWords {
  const ahead = (text: string): CloseWords => ({ text, short: text, isPast: false });
  if (status !== 'open') return ahead(closedAt ? `${status} ${formatRelativeDate(closedAt.slice(0, 10), now)}` : status);
  if (!expectedCloseOn) return ahead('no date yet');
  const lateDays = daysSince(expectedCloseOn, now);
  if (lateDays <= 0) return ahead(formatRelativeDate(expectedCloseOn, now));
  const days = `${lateDays} ${lateDays === 1 ? 'day' : 'days'}`;
  return { text: lateDays === 1 ? 'was due yesterday' : `was due ${days} ago`, short: `${days} past`, isPast: true };
}
