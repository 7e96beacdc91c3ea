import path from 'node:path';
import { isNetwork } from './network.ts';

/** Every environment variable that Windshield reads, as typed values. This file alone reads them. */
export interface Environment {
  /** Where the server listens. */
  readonly host: string;
  readonly port: number;
  /** Address under which people reach Windshield; it appears in links and decides whether cookies are for HTTPS only. */
  readonly baseUrl: string;
  /** Directory of the embedded database, its socket, its log and files of running imports. */
  readonly dataDir: string;
  /** A PostgreSQL to use instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** Where a socket may live when the data directory's path is too long for one. */
  readonly runtimeDir: string | undefined;
  /** Networks whose mail and calendar servers may be connected to although they are private. */
  readonly privateNetworks: readonly string[];
  /** Folders below which mail and calendar files may be watched. */
  readonly watchedFolders: readonly string[];
  /** True below `npm start`: when npm is killed it tells nobody, so its child watches for it. */
  readonly startedByNpm: boolean;
}

export type LogLevel = (typeof logLevels)[number];
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** A variable has a value that Windshield cannot use. The message names the variable, the value and what it takes. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

type Variables = Readonly<Record<string, string | undefined>>;

interface Variable<T> {
  /** What it means and what it takes, for `windshield help` and for error messages. */
  readonly meaning: string;
  readonly takes: string;
  /** `undefined` when the text is none of what it takes. */
  readonly parse: (text: string) => T | undefined;
}

const variables = {
  HOST: {
    meaning: 'address to listen on (default localhost; 0.0.0.0 for every network)',
    takes: 'a host name or an IP address',
    parse: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
  } satisfies Variable<string>,
  PORT: {
    meaning: 'port to listen on (default 3210; 0 for any free one)',
    takes: 'a whole number from 0 to 65535',
    parse: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  } satisfies Variable<number>,
  WINDSHIELD_URL: {
    meaning: 'address under which people reach Windshield (default http://HOST:PORT)',
    takes: 'an address such as https://sales.example.com, without a path',
    parse: parseOrigin,
  } satisfies Variable<string>,
  WINDSHIELD_DATA: {
    meaning: 'directory of the data (default .data beside Windshield)',
    takes: 'a directory',
    parse: (text) => path.resolve(text),
  } satisfies Variable<string>,
  DATABASE_URL: {
    meaning: 'a PostgreSQL 15 or newer to use instead of the embedded one',
    takes: 'an address such as postgresql://user:password@host:5432/database',
    parse: (text) => (/^postgres(ql)?:\/\/\S+$/.test(text) ? text : undefined), // The store looks closer.
  } satisfies Variable<string>,
  LOG_LEVEL: {
    meaning: 'how much to log (default info)',
    takes: `one of ${logLevels.join(', ')}`,
    parse: (text) => logLevels.find((level) => level === text.toLowerCase()),
  } satisfies Variable<LogLevel>,
  WINDSHIELD_PRIVATE_NETWORKS: {
    meaning: 'private networks whose mail and calendar servers people may connect to (default none)',
    takes: 'addresses or networks with commas between, such as 10.0.0.0/8,192.168.1.20',
    parse: (text) => {
      const networks = text.split(',').map((network) => network.trim());
      return networks.every(isNetwork) ? networks : undefined;
    },
  } satisfies Variable<string[]>,
  WINDSHIELD_WATCHED_FOLDERS: {
    meaning: 'folders below which people may have mail and calendar files watched (default none)',
    takes: `absolute paths with "${path.delimiter}" between`,
    parse: (text) => {
      const folders = text.split(path.delimiter);
      return folders.every((folder) => path.isAbsolute(folder)) ? folders : undefined;
    },
  } satisfies Variable<string[]>,
  XDG_RUNTIME_DIR: {
    meaning: "the system's directory for sockets of this user; used when WINDSHIELD_DATA is too long a path for one",
    takes: 'a directory',
    parse: (text) => path.resolve(text),
  } satisfies Variable<string>,
};

/** Values that hold the password of a database must not be printed. */
const secret: ReadonlySet<string> = new Set(['DATABASE_URL']);

/**
 * Reads the environment. An empty variable counts as absent.
 *
 * @throws EnvironmentError naming the first variable with a value that it does not take
 */
export function readEnvironment(source: Variables = process.env): Environment {
  const read = <Name extends keyof typeof variables>(name: Name) => {
    const text = source[name]?.trim();
    if (!text) return undefined;
    const { parse, takes } = variables[name];
    const value = parse(text) as ReturnType<(typeof variables)[Name]['parse']>;
    if (value === undefined) throw new EnvironmentError(`${name}${secret.has(name) ? '' : `=${text}`} cannot be used: it takes ${takes}.`);
    return value;
  };
  const host = read('HOST') ?? 'localhost';
  const port = read('PORT') ?? 3210;
  return {
    host,
    port,
    baseUrl: read('WINDSHIELD_URL') ?? `http://${reachable(host)}:${port}`,
    dataDir: read('WINDSHIELD_DATA') ?? path.join(import.meta.dirname, '../../../.data'),
    databaseUrl: read('DATABASE_URL'),
    logLevel: read('LOG_LEVEL') ?? 'info',
    runtimeDir: read('XDG_RUNTIME_DIR'),
    privateNetworks: read('WINDSHIELD_PRIVATE_NETWORKS') ?? [],
    watchedFolders: read('WINDSHIELD_WATCHED_FOLDERS') ?? [],
    startedByNpm: source['npm_lifecycle_event'] !== undefined,
  };
}

/** One line for each variable, for `windshield help`. */
export function describeEnvironment(): string[] {
  const width = Math.max(...Object.keys(variables).map((name) => name.length));
  return Object.entries(variables).map(([name, { meaning }]) => `${name.padEnd(width)}  ${meaning}`);
}

function parseOrigin(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) return undefined;
  return url.origin;
}

/** A server that listens everywhere is reached on this machine by name; IPv6 addresses go in brackets. */
function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
