import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';

const root = path.join(import.meta.dirname, '..');
const node = path.join(root, 'node_modules/.bin/node');

export const admin = { email: 'ana@example.org', password: 'a calm road ahead' };

export interface SampleCompany {
  readonly url: string;
  /** Signs the page's browser in as the admin, who is one of the sample's sellers. */
  signIn(page: Page): Promise<void>;
}

/** A server of its own with the sample company, an admin in it, and nothing that another test did before. */
export const test = base.extend<object, { company: SampleCompany }>({
  company: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern which fixtures are wanted
    async ({}, use) => {
      const dataDir = mkdtempSync(path.join(tmpdir(), 'windshield-e2e-'));
      const port = await freePort();
      // Mail and calendar servers of tests stand on this machine.
      const reach = { WINDSHIELD_PRIVATE_NETWORKS: '127.0.0.1' };
      const env = { ...process.env, ...reach, WINDSHIELD_DATA: dataDir, PORT: String(port), LOG_LEVEL: 'error' };
      const run = (args: string[], input = '') => {
        const { status, stderr } = spawnSync(node, ['packages/cli/src/main.ts', ...args], { cwd: root, env, input, encoding: 'utf8' });
        if (status !== 0) throw new Error(`windshield ${args.join(' ')}: ${stderr}`);
      };
      run(['sample']);
      run(['user', 'add', admin.email, '--role', 'admin', '--name', 'Ana Ruiz', '--password-stdin'], `${admin.password}\n`);
      const server = spawn(node, ['packages/cli/src/main.ts', 'serve'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve, reject) => server.stdout.once('data', resolve) && server.once('exit', reject));
      const url = `http://localhost:${port}`;
      await use({ url, signIn: (page) => signIn(page, url) });
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await gone;
      rmSync(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

async function signIn(page: Page, url: string): Promise<void> {
  const { request } = page.context();
  const headers = { origin: url };
  await request.post(`${url}/api/auth/sign-in/email`, { data: admin, headers });
  const me = (await (await request.get(`${url}/api/v1/me`)).json()) as { user: { id: string } | null };
  if (me.user) return;
  const answer = await request.get(`${url}/api/v1/me/candidates`);
  const { candidates } = (await answer.json()) as { candidates: { userId: string | null; openDeals: number }[] };
  const seller = candidates.find(({ userId, openDeals }) => userId !== null && openDeals > 0);
  await request.post(`${url}/api/v1/me/claim`, { data: { userId: seller?.userId }, headers });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, 'localhost', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
