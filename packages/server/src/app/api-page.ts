import { html } from 'hono/html';
import type { App } from './context.ts';
import { apiDocument } from './document.ts';

/** The OpenAPI document, and a page of it for people. */
export function mountDocument(app: App): void {
  let json: string | undefined;
  app.get('/api/v1/openapi.json', (context) => {
    context.set('route', '/api/v1/openapi.json');
    json ??= JSON.stringify(apiDocument(app));
    return context.body(json, 200, { 'content-type': 'application/json', 'cache-control': 'no-cache' });
  });
  app.get('/api', (context) => context.redirect('/api/v1'));
  app.get('/api/v1', (context) => {
    context.set('route', '/api/v1');
    return context.html(page(operationsOf(apiDocument(app))));
  });
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly text: string;
  readonly room: string;
}

function operationsOf({ paths = {} }: ReturnType<typeof apiDocument>): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(
      item as Record<
        string,
        { operationId?: string; description?: string; tags?: string[]; responses?: Record<string, { description?: string }> }
      >,
    ).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      id: operation.operationId ?? '',
      text:
        operation.description ??
        Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1].description ??
        '',
      room: operation.tags?.[0] ?? '',
    })),
  );
}

function page(operations: readonly Operation[]) {
  const rooms = [...Map.groupBy(operations, ({ room }) => room)];
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Windshield API</title><meta name="viewport" content="width=device-width, initial-scale=1">
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif } body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
  h2 { margin-top: 2rem } dl { display: grid; grid-template-columns: minmax(16rem, auto) 1fr; gap: .3rem 1rem } dd { margin: 0 } code { overflow-wrap: anywhere }
  @media (max-width: 40rem) { dl { display: block } dd { margin: 0 0 .8rem } }
</style></head>
<body><h1>Windshield API</h1>
<p>Everything is JSON. Send a key of your workspace as <code>Authorization: Bearer wsk_…</code>. Lists come in pages: pass <code>nextCursor</code> as <code>cursor</code>.
To change or delete a record send its version as <code>If-Match</code>. To be sure that something is created once send an <code>Idempotency-Key</code>.
Errors are problem documents (RFC 9457) with a stable <code>code</code>. The whole description: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>.</p>
${rooms.map(
  ([room, list]) =>
    html`<h2>${room}</h2><dl>${list.map(({ method, path, text }) => html`<dt><code>${method} ${path}</code></dt><dd>${text}</dd>`)}</dl>`,
)}
</body></html>`;
}
