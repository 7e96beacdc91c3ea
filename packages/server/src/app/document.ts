import type { App } from './context.ts';

/** The OpenAPI 3.1 document of everything that is mounted. */
export function apiDocument(app: App) {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Windshield',
      version: '1',
      description: 'A self-hosted sales system that measures quality instead of quantity.',
      license: { name: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { key: [] }],
  });
  return {
    ...document,
    components: {
      ...document.components,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'windshield.session_token', description: 'Set by signing in' },
        key: { type: 'http', scheme: 'bearer', description: 'A key of the workspace: wsk_…' },
      },
    },
  };
}
