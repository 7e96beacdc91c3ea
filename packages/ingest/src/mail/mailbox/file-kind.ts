/** What a file holds, by its first bytes; `reason` where it cannot be read as mail. */
export type FileKind =
  | { readonly kind: 'mbox' | 'message' | 'emlx' | 'gzip' | 'zip' }
  | { readonly kind: 'other'; readonly reason: string };

const signatures: readonly (readonly [bytes: string, reason: string])[] = [
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an Outlook item (.msg) or another Office file; save the mail as .eml or export the folder as mbox'],
  ['!BDN', 'an Outlook data file (.pst, .ost); connect the mailbox by IMAP or export it as mbox'],
  ['%PDF', 'a PDF, not a mail'],
  ['\x89PNG', 'a picture, not a mail'],
  ['GIF8', 'a picture, not a mail'],
  ['\xff\xd8\xff', 'a picture, not a mail'],
  ['II*\0', 'a picture, not a mail'],
  ['MM\0*', 'a picture, not a mail'],
  ['\x78\x9f\x3e\x22', "an attachment in Outlook's own format (winmail.dat) without its mail"],
  ['7z\xbc\xaf', 'a 7-Zip archive; pack the mail as ZIP'],
  ['Rar!', 'a RAR archive; pack the mail as ZIP'],
  ['BZh', 'a bzip2 file; unpack it first'],
  ['\xfd7zXZ', 'an xz file; unpack it first'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard file; unpack it first'],
  ['\x01\x01\x01\x01\n', 'an MMDF mailbox; export it as mbox'],
  ['BABYL OPTIONS', 'an Emacs mailbox; export it as mbox'],
  ['SQLite format 3', 'a database, not mail; export the mailbox as mbox'],
  ['BEGIN:VCALENDAR', 'a calendar, not a mail; add it as a calendar'],
  ['BEGIN:VCARD', 'an address book, not a mail; add it as contacts'],
];

/** Fields of which a mail has at least one. */
const mailField =
  /^(?:from|to|cc|bcc|date|subject|message-id|received|return-path|delivered-to|sender|reply-to|content-type|mime-version|references|in-reply-to|resent-from|resent-to|x-original-to|content-transfer-encoding):/im;

/** Judges a file by its first bytes (a few thousand are enough). */
export function fileKind(head: Buffer): FileKind {
  const text = head.toString('latin1', 0, Math.min(head.length, 16_000)).replace(/^\xef\xbb\xbf/, '');
  if (text.trim() === '') return { kind: 'other', reason: 'it is empty' };
  if (text.startsWith('\x1f\x8b')) return { kind: 'gzip' };
  if (text.startsWith('PK\x03\x04')) return { kind: 'zip' };
  const known = signatures.find(([bytes]) => text.startsWith(bytes));
  if (known) return { kind: 'other', reason: known[1] };
  if (/^\s*From .*\r?\n(?:>?From |[!-9;-~]{1,80}[ \t]{0,4}:)/.test(text)) return { kind: 'mbox' };
  if (/^\d{1,10}[ \t]*\r?\n[!-9;-~]{1,80}:/.test(text)) return { kind: 'emlx' };
  const blank = /\r?\n[ \t]*\r?\n|\r[ \t]*\r/.exec(text.trimStart());
  const top = (blank ? text.trimStart().slice(0, blank.index) : text).replace(/\r(?!\n)/g, '\n');
  if (mailField.test(top)) return { kind: 'message' };
  if (text.includes('\0')) return { kind: 'other', reason: 'neither a mail nor a mailbox' };
  return { kind: 'other', reason: 'no mail: it has no head with From, To, Date or Subject' };
}
