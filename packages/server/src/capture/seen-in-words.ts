import type { Seen } from '@windshield/contract';
import type { capture } from '@windshield/store';

const names: Readonly<Record<capture.Channel, string>> = {
  mail: 'mail',
  calendar: 'calendar',
  phone: 'phone',
  inPerson: 'talks in person',
};

/** "Seen: mail and calendar, not the phone." */
export function seenInWords(seen: capture.Seen): Seen {
  const covered = seen.channels.filter(({ isCovered }) => isCovered).map(({ channel }) => names[channel]);
  const others = seen.channels.filter(({ isCovered }) => !isCovered).map(({ channel }) => names[channel]);
  const sentence =
    covered.length === 0
      ? 'Nothing is seen yet: connect a mailbox or a calendar, or note talks with one tap.'
      : `Seen: ${list(covered)}${others.length === 0 ? '' : `; not ${list(others)}`}.`;
  return { user: seen.user, channels: seen.channels.map((channel) => ({ ...channel })), sentence };
}

const list = (words: readonly string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(words);
