import { type Advice, ConnectorError } from '../connector-error.ts';

/** What can be wrong with a mailbox, as far as it matters for what to do. */
export type MailboxErrorCode = keyof typeof advice;

/** For each: what to do, and whether trying again later may help by itself. */
const advice = {
  wrongPassword: {
    isTemporary: false,
    message:
      'The mail server refused this user name and password. Enter them again; where two-step sign-in is on, make an app password in the provider’s settings and enter that.',
  },
  tokenExpired: { isTemporary: false, message: 'The mail server refused the permission it once gave. Connect this mailbox again.' },
  signInRefused: {
    isTemporary: false,
    message:
      'The mail server lets nobody sign in this way. Ask its administrator to allow IMAP for this mailbox, or choose another security (TLS, STARTTLS).',
  },
  unencrypted: {
    isTemporary: false,
    message:
      'The password would cross the net in clear. Choose TLS or STARTTLS, or have the operator of this server allow plain connections.',
  },
  addressRefused: {
    isTemporary: false,
    message: 'This host is inside a private network. Have the operator of this server allow its address, or enter a public mail server.',
  },
  unreachable: { isTemporary: true, message: 'The mail server cannot be reached. Check host and port; it is tried again.' },
  tls: {
    isTemporary: false,
    message:
      'No secure connection: the certificate is not valid for this host, or the port expects another security. Port 993 is TLS, 143 STARTTLS.',
  },
  hangs: { isTemporary: true, message: 'The mail server stopped answering. It is tried again; if it stays so, check port and security.' },
  notAMailServer: {
    isTemporary: true, // A greeting that breaks off looks the same.
    message: 'What answers at this host and port is not an IMAP server. Check both; IMAP is mostly at port 993.',
  },
  tooManyConnections: {
    isTemporary: true,
    message: 'The mailbox has too many programs connected at once. It is tried again; closing mail programs that are not needed helps.',
  },
  cutOff: { isTemporary: true, message: 'The connection broke off. Reading goes on where it stopped.' },
  folderGone: { isTemporary: false, message: 'A folder of this mailbox is no longer there. List the folders again.' },
  throttled: { isTemporary: true, message: 'The mail server asks for a pause. Reading goes on later.' },
  serverFault: {
    isTemporary: true,
    message: 'The mail server reported a fault of its own. It is tried again; if it stays so, ask its administrator.',
  },
} as const satisfies Record<string, Advice>;

/** A mailbox cannot be read, and what to do about it. */
export class MailboxError extends ConnectorError<MailboxErrorCode> {
  override readonly name = 'MailboxError';

  constructor(code: MailboxErrorCode) {
    super(code, advice);
  }
}
