import { type Advice, ConnectorError } from '../connector-error.ts';

/** What can be wrong with a calendar's server, as far as it matters for what to do. */
export type CalendarErrorCode = keyof typeof advice;

/** For each: what to do, and whether trying again later may help by itself. */
const advice = {
  badAddress: { isTemporary: false, message: 'This is no address of a calendar. It begins with https:// (a feed also with webcal://).' },
  wrongPassword: {
    isTemporary: false,
    message:
      'The calendar server refused this user name and password. Enter them again; where two-step sign-in is on, make an app password in the provider’s settings and enter that.',
  },
  tokenExpired: { isTemporary: false, message: 'The calendar server refused the permission it once gave. Connect this calendar again.' },
  notAllowed: {
    isTemporary: false,
    message: 'The calendar server does not let this user read here. Ask its administrator, or whoever shares the calendar, for permission.',
  },
  unencrypted: {
    isTemporary: false,
    message:
      'The password would cross the net in clear. Enter an address that begins with https://, or have the operator of this server allow plain connections.',
  },
  addressRefused: {
    isTemporary: false,
    message:
      'This host is inside a private network. Have the operator of this server allow its address, or enter a public calendar server.',
  },
  otherHost: {
    isTemporary: false,
    message:
      'The server sends on to another one, to which the password is not given. Enter the address that the provider names for CalDAV.',
  },
  unreachable: { isTemporary: true, message: 'The calendar server cannot be reached. Check its address; it is tried again.' },
  tls: { isTemporary: false, message: 'No secure connection: the certificate is not valid for this host, or the port does not speak TLS.' },
  hangs: { isTemporary: true, message: 'The calendar server stopped answering. It is tried again; if it stays so, check the address.' },
  cutOff: { isTemporary: true, message: 'The connection broke off. Reading goes on where it stopped.' },
  notACalendarServer: {
    isTemporary: false,
    message:
      'What answers at this address holds no calendars. Enter the address that the provider names for CalDAV, or that of an .ics feed.',
  },
  calendarGone: {
    isTemporary: false,
    message: 'This calendar is no longer there. List the calendars again, or enter the feed’s new address.',
  },
  tooLarge: {
    isTemporary: false,
    message: 'The calendar server’s answer is larger than is read here. Choose a smaller calendar, or import it as a file.',
  },
  throttled: { isTemporary: true, message: 'The calendar server asks for a pause. Reading goes on later.' },
  serverFault: {
    isTemporary: true,
    message: 'The calendar server reported a fault of its own. It is tried again; if it stays so, ask its administrator.',
  },
} as const satisfies Record<string, Advice>;

/** A calendar cannot be read, and what to do about it. */
export class CalendarError extends ConnectorError<CalendarErrorCode> {
  override readonly name = 'CalendarError';

  constructor(code: CalendarErrorCode, retryAfterSeconds?: number) {
    super(code, advice, retryAfterSeconds);
  }
}
