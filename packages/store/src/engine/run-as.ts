import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './binaries.ts';
import { EngineError } from './engine.ts';

/** As whom PostgreSQL runs. It refuses to run as root. */
export interface RunAs {
  /** Put before the program and its arguments. */
  readonly prefix: readonly string[];
  /** Set when the server runs as another real user, to whom its directories must then belong. */
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
}

export type RunAsChoice = 'namespace' | 'user';

const sameUser: RunAs = { prefix: [], ids: undefined };
/** In a namespace of its own, root looks like `nobody` to PostgreSQL while its files stay root's: no chown, and /root is no obstacle. */
const namespace: RunAs = { prefix: ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'], ids: undefined };

/**
 * Decides by the owner of existing data, because a server cannot start on another user's files. New data below root goes to a user
 * namespace where the machine allows one, else to the user `postgres` or `nobody`.
 *
 * @throws EngineError saying whose data it is, or which directory the chosen user cannot enter.
 */
export function chooseRunAs(dataDir: string, clusterDir: string, binaries: Binaries, forced?: RunAsChoice): RunAs {
  const self = process.getuid?.();
  if (self === undefined) return sameUser;
  const owner = fs.existsSync(clusterDir) ? fs.statSync(clusterDir) : undefined;
  if (self !== 0) {
    if (owner && owner.uid !== self)
      throw new EngineError(`The data in ${dataDir} belongs to ${userName(owner.uid)}. Run Windshield as that user.`);
    return sameUser;
  }
  if (owner && owner.uid !== 0) return { prefix: [], ids: { uid: owner.uid, gid: owner.gid } };
  if (forced !== 'user' && namespaceWorks(binaries)) return namespace;
  if (owner)
    throw new EngineError(
      `The data in ${dataDir} belongs to root, and PostgreSQL cannot run as root here. Give it to another user (chown -R postgres) and run Windshield as that user.`,
    );
  return serviceUser(dataDir, binaries);
}

function namespaceWorks({ postgres }: Binaries): boolean {
  const [program, ...args] = namespace.prefix as [string, ...string[]];
  try {
    execFileSync(program, [...args, postgres, '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function serviceUser(dataDir: string, { postgres }: Binaries): RunAs {
  const user = accounts().find(({ name }) => name === 'postgres') ?? accounts().find(({ name }) => name === 'nobody');
  if (!user)
    throw new EngineError(
      'PostgreSQL refuses to run as root, and there is no user "postgres" or "nobody" to run it as. Run Windshield as an ordinary user.',
    );
  for (const place of [dataDir, path.dirname(postgres)]) {
    for (let dir = place; dir !== path.dirname(dir); dir = path.dirname(dir)) {
      if (dir !== dataDir && (fs.statSync(dir).mode & 0o001) === 0)
        throw new EngineError(
          `PostgreSQL refuses to run as root, and the user ${user.name} cannot enter ${dir}. Run Windshield as an ordinary user, or move it and its data (--data, WINDSHIELD_DATA) where everyone may enter.`,
        );
    }
  }
  return { prefix: [], ids: { uid: user.uid, gid: user.gid } };
}

function accounts(): { name: string; uid: number; gid: number }[] {
  const lines = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.map((line) => line.split(':')).map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function userName(uid: number): string {
  const account = fs.existsSync('/etc/passwd') ? accounts().find((known) => known.uid === uid) : undefined;
  return account ? `the user ${account.name}` : `another user (uid ${uid})`;
}
