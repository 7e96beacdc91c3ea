import { OpenAPIHono } from '@hono/zod-openapi';
import { health } from '@windshield/contract';
import { databaseVersion } from '@windshield/store';
import { bodyLimit } from 'hono/body-limit';
import { mountRooms } from '../rooms.ts';
import type { Services } from '../services.ts';
import { mountAccess, mountWorkspace } from '../workspace/index.ts';
import { mountDocument } from './api-page.ts';
import { bodyLimitBytes } from './body.ts';
import type { App, Env } from './context.ts';
import { explain } from './explain.ts';
import { mountPublic } from './mount.ts';
import { ProblemError, problemResponse } from './problem.ts';
import { requestLog } from './request-log.ts';
import { sameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';
import { mountWeb, readPage } from './web.ts';

export interface AppOptions {
  /** Directory of the built web app; absent: the API alone. */
  readonly webRoot?: string | undefined;
}

/** Uploads of files have a limit of their own. */
const takesFiles: ReadonlySet<string> = new Set(['/api/v1/imports', '/api/v1/capture/files']);

/** Everything that answers over HTTP. */
export function createApp(services: Services, { webRoot }: AppOptions = {}): App {
  const app: App = new OpenAPIHono<Env>();
  const page = webRoot && readPage(webRoot);
  app.onError((error, context) => {
    const problem = explain(error);
    context.set('fault', error);
    return problemResponse(problem);
  });
  app.use(requestLog(services.log));
  app.use(securityHeaders(page ?? '', services.baseUrl.startsWith('https:')));
  app.use('/api/*', sameOrigin(services.baseUrl));
  const limit = bodyLimit({ maxSize: bodyLimitBytes, onError: () => problemResponse(tooLarge) });
  app.use('/api/*', (context, next) => (takesFiles.has(context.req.path) ? next() : limit(context, next)));

  mountPublic(app, health, async () => {
    await databaseVersion(services.pools.app);
    return { ok: true as const, version };
  });
  mountAccess(app, services);
  mountWorkspace(app, services);
  mountRooms(app, services);
  mountDocument(app);
  app.all('/api/*', (context) => {
    throw new ProblemError(
      'notFound',
      `There is nothing at ${context.req.method} ${context.req.path}. /api/v1/openapi.json lists what there is.`,
    );
  });
  if (webRoot && page !== undefined) mountWeb(app, webRoot, page);
  app.notFound(() => problemResponse(new ProblemError('notFound', 'There is nothing at this address.')));
  return app;
}

export const version = '0.1.0';
const tooLarge = new ProblemError(
  'tooLarge',
  `A request takes at most ${bodyLimitBytes / 1e6} MB. Send less at once; files go to /api/v1/imports, mail and calendars to /api/v1/capture/files.`,
);
