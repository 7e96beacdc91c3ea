import { execFile, spawn } from 'node:child_process';
import { existsSync, type Stats } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

const run = promisify(execFile);

/** Where Debian's Dovecot is on this machine; undefined where it is not, so that its tests skip. */
export const dovecotBinary = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((file) =>
  existsSync(file),
);

export interface DovecotOptions {
  /** Passwords by user. */
  readonly users: Readonly<Record<string, string>>;
  /** Folders besides INBOX and what each is for (`\Sent`), or an empty string. */
  readonly folders?: Readonly<Record<string, string>>;
  /** Serves TLS on a second port, and STARTTLS on the first, with a certificate of its own for `localhost`. */
  readonly tls?: boolean;
  /** What the server says it can do once one is signed in, in place of all that it can. */
  readonly capabilities?: string;
}

/** Bytes of a message, or these and when it arrived. */
export type TestMessage = Uint8Array | string | { readonly bytes: Uint8Array | string; readonly receivedAt: Date };

export interface Dovecot {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly tlsPort: number;
  /** PEM; empty without TLS. */
  readonly certificate: string;
  /** Delivers messages, the last one with the highest number. */
  addMessages(user: string, folder: string, messages: readonly TestMessage[]): Promise<void>;
  deleteMessages(user: string, folder: string, uids: readonly number[]): Promise<void>;
  /** Forgets the numbers of a folder: the server gives new ones and another UIDVALIDITY. The user must not be connected meanwhile. */
  renumber(user: string, folder: string): Promise<void>;
  /** What the server wrote into its log. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a real Dovecot on free ports, in a temporary directory that goes with it; as root or as anybody else. */
export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  if (!dovecotBinary) throw new Error('Dovecot is not installed: apt-get install dovecot-imapd');
  // Paths of sockets may have 107 bytes, and the temporary directory of some machines is long already.
  const home = await mkdtemp(path.join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'dc-'));
  await chmod(home, 0o755);
  const [port, tlsPort] = await Promise.all([freePort(), freePort()]);
  const owner = await mailOwner();
  const certificate = options.tls ? await makeCertificate(home) : '';
  const passwords = Object.entries(options.users).map(([user, password]) => `${user}:{PLAIN}${password}`);
  await writeFile(path.join(home, 'users'), `${passwords.join('\n')}\n`);
  const configuration = path.join(home, 'dovecot.conf');
  await writeFile(configuration, configure(home, options, { port, tlsPort: options.tls ? tlsPort : 0, owner }));
  for (const user of Object.keys(options.users)) await makeMaildir(maildir(home, user, 'INBOX'), owner);

  const server = spawn(dovecotBinary, ['-F', '-c', configuration], { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  server.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const log = async () => complaints + (await readFile(path.join(home, 'log'), 'utf8').catch(() => ''));
  const endWithUs = () => server.kill('SIGKILL');
  process.once('exit', endWithUs);
  const stop = async () => {
    process.off('exit', endWithUs);
    server.kill('SIGTERM');
    await Promise.race([ended, sleep(5_000)]);
    server.kill('SIGKILL');
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  if (!(await greets(port, () => server.exitCode !== null))) {
    const why = await log();
    await stop();
    throw new Error(`Dovecot does not start: ${why}`);
  }

  let delivered = 0;
  return {
    host: '127.0.0.1',
    port,
    tlsPort,
    certificate,
    log,
    stop,
    async addMessages(user, folder, messages) {
      const folderPath = maildir(home, user, folder);
      const root = maildir(home, user, 'INBOX');
      for (let at = folderPath; at.length > root.length; at = path.dirname(at)) await makeMaildir(at, owner);
      for (const message of messages) {
        const { bytes, receivedAt } =
          typeof message === 'object' && 'bytes' in message ? message : { bytes: message, receivedAt: undefined };
        const name = `${String(++delivered).padStart(12, '0')}.dc`;
        const written = path.join(folderPath, 'tmp', name);
        await writeFile(written, bytes);
        await giveTo(owner, written);
        if (receivedAt) await utimes(written, receivedAt, receivedAt);
        await rename(written, path.join(folderPath, 'new', name));
      }
    },
    async deleteMessages(user, folder, uids) {
      await run('doveadm', ['-c', configuration, 'expunge', '-u', user, 'mailbox', folder, 'uid', uids.join(',')]);
    },
    async renumber(user, folder) {
      const folderPath = maildir(home, user, folder);
      for (const file of await readdir(folderPath)) {
        if (/^dovecot(-uidlist|\.index)/.test(file)) await rm(path.join(folderPath, file));
      }
    },
  };
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
  /** Names of whoever runs the server, unless that is root: Dovecot then has its own users for that. */
  readonly names?: { readonly user: string; readonly group: string };
}

/** Dovecot reads no mail as root. */
async function mailOwner(): Promise<Owner> {
  const { uid, gid, username } = userInfo();
  if (uid === 0) return { uid: 65534, gid: 65534 };
  const { stdout: group } = await run('id', ['-gn']);
  return { uid, gid, names: { user: username, group: group.trim() } };
}

function configure(
  home: string,
  { folders = {}, tls, capabilities }: DovecotOptions,
  at: { port: number; tlsPort: number; owner: Owner },
): string {
  const mailboxes = Object.entries(folders).map(
    ([name, use]) => `  mailbox "${name}" {\n    auto = create\n${use ? `    special_use = ${use}\n` : ''}  }`,
  );
  const { owner } = at;
  const { user, group } = owner.names ?? {};
  const users = user ? [`default_internal_user = ${user}`, `default_login_user = ${user}`, `default_internal_group = ${group}`] : [];
  return [
    `base_dir = ${home}/run`,
    `state_dir = ${home}/state`,
    `log_path = ${home}/log`,
    'protocols = imap',
    'listen = 127.0.0.1',
    'instance_name = windshield-test',
    'disable_plaintext_auth = no',
    'auth_mechanisms = plain login',
    'auth_failure_delay = 0',
    'mail_max_userip_connections = 50',
    tls ? `ssl = yes\nssl_cert = <${home}/cert.pem\nssl_key = <${home}/key.pem` : 'ssl = no',
    capabilities ? `imap_capability = ${capabilities}` : '',
    ...users,
    'first_valid_uid = 1',
    'first_valid_gid = 1',
    'mail_location = maildir:~/Maildir:LAYOUT=fs:UTF-8',
    'mail_fsync = never',
    `passdb {\n  driver = passwd-file\n  args = ${home}/users\n}`,
    `userdb {\n  driver = static\n  args = uid=${owner.uid} gid=${owner.gid} home=${home}/mail/%u\n}`,
    `namespace inbox {\n  inbox = yes\n  separator = /\n${mailboxes.join('\n')}\n}`,
    // No pause that grows with each wrong password.
    'service anvil {\n  chroot =\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}',
    `service imap-login {\n  chroot =\n  inet_listener imap {\n    port = ${at.port}\n  }\n  inet_listener imaps {\n    port = ${at.tlsPort}\n  }\n}`,
    'service stats {\n  unix_listener stats-writer {\n    mode = 0666\n  }\n}',
    '',
  ].join('\n');
}

function maildir(home: string, user: string, folder: string): string {
  const root = path.join(home, 'mail', user, 'Maildir');
  return folder.toUpperCase() === 'INBOX' ? root : path.join(root, folder);
}

/** Makes a maildir and gives it, and what was made above it, to the owner of the mail. */
async function makeMaildir(folder: string, owner: Owner): Promise<void> {
  for (const part of ['tmp', 'new', 'cur']) {
    const made = await mkdir(path.join(folder, part), { recursive: true });
    for (let at = path.join(folder, part); made && at.length >= made.length; at = path.dirname(at)) await giveTo(owner, at);
  }
}

async function giveTo(owner: Owner, file: string): Promise<void> {
  const { uid }: Stats = await stat(file);
  if (uid !== owner.uid) await chown(file, owner.uid, owner.gid);
}

async function makeCertificate(home: string): Promise<string> {
  const [key, certificate] = [path.join(home, 'key.pem'), path.join(home, 'cert.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    key,
    '-out',
    certificate,
    ...names,
  ]);
  return readFile(certificate, 'utf8');
}

/** Waits up to ten seconds for the server's first words. */
async function greets(port: number, hasEnded: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 200 && !hasEnded(); attempt++) {
    const isGreeted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.setTimeout(2_000, () => socket.destroy());
      socket.once('data', () => {
        resolve(true);
        socket.destroy();
      });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (isGreeted) return true;
    await sleep(50);
  }
  return false;
}
