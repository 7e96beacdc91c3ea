import { formatRelativeDate } from '../ui/locale.ts';
import { daysSince } from './as-of.ts';

/** How long ago the last contact was: by its day within a fortnight, then as silence: "quiet 23 days". */
export function quietWords(lastInteractionAt: string | null, now: Date): string | undefined {
  if (!lastInteractionAt) return undefined;
  const days = daysSince(lastInteractionAt, now);
  if (days <= 14) return formatRelativeDate(lastInteractionAt.slice(0, 10), now);
  return days > 120 ? `quiet ${Math.round(days / 30.4)} months` : `quiet ${days} days`;
}
