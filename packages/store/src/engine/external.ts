import pg from 'pg';
import { type Engine, EngineError, type EngineRole } from './engine.ts';

const oldestVersion = 15;

/**
 * Uses a PostgreSQL that somebody else runs. Its login role acts as Windshield's roles by SET ROLE, so that one login is enough.
 *
 * @param url `postgresql://user:password@host:port/database`, with any option that libpq knows as a parameter
 * @throws EngineError when it cannot be reached or is older than PostgreSQL 15; the message never carries the password
 */
export async function connectExternal(url: string): Promise<Engine> {
  const began = performance.now();
  const target = parseUrl(url);
  const connectionAs = (role: EngineRole): pg.ClientConfig => ({
    connectionString: target.href,
    application_name: `windshield ${role}`,
    options: [target.options, ...roleOptions[role]].filter(Boolean).join(' '),
  });
  const client = new pg.Client({ ...connectionAs('owner'), connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    const version = Math.floor(Number(rows[0]?.version) / 10_000);
    if (version < oldestVersion)
      throw new EngineError(`DATABASE_URL points to PostgreSQL ${version}; Windshield needs ${oldestVersion} or newer.`);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError(
      `DATABASE_URL: cannot connect to ${target.location}: ${(error as Error).message || (error as { code?: string }).code}`,
    );
  } finally {
    await client.end().catch(() => {});
  }
  return {
    kind: 'external',
    location: target.location,
    adopted: true,
    startupMs: performance.now() - began,
    connectionAs,
    stop: () => Promise.resolve(false),
  };
}

/** Given when connecting, a role is also what RESET ROLE returns to. */
const roleOptions: Record<EngineRole, string[]> = {
  owner: [],
  windshield_app: ['-c role=windshield_app'],
  windshield_auth: ['-c role=windshield_auth', '-c search_path=auth'],
  windshield_worker: ['-c role=windshield_worker'],
};

function parseUrl(text: string): { href: string; options: string; location: string } {
  // A socket's address has no host but in its parameters (?host=/run/postgresql), which URL takes only without a user name.
  const url = URL.parse(text.replace('@/', '@localhost/'));
  if (!url || !['postgres:', 'postgresql:'].includes(url.protocol))
    throw new EngineError('DATABASE_URL must look like postgresql://user:password@host:5432/database');
  const options = url.searchParams.get('options') ?? '';
  url.searchParams.delete('options');
  const host = url.searchParams.get('host') || url.host || 'localhost';
  return { href: url.href, options, location: `${host}${url.pathname}` };
}
