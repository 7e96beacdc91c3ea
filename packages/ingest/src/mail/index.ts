export { mailFiles } from './mailbox/mail-files.ts';
export { type MboxMessage, mboxMessages } from './mailbox/mbox.ts';
export { type MailboxMessage, type RawMessage, rawMessages, readMailbox } from './mailbox/read-mailbox.ts';
export { type MessageOptions, readMessage } from './read-message.ts';
export { trimReply } from './reply/trim-reply.ts';
