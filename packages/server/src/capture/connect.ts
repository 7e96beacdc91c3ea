import type { NewCaptureSource } from '@windshield/contract';
import { connectImap, listFolders, MailboxError } from '@windshield/ingest';
import { type Actor, capture, inWorkspace } from '@windshield/store';
import type { z } from 'zod';
import { ProblemError } from '../app/problem.ts';
import { invalid } from '../app/validate.ts';
import type { Services } from '../services.ts';
import { isBelow } from './files.ts';
import { policyOf } from './policy.ts';
import { tryCalendar } from './read-calendars.ts';
import { keepCredentials } from './reading.ts';
import type { Credentials } from './seal.ts';
import { troubleOf } from './trouble.ts';
import { askForReading } from './watch.ts';

type Wanted = z.output<typeof NewCaptureSource>;

/**
 * Tries a source and, when it answers, keeps it with its credentials sealed and has it read. Nothing is kept of one that does not work.
 *
 * @throws ProblemError `invalid`, naming the field to look at and what to do
 */
export async function connectSource(
  services: Services,
  actor: Actor & { readonly userId: string },
  wanted: Wanted,
): Promise<capture.SourceStateFull> {
  const credentials = credentialsOf(wanted);
  await tryOut(services, wanted, credentials);
  return inWorkspace(services.pools.app, capture.capturing(actor.workspaceId, actor.userId), async (tx) => {
    const source = await capture.createSource(tx, {
      kind: wanted.kind,
      name: wanted.name ?? nameOf(wanted),
      address: wanted.kind === 'imap' ? wanted.address : undefined,
      aliases: wanted.aliases,
      settings: settingsOf(wanted),
      keepsText: wanted.keepsText,
      level: wanted.level,
    });
    const secret = wanted.kind === 'calendarFeed' ? { url: wanted.url } : credentials;
    if (secret) await keepCredentials(services, tx, source.id, secret);
    await askForReading(tx, source.id, actor.userId);
    return capture.sourceState(tx, source.id);
  });
}

/** @throws ProblemError when the source does not answer as it should */
export async function tryOut(services: Services, wanted: Wanted, credentials: Credentials | undefined): Promise<void> {
  if (credentials) demandUsable(wanted, credentials);
  try {
    if (wanted.kind === 'imap') await tryMailbox(services, wanted, demand(credentials));
    else if (wanted.kind === 'watchedFolder') tryFolder(services, wanted.path);
    else await tryCalendar(services, wanted, wanted.kind === 'caldav' ? demand(credentials) : undefined);
  } catch (failure) {
    if (failure instanceof ProblemError) throw failure;
    const { code, message } = troubleOf(failure);
    if (code === 'fault') throw failure;
    throw invalid([{ field: fieldOf(code, wanted.kind), message }]);
  }
}

async function tryMailbox(services: Services, wanted: Extract<Wanted, { kind: 'imap' }>, auth: Credentials): Promise<void> {
  const { host, port, security, userName: user } = wanted;
  const connection = await connectImap({ host, port, security, user, auth }, policyOf(services.capture, security));
  try {
    const folders = await listFolders(connection);
    if (!folders.some(({ leftOut }) => leftOut === undefined)) throw new MailboxError('folderGone');
  } finally {
    await connection.close();
  }
}

function tryFolder(services: Services, folder: string): void {
  const roots = services.capture.watchedRoots ?? [];
  const message = 'is not below a folder that the operator of this server allowed to be watched (WINDSHIELD_WATCHED_FOLDERS)';
  let isAllowed = false;
  try {
    isAllowed = isBelow(folder, roots);
  } catch {
    // That it is not there is not told either: this is no way to look around on the server.
  }
  if (!isAllowed) throw invalid([{ field: 'path', message }]);
}

const fields: Readonly<Record<string, string>> = {
  wrongPassword: 'password',
  tokenExpired: 'accessToken',
  tls: 'security',
  unencrypted: 'security',
  signInRefused: 'security',
};
const fieldOf = (code: string, kind: Wanted['kind']): string =>
  fields[code] ?? (kind === 'imap' ? 'host' : kind === 'watchedFolder' ? 'path' : 'url');

function credentialsOf(wanted: Wanted): Credentials | undefined {
  if (wanted.kind !== 'imap' && wanted.kind !== 'caldav') return undefined;
  if (wanted.password !== undefined) return { password: wanted.password };
  return wanted.accessToken === undefined ? undefined : { accessToken: wanted.accessToken };
}

function demand(credentials: Credentials | undefined): Credentials {
  if (!credentials) throw invalid([{ field: 'password', message: 'is missing: give the password, an app password, or an access token' }]);
  return credentials;
}

function demandUsable({ kind }: Wanted, credentials: Credentials): void {
  if (kind !== 'imap' && kind !== 'caldav') throw invalid([{ field: 'password', message: 'is of no use: this source signs in nowhere' }]);
  if ('accessToken' in credentials && !/^[\x21-\x7e]+$/.test(credentials.accessToken))
    throw invalid([{ field: 'accessToken', message: 'takes the token as it was issued, without blanks or line breaks' }]);
}

function settingsOf(wanted: Wanted): Record<string, unknown> {
  const since = wanted.since === undefined ? {} : { since: wanted.since };
  switch (wanted.kind) {
    case 'imap': {
      const { host, port, security, userName } = wanted;
      return { host, port, security, userName, authentication: wanted.password === undefined ? 'token' : 'password', ...since };
    }
    case 'caldav':
      return {
        url: withoutPassword(wanted.url),
        userName: wanted.userName,
        authentication: wanted.password === undefined ? 'token' : 'password',
        ...since,
      };
    case 'calendarFeed':
      return { url: shown(wanted.url), ...since };
    case 'watchedFolder':
      return { path: wanted.path, ...since };
  }
}

/** An address as it may be kept in clear: who signs in is kept beside it, and with what is sealed. */
function withoutPassword(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

/** Of a feed's address its owner sees the server alone: what follows opens the calendar. */
function shown(address: string): string {
  const { protocol, host } = new URL(address.replace(/^webcals?:/i, 'https:'));
  return `${protocol}//${host}/…`;
}

function nameOf(wanted: Wanted): string {
  if (wanted.kind === 'imap') return wanted.address;
  if (wanted.kind === 'watchedFolder') return wanted.path.split(/[\\/]/).findLast((step) => step !== '') ?? wanted.path;
  return URL.parse(wanted.url)?.hostname ?? 'Calendar';
}

/** A source that is connected already, as if it were being connected with these credentials. */
export function wantedOf(source: capture.Source, credentials: Credentials): Wanted {
  const { kind, name, address, aliases, settings, keepsText, level } = source;
  return { kind, name, address, aliases, keepsText, level, ...settings, ...credentials } as unknown as Wanted;
}
