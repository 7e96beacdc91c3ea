import type { ImapFlowError } from 'imapflow';
import { isTlsCode, networkFailures } from '../network-failure.ts';
import { MailboxError, type MailboxErrorCode } from './mailbox-error.ts';

/** What was known when it failed, to tell failures apart that look the same. */
export interface FailureContext {
  readonly signsInBy: 'password' | 'accessToken';
  /** Bytes that the server sent. */
  readonly receivedBytes: number;
  readonly hasGreeted: boolean;
  /** Why the server said goodbye, in its words; only looked at, never passed on. */
  readonly goodbye?: string | undefined;
  /** What the connection itself reported before the command failed. */
  readonly earlier?: unknown;
}

const byCode: Readonly<Record<string, MailboxErrorCode>> = {
  ...networkFailures,
  CONNECT_TIMEOUT: 'unreachable',
  GREETING_TIMEOUT: 'hangs',
  UPGRADE_TIMEOUT: 'hangs',
  ETIMEOUT: 'hangs',
  LockTimeout: 'hangs',
  ETHROTTLE: 'throttled',
  ClosedAfterConnectTLS: 'tls',
  STARTTLS_INJECTION: 'tls',
  NoConnection: 'cutOff',
  EConnectionClosed: 'cutOff',
  ClosedAfterConnectText: 'cutOff',
};

const tooMany = /too many|connection limit|maximum (number of )?connections|max_userip|concurrent/i;

/** Turns whatever went wrong below into an error that says what to do and holds nothing private. An error that is one already stays. */
export function explainFailure(failure: unknown, context: FailureContext): MailboxError {
  if (failure instanceof MailboxError) return failure;
  return new MailboxError(codeOf(asFailure(failure), context));
}

function codeOf(failure: ImapFlowError, context: FailureContext): MailboxErrorCode {
  const words = [failure.responseText, failure.response, failure.reason, context.goodbye]
    .filter((word) => typeof word === 'string')
    .join(' ');
  if (failure.authenticationFailed) return codeOfRefusedSignIn(failure, words, context);
  if (/authentication mechanism|Login is disabled/i.test(failure.message)) return 'signInRefused';
  if (failure.tlsFailed || meansTls(failure.code)) return 'tls';
  if (failure.mailboxMissing || failure.serverResponseCode === 'NONEXISTENT') return 'folderGone';
  if (failure.serverResponseCode === 'LIMIT' || tooMany.test(words)) return 'tooManyConnections';
  if (!context.hasGreeted && context.goodbye === undefined && context.receivedBytes > 0 && isSilenceOrEnd(failure.code))
    return 'notAMailServer';
  const earlier = context.earlier === undefined ? undefined : asFailure(context.earlier);
  if (isSilenceOrEnd(failure.code) && earlier && earlier !== failure) return codeOf(earlier, { ...context, earlier: undefined });
  if (context.goodbye !== undefined) return 'serverFault';
  return byCode[failure.code ?? ''] ?? 'serverFault';
}

function codeOfRefusedSignIn(failure: ImapFlowError, words: string, context: FailureContext): MailboxErrorCode {
  const code = failure.serverResponseCode?.toUpperCase();
  if (code === 'LIMIT' || tooMany.test(words)) return 'tooManyConnections';
  if (code === 'UNAVAILABLE' || code === 'SERVERBUG' || code === 'INUSE') return 'serverFault';
  if (code === 'PRIVACYREQUIRED') return 'tls';
  if (code === 'CONTACTADMIN' || /login is disabled|mechanism/i.test(failure.message)) return 'signInRefused';
  if (failure.responseStatus === undefined && failure.code !== undefined && failure.code in byCode) return byCode[failure.code] ?? 'cutOff';
  return context.signsInBy === 'accessToken' ? 'tokenExpired' : 'wrongPassword';
}

function isSilenceOrEnd(code: string | undefined): boolean {
  const what = byCode[code ?? ''];
  return code === undefined || what === 'hangs' || what === 'cutOff' || what === undefined;
}

function meansTls(code: string | undefined): boolean {
  return code !== undefined && (byCode[code] === 'tls' || isTlsCode(code));
}

function asFailure(value: unknown): ImapFlowError {
  const failure = value instanceof Error ? (value as ImapFlowError & { readonly errors?: readonly unknown[] }) : new Error('');
  // Several addresses of one host were tried; the first failure tells as much as all.
  const [first] = failure instanceof AggregateError ? failure.errors : [];
  return first instanceof Error ? (first as ImapFlowError) : failure;
}
