/** What an interaction between two people was. Whatever is written counts as mail: letters, chats, texts. */
export const tieKinds = ['mail', 'call', 'meeting'] as const;
export type TieKind = (typeof tieKinds)[number];

export const mail = 0;
export const meeting = 2;

/**
 * What one interaction weighs in the strength of a tie, by kind, before anything is known: mail that came in shows more than mail that went
 * out, and talking more than both. A meeting counts for both people.
 */
export const startingWeights = { mailIn: 0.5, mailOut: 0.15, call: 0.7, meeting: 1 } as const;

const namesOfCalls = /^(phone|tele|voip|voice|video)?[ _-]?(call|phone|telephone)s?$/;
const namesOfMeetings = /^(meeting|appointment|event|visit|calendar|demo|lunch|conference)s?$/;

/** The kind that a word in a file stands for; whatever is neither a call nor a meeting is something written. */
export function tieKindNamed(name: string): TieKind {
  const word = name.trim().toLowerCase();
  if (namesOfCalls.test(word)) return 'call';
  return namesOfMeetings.test(word) ? 'meeting' : 'mail';
}
