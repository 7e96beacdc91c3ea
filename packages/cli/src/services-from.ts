import { openServices, type ServiceOptions, type Services } from '@windshield/server';
import type { Environment } from './environment.ts';

/** What every command opens: the data directory or the PostgreSQL that the environment names. */
export function servicesFrom(environment: Environment): ServiceOptions {
  const { dataDir, databaseUrl, runtimeDir, baseUrl, logLevel, privateNetworks, watchedFolders: watchedRoots } = environment;
  return { dataDir, databaseUrl, runtimeDir, baseUrl, logLevel, capture: { privateNetworks, watchedRoots } };
}

/** Opens the services for one piece of work and closes them whatever comes of it. Errors alone are logged: the command says the rest. */
export async function withServices<T>(environment: Environment, work: (services: Services) => Promise<T>): Promise<T> {
  const services = await openServices({
    ...servicesFrom(environment),
    logLevel: environment.logLevel === 'info' ? 'error' : environment.logLevel,
  });
  try {
    return await work(services);
  } finally {
    await services.stop();
  }
}
