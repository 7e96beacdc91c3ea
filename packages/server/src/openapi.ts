import fs from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { createApp } from './app/app.ts';
import { apiDocument } from './app/document.ts';
import type { Services } from './services.ts';

/** Where the committed document lies. */
export const documentFile = path.join(import.meta.dirname, '../../../docs/openapi.json');

/** The OpenAPI document as it is committed: what is mounted says it, no service is called. */
export function describeApi(): string {
  const described = { pools: {}, baseUrl: 'http://localhost:3210', log: pino({ level: 'silent' }) } as unknown as Services;
  return `${JSON.stringify(apiDocument(createApp(described)), null, 2)}\n`;
}

if (import.meta.main) {
  fs.mkdirSync(path.dirname(documentFile), { recursive: true });
  fs.writeFileSync(documentFile, describeApi());
}
