// Makes docs/images from the sample company: `node_modules/.bin/node scripts/screenshots.mjs`. Looking at them is up to people.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';

const root = path.join(import.meta.dirname, '..');
const images = path.join(root, 'docs/images');
const dataDir = mkdtempSync(path.join(tmpdir(), 'windshield-screenshots-'));
const main = path.join(root, 'packages/cli/src/main.ts');
const person = { email: 'mateo@example.org', password: 'a calm road ahead' };

windshield(['sample']);
windshield(['user', 'add', person.email, '--role', 'manager', '--name', 'Mateo Fuentes', '--password-stdin'], `${person.password}\n`);
const server = spawn(process.execPath, [main, 'serve', '--data', dataDir, '--port', '0', '--json'], {
  env: { ...process.env, LOG_LEVEL: 'error' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const { url } = await new Promise((resolve, reject) => {
  server.stdout.once('data', (line) => resolve(JSON.parse(line)));
  server.once('exit', () => reject(new Error('the server ended before it was ready')));
});
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  mkdirSync(images, { recursive: true });
  await picture('today.png', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }, '/?scope=own');
  await picture('today-phone.png', { colorScheme: 'light', viewport: { width: 360, height: 780 } }, '/?scope=own');
  await picture('team.png', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }, '/?scope=team');
  await picture('deal.png', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }, async (page) => {
    await page.goto(`${url}/deals`);
    await page.getByRole('row').nth(1).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
  });
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(dataDir, { recursive: true, force: true });
}

/** @param {string | ((page: import('@playwright/test').Page) => Promise<void>)} place an address, or the way there */
async function picture(name, look, place) {
  const context = await browser.newContext({ ...look, locale: 'en-GB', timezoneId: 'Europe/Berlin' });
  await context.request.post(`${url}/api/auth/sign-in/email`, { data: person, headers: { origin: url } });
  const me = await (await context.request.get(`${url}/api/v1/me`)).json();
  if (!me.user) await becomeSeller(context.request);
  const page = await context.newPage();
  if (typeof place === 'string') await page.goto(url + place);
  else await place(page);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  await page.screenshot({ path: path.join(images, name) });
  await context.close();
}

async function becomeSeller(request) {
  const { candidates } = await (await request.get(`${url}/api/v1/me/candidates`)).json();
  const seller = candidates.find(({ userId, openDeals }) => userId !== null && openDeals > 0);
  await request.post(`${url}/api/v1/me/claim`, { data: { userId: seller.userId }, headers: { origin: url } });
}

function windshield(args, input = '') {
  const { status, stderr } = spawnSync(process.execPath, [main, ...args, '--data', dataDir], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`windshield ${args.join(' ')}: ${stderr}`);
}
