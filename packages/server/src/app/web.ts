import fs from 'node:fs';
import path from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { App } from './context.ts';

/** The page that every address of the web app starts with; undefined where the web app is not built. */
export function readPage(webRoot: string): string | undefined {
  const file = path.join(webRoot, 'index.html');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/** Files of the built web app. What lies below /assets is named after its content and kept for good; any other address gets the page. */
export function mountWeb(app: App, webRoot: string, page: string): void {
  const root = path.relative(process.cwd(), webRoot) || '.';
  app.use(
    '/assets/*',
    serveStatic({
      root,
      precompressed: true,
      onFound: (_, context) => {
        context.header('cache-control', 'public, max-age=31536000, immutable');
      },
    }),
  );
  app.get('/index.html', (context) => context.redirect('/'));
  app.get('*', serveStatic({ root, precompressed: true, onFound: (_, context) => context.header('cache-control', 'no-cache') }));
  app.get('*', (context) => {
    if (path.extname(context.req.path) !== '') return context.notFound();
    context.set('route', 'page');
    return context.html(page, 200, { 'cache-control': 'no-cache' });
  });
}
