import type { CaptureSource } from '@windshield/contract';
import { formatList, formatNumber, formatRelativeDate } from '../ui/locale.ts';

type Folder = CaptureSource['folders'][number];

export const kindWords: Record<CaptureSource['kind'], string> = {
  imap: 'Mailbox',
  caldav: 'Calendar',
  calendarFeed: 'Calendar by its address',
  upload: 'Files you brought',
  watchedFolder: 'Watched folder',
};

/** History is on its way in, so what is shown changes by itself. */
export const isReading = ({ state }: Pick<CaptureSource, 'state'>): boolean => state === 'connecting' || state === 'backfilling';

/** How a source is, in a sentence that says what to do where something is to be done. */
export function stateSentence(source: CaptureSource, now = new Date()): string {
  switch (source.state) {
    case 'connecting':
      return 'Connected. What it holds is being looked at.';
    case 'backfilling':
      return 'History is being read, newest first. You can leave this page; it goes on by itself.';
    case 'active':
      return source.lastReadAt ? `Up to date. Read ${formatRelativeDate(source.lastReadAt, now)}.` : 'Up to date.';
    case 'waiting':
      return `${source.stateMessage ?? 'It could not be read.'}${source.retryAt ? ` Tried again ${formatRelativeDate(source.retryAt, now)}.` : ''}`;
    case 'needsAttention':
      return source.stateMessage ?? 'It cannot be read as it is. Enter its password again, or connect it anew.';
    case 'paused':
      return 'Paused. Nothing is read until you let it go on.';
  }
}

/** What is known of a colleague's source: that it is there, and whether it works. */
export function colleagueSentence(source: CaptureSource, now = new Date()): string {
  if (source.state === 'needsAttention') return 'waits for its owner';
  if (source.state === 'waiting') return 'cannot be read right now; tried again by itself';
  if (source.state === 'paused') return 'paused';
  if (isReading(source)) return 'reads its history';
  return source.lastReadAt ? `works, read ${formatRelativeDate(source.lastReadAt, now)}` : 'works';
}

const counted = (count: number, one: string, many: string): string => `${formatNumber(count)} ${count === 1 ? one : many}`;

/** Where everything that was read went, so that nothing is lost without a word. */
export function countsSentence({ counts }: Pick<CaptureSource, 'counts'>): string {
  const parts = [
    ...(counts.interactions > 0 ? [counted(counts.interactions, 'stands in timelines', 'stand in timelines')] : []),
    ...(counts.waiting > 0 ? [counted(counts.waiting, 'waits until you say who it is', 'wait until you say who the people are')] : []),
    ...(counts.leftOut > 0 ? [counted(counts.leftOut, 'was left out', 'were left out')] : []),
    ...(counts.unread > 0 ? [`${formatNumber(counts.unread)} could not be read`] : []),
  ];
  return parts.length === 0 ? 'Nothing is in yet.' : `${formatList(parts)}.`;
}

const leftOutWords: Record<string, readonly [one: string, many: string]> = {
  list: ['newsletter or list mail', 'newsletters and list mails'],
  autoReply: ['automatic answer', 'automatic answers'],
  bounce: ['notice that a mail did not arrive', 'notices that a mail did not arrive'],
  calendar: ['mail about a meeting; the meeting stands instead', 'mails about meetings; the meetings stand instead'],
  receipt: ['read receipt', 'read receipts'],
  internal: ['between colleagues', 'between colleagues'],
  nobodyElse: ['with nobody else in it', 'with nobody else in them'],
  noSender: ['without a sender', 'without a sender'],
  noDate: ['without a date', 'without a date'],
  cancelled: ['cancelled meeting', 'cancelled meetings'],
  notEngaging: ['calendar entry that takes no time', 'calendar entries that take no time'],
  markedPrivate: ['marked private or personal', 'marked private or personal'],
  notInvited: ['invitation that is not to you', 'invitations that are not to you'],
  excluded: ['with addresses that are left out', 'with addresses that are left out'],
  ignored: ['from people you ignore', 'from people you ignore'],
  private: ['from people you keep private', 'from people you keep private'],
};

/** "4 newsletters and list mails": why something was left out, in words. */
export function leftOutInWords({ reason, count }: CaptureSource['leftOut'][number]): string {
  const [one, many] = leftOutWords[reason] ?? ['for another reason', 'for other reasons'];
  return counted(count, one, many);
}

const roleWords: Partial<Record<Folder['role'], string>> = { inbox: 'received', sent: 'sent', archive: 'archive', all: 'all mail' };

export const folderName = ({ path, role }: Pick<Folder, 'path' | 'role'>): string => {
  const word = roleWords[role];
  const name = path.toUpperCase() === 'INBOX' ? 'Inbox' : path;
  return word && !name.toLocaleLowerCase().includes(word) ? `${name} (${word})` : name;
};

/** "1,204 of 1,204": what the server counts against what was read. */
export function folderCount({ onServer, read, isIncluded }: Folder): string {
  if (!isIncluded) return 'left out';
  if (onServer === null) return read === 0 ? 'not counted yet' : `${formatNumber(read)} read`;
  return `${formatNumber(read)} of ${formatNumber(onServer)}`;
}

export const levels: { value: CaptureSource['level']; label: string; help: string }[] = [
  {
    value: 'happened',
    label: 'That it happened',
    help: 'When, with whom and in which direction. No subject and no text.',
  },
  { value: 'subject', label: 'The subject as well', help: 'What it was about, in its own words. No text.' },
  { value: 'text', label: 'The text as well', help: 'Everything that was written, without quotes and signatures.' },
];

export const levelSentence = ({ level, keepsText }: Pick<CaptureSource, 'level' | 'keepsText'>): string => {
  const seen = {
    happened: 'Colleagues see that it happened',
    subject: 'Colleagues see the subject',
    text: 'Colleagues see subject and text',
  };
  return `${seen[level]}. ${keepsText ? 'Texts are kept.' : 'No text is kept.'}`;
};
