import { randomUUIDv7 } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type ActorRole,
  addMembership,
  inWorkspace,
  registerWorkspace,
  settleWorkspaceUser,
  workspace as workspaces,
} from '@windshield/store';
import { freshWorkspace, testEngine } from '@windshield/store/testing';
import { pino } from 'pino';
import { createApp } from '../app/app.ts';
import type { App } from '../app/context.ts';
import { type Services, servicesOn } from '../services.ts';
import { system } from '../workspace/index.ts';

/** An app on the test run's database, and ways to be somebody in it. */
export interface TestApp {
  readonly app: App;
  readonly services: Services;
  /** A workspace of its own, with a key for each role. */
  workspace(name?: string): Promise<TestPlace>;
}

export interface TestPlace {
  readonly workspaceId: string;
  /** Requests with a key of that role. */
  as(role: ActorRole): Promise<Ask>;
  /** Requests of a person with that role, who is a user of the workspace. */
  person(role: ActorRole): Promise<Ask & { readonly userId: string; readonly cookie: string }>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  readonly body: any;
}

/** `ask('GET', '/deals')`, `ask('PATCH', '/deals/…', {…}, { 'if-match': '"1"' })`. */
export type Ask = (method: string, address: string, body?: unknown, headers?: Record<string, string>) => Promise<Reply>;

let shared: Promise<TestApp> | undefined;

/** One app for all tests of a file. */
export function testApp(): Promise<TestApp> {
  shared ??= open();
  return shared;
}

async function open(): Promise<TestApp> {
  const engine = await testEngine();
  const { pools } = await freshWorkspace();
  const dataDir = fs.mkdtempSync(path.join(tmpdir(), 'windshield-server-'));
  const services = servicesOn(engine, pools, { dataDir, log: pino({ level: 'silent' }) });
  const app = createApp(services);
  return { app, services, workspace: (name) => place(app, services, name) };
}

async function place(app: App, services: Services, name = 'Acme'): Promise<TestPlace> {
  const { workspaceId } = await freshWorkspace(name);
  await registerWorkspace(services.pools.auth, workspaceId);
  return {
    workspaceId,
    async as(role) {
      const { key } = await services.keys.create(workspaceId, role, role);
      return asker(app, { authorization: `Bearer ${key}` });
    },
    async person(role) {
      const email = `${role}.${randomUUIDv7()}@example.org`;
      const { userId: authUserId, cookies } = await services.signIn.signUp({
        name: `Some ${role}`,
        email,
        password: 'correct horse battery',
      });
      await addMembership(services.pools.auth, { userId: authUserId, workspaceId, role });
      const user = await inWorkspace(services.pools.app, system(workspaceId), (tx) =>
        workspaces.createUser(tx, { name: `Some ${role}`, email, role, authUserId }),
      );
      await settleWorkspaceUser(services.pools.auth, { userId: authUserId, workspaceId, workspaceUserId: user.id });
      const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
      return Object.assign(asker(app, { cookie }), { userId: user.id, cookie });
    },
  };
}

function asker(app: App, own: Record<string, string>): Ask {
  return async (method, address, body, headers = {}) => {
    const response = await app.request(address.startsWith('/api') ? address : `/api/v1${address}`, {
      method,
      headers: { ...own, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return replyOf(response);
  };
}

/** The reply of somebody who is nobody. */
export async function askNobody(method: string, address: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  return asker((await testApp()).app, {})(method, address, body, headers);
}

export async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}
