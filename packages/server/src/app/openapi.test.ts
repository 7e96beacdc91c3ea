import fs from 'node:fs';
import * as contract from '@windshield/contract';
import { openPools } from '@windshield/store';
import { testEngine } from '@windshield/store/testing';
import { getMigrations } from 'better-auth/db/migration';
import { expect, it } from 'vitest';
import { makeBetterAuth } from '../auth/better-auth.ts';
import { describeApi, documentFile } from '../openapi.ts';

it('is described by the committed document; node packages/server/src/openapi.ts writes it anew', () => {
  expect(fs.readFileSync(documentFile, 'utf8') === describeApi(), 'docs/openapi.json differs from what is mounted').toBe(true);
});

it('answers every route of the contract', () => {
  const { paths } = JSON.parse(describeApi()) as { paths: Record<string, Record<string, unknown>> };
  const isRoute = (value: unknown): value is { method: string; path: string } =>
    typeof value === 'object' && value !== null && 'method' in value && 'path' in value;
  const routes = Object.values(contract).flatMap((value) =>
    isRoute(value) ? [value] : typeof value === 'object' && value !== null ? Object.values(value).filter(isRoute) : [],
  );
  expect(routes.length).toBeGreaterThan(90);
  expect(routes.filter(({ method, path }) => !paths[path]?.[method]).map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

it('keeps sign-in in tables as better-auth wants them', async () => {
  const pools = openPools(await testEngine(), { auth: 1 });
  const { toBeCreated, toBeAdded } = await getMigrations(
    makeBetterAuth(pools.auth, 'a secret that only this test knows, long enough', 'http://localhost:3210').options,
  );
  await pools.close();
  expect([...toBeCreated, ...toBeAdded]).toEqual([]);
});
