/** PostgreSQL settings for one small server that shares its machine with Windshield and must take imports of millions of rows. */
const base: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  timezone: 'UTC',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  // Errors go to who caused them; in the log their text could carry customers' data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_destination: 'stderr',
};

/** For servers whose data nobody will miss, such as those of tests. */
const throwAway: Readonly<Record<string, string>> = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Command-line arguments that set the server up; later ones win. */
export function settingArguments(socketDir: string, durable: boolean, own: Readonly<Record<string, string>> = {}): string[] {
  const socketDirs = `"${socketDir.replaceAll('"', '""')}"`;
  const settings = { ...base, ...(durable ? {} : throwAway), ...own, unix_socket_directories: socketDirs };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
