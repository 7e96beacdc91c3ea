import { serve as listen, type ServerType } from '@hono/node-server';
import { claimServe, EngineError } from '@windshield/store';
import { createApp } from './app/app.ts';
import { forgetBrokenFiles, startWatch } from './capture/index.ts';
import { forgetBrokenUploads } from './imports/index.ts';
import { startJobs } from './jobs/index.ts';
import { openServices, type ServiceOptions, type Services } from './services.ts';

export interface ServeOptions extends ServiceOptions {
  /** 3210 unless told; 0: any free one. */
  readonly port?: number | undefined;
  /** 127.0.0.1 unless told. */
  readonly host?: string | undefined;
  /** Directory of the built web app. */
  readonly webRoot?: string | undefined;
}

export interface Serving {
  /** Where it listens. */
  readonly url: string;
  readonly services: Services;
  /** Lets requests and the job under way finish, then stops everything. The same promise for all who ask: Ctrl-C arrives twice. */
  stop(): Promise<void>;
}

/**
 * Serves a data directory: database, jobs, API and web app.
 *
 * @throws EngineError when another process serves it already, or the port is taken, with what to do
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { host = '127.0.0.1', port = 3210 } = options;
  const services = await openServices(options);
  const undo: (() => Promise<unknown>)[] = [() => services.stop()];
  const unwind = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const claim = await claimServe(services.engine);
    undo.push(() => claim.release());
    forgetBrokenUploads(services);
    forgetBrokenFiles(services);
    const jobs = await startJobs(services);
    undo.push(() => jobs.stop());
    const watch = startWatch(services);
    undo.push(() => watch.stop());
    const server = await open(createApp(services, { webRoot: options.webRoot }).fetch, host, port);
    undo.push(() => close(server));
    const url = addressOf(server, host);
    await claim.announce(url);
    let stopping: Promise<void> | undefined;
    const stop = () => {
      services.ending.abort();
      stopping ??= unwind();
      return stopping;
    };
    return { url, services, stop };
  } catch (error) {
    await unwind();
    throw error;
  }
}

function open(fetch: Parameters<typeof listen>[0]['fetch'], hostname: string, port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, hostname, port }, () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new EngineError(`Port ${port} on ${hostname} is in use by another program. Choose another with --port or PORT.`));
      else if (error.code === 'EACCES')
        reject(new EngineError(`Port ${port} may not be opened by this user. Choose one above 1023 with --port or PORT.`));
      else reject(error);
    });
  });
}

/** Idle connections are closed at once, busy ones get some seconds; streams of events would never end by themselves. */
function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3_000);
    server.close(() => {
      clearTimeout(patience);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}

function addressOf(server: ServerType, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
