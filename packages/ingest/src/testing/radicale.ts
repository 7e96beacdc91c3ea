import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { escapeXml } from '../connectors/caldav/xml.ts';
import { freePort } from './free-port.ts';

/** Where Debian's Radicale is on this machine; undefined where it is not, so that its tests skip. */
export const radicaleBinary = ['/usr/bin/radicale', '/usr/local/bin/radicale'].find((file) => existsSync(file));

export interface RadicaleOptions {
  /** Passwords by user. */
  readonly users: Readonly<Record<string, string>>;
}

export interface Radicale {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Makes a calendar, `/user/name/`; its address. */
  makeCalendar(user: string, name: string, displayName?: string): Promise<string>;
  /** Writes one object of a calendar; the server's status. */
  put(user: string, href: string, data: string): Promise<number>;
  delete(user: string, href: string): Promise<number>;
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a real Radicale on a free port, in a temporary directory that goes with it; as root or as anybody else. */
export async function startRadicale({ users }: RadicaleOptions): Promise<Radicale> {
  if (!radicaleBinary) throw new Error('Radicale is not installed: apt-get install radicale');
  // It waits for the disk after every object; in memory that costs nothing.
  const home = await mkdtemp(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'radicale-'));
  const port = await freePort();
  const at = (name: string) => path.join(home, name);
  await writeFile(
    at('users'),
    Object.entries(users)
      .map(([user, password]) => `${user}:${password}\n`)
      .join(''),
  );
  const configuration = [
    `[server]\nhosts = 127.0.0.1:${port}\nmax_content_length = 100000000`,
    `[auth]\ntype = htpasswd\nhtpasswd_filename = ${at('users')}\nhtpasswd_encryption = plain\ndelay = 0`,
    `[storage]\nfilesystem_folder = ${at('collections')}`,
    '[rights]\ntype = owner_only',
    '[web]\ntype = none',
    '',
  ];
  await writeFile(at('config'), configuration.join('\n\n'));
  const server = spawn(radicaleBinary, ['--config', at('config')], { cwd: home, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  server.stderr.on('data', (chunk) => {
    log = `${log}${chunk}`.slice(-200_000);
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const stop = async () => {
    server.kill('SIGTERM');
    await Promise.race([ended, sleep(5_000)]);
    server.kill('SIGKILL');
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  if (!(await answers(port, () => server.exitCode !== null))) {
    await stop();
    throw new Error(`Radicale does not start: ${log}`);
  }

  const base = `http://127.0.0.1:${port}`;
  const send = async (user: string, method: string, href: string, body: string | undefined, type: string): Promise<number> => {
    const authorization = `Basic ${Buffer.from(`${user}:${users[user]}`).toString('base64')}`;
    const answer = await fetch(new URL(href, base), { method, headers: { authorization, 'content-type': type }, body: body ?? null });
    await answer.arrayBuffer();
    return answer.status;
  };
  return {
    host: '127.0.0.1',
    port,
    log: async () => log,
    stop,
    async makeCalendar(user, name, displayName = name) {
      const body = `<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><set><prop><resourcetype><collection/><c:calendar/></resourcetype><displayname>${escapeXml(displayName)}</displayname></prop></set></mkcol>`;
      const href = `${base}/${user}/${name}/`;
      const status = await send(user, 'MKCOL', href, body, 'application/xml');
      if (status !== 201) throw new Error(`Radicale makes no calendar: ${status}`);
      return href;
    },
    put: (user, href, data) => send(user, 'PUT', href, data, 'text/calendar; charset=utf-8'),
    delete: (user, href) => send(user, 'DELETE', href, undefined, 'text/plain'),
  };
}

/** Waits up to 20 seconds until somebody listens. */
async function answers(port: number, hasEnded: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 400 && !hasEnded(); attempt++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isOpen) return true;
    await sleep(50);
  }
  return false;
}
