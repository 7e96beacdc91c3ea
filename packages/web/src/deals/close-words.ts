import { daysSince } from '../records/as-of.ts';
import { formatRelativeDate } from '../ui/locale.ts';

export interface CloseWords {
  text: string;
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
  if (status !== 'open') {
    return { text: closedAt ? `${status} ${formatRelativeDate(closedAt.slice(0, 10), now)}` : status, isPast: false };
  }
  if (!expectedCloseOn) return { text: 'no date yet', isPast: false };
  const lateDays = daysSince(expectedCloseOn, now);
  if (lateDays <= 0) return { text: formatRelativeDate(expectedCloseOn, now), isPast: false };
  return { text: lateDays === 1 ? 'was due yesterday' : `was due ${lateDays} days ago`, isPast: true };
}
