import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { testDataDir } from '../scripts/test-data.mjs';
import { expectVisibleFocus, pressOn, tabTo, typeInto } from './keyboard.ts';

const root = path.join(import.meta.dirname, '..');
const data = testDataDir();
const maven = data && path.join(data, 'maven_crm');
const password = 'a calm road ahead';

test.skip(!maven, 'a newcomer brings the Maven pipeline: needs WINDSHIELD_TEST_DATA');
test.describe.configure({ mode: 'serial' });

let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Madrid', locale: 'en-GB' });
  page = await context.newPage();
});
test.afterAll(() => context.close());

const lines = () => page.getByRole('list', { name: 'What comes next' }).getByRole('listitem');
/** Keys of today's lines as the server has them; two lines may read alike, so their keys tell them apart. */
const keysOfToday = async () => (await itemsOfToday()).map(({ key }) => key);
const itemsOfToday = async () =>
  ((await (await page.request.get('/api/v1/today')).json()) as { items: { key: string; title: string }[] }).items;
const titles = () => lines().locator('button > span:nth-child(2) > span:first-child');
const messages = () => page.getByRole('region', { name: 'Messages' });

test('the first visitor makes the workspace without touching a mouse', async () => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible();
  await expect(page.getByLabel('Your name')).toBeFocused();
  await page.keyboard.type('Dana Newcomer');
  await typeInto(page, page.getByLabel('Your mail address'), 'dana@example.org');
  await typeInto(page, page.getByLabel('Password'), password);
  await typeInto(page, page.getByLabel('Name of the workspace'), 'Maven');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Maven is ready' })).toBeVisible();
});

test('the files are understood and shown before anything is written', async () => {
  const files = readdirSync(maven as string).map((name) => path.join(maven as string, name));
  const chooser = page.waitForEvent('filechooser');
  await pressOn(page, page.getByRole('button', { name: 'Choose files' }));
  await (await chooser).setFiles(files);

  await expect(page.getByRole('region', { name: 'What will happen' })).toBeVisible();
  await expect(page.getByLabel('Day of the export')).toHaveValue('2017-12-31');
  const plan = page.getByRole('region', { name: 'What this is' });
  await expect(plan).toContainText('8,800 deals');
  await expect(plan).toContainText('85 accounts');
  await expect(page.getByRole('region', { name: 'What will happen' })).toContainText('8,800 new', { timeout: 30_000 });

  const noticed = page.getByRole('region', { name: 'What was noticed' });
  await expect(noticed).toContainText('GTXPro');
  await expect(noticed).toContainText('technolgy');

  const pipeline = page.getByRole('button', { name: /sales_pipeline\.csv/ });
  await pressOn(page, pipeline);
  await expect(pipeline).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByRole('table', { name: /sales_pipeline\.csv/ })).toContainText('close_date');
  const stages = page.getByRole('region', { name: /^Stages of .*sales_pipeline/ });
  for (const stage of ['Prospecting', 'Engaging', 'Won', 'Lost']) await expect(stages).toContainText(stage);
});

test('the import shows how far it is, and ends', async () => {
  await tabTo(page, page.getByRole('button', { name: /^Import [\d,]+ records$/ }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('progressbar', { name: 'Importing' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Done: 8,9\d\d new/ })).toBeVisible({ timeout: 50_000 });
  await expect(page.getByRole('cell', { name: /sales_teams\.csv/ })).toContainText('35');
});

test('she says which of these people she is, and finds at most seven things to do', async () => {
  await pressOn(page, page.getByRole('link', { name: 'Say which of these people you are' }));
  await expect(page.getByRole('heading', { name: 'Which of these people are you?' })).toBeVisible();
  await expect(page.getByLabel('Search by name, mail or team')).toBeFocused();
  await page.keyboard.type('darcel');
  await expect(page.getByRole('list', { name: 'People here' }).getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: /^Good (morning|afternoon|evening)/ })).toBeVisible();
  await expect(lines().first()).toBeVisible();
  expect(await lines().count()).toBeLessThanOrEqual(7);
  expect(await lines().count()).toBeGreaterThanOrEqual(3);
  await expect(page.getByText('Counted from')).toContainText('2017');
});

test('three decisions, one taken back, are remembered', async () => {
  const [done, later, dismissed] = await keysOfToday();

  await page.keyboard.press('j');
  await expect(lines().first().getByRole('button').first()).toBeFocused();
  await expectVisibleFocus(page);
  await page.keyboard.press('e');
  await expect(messages()).toContainText('Done');
  await expect.poll(keysOfToday).not.toContain(done);

  await page.keyboard.press('l');
  await expect(page.getByRole('dialog', { name: 'When should it come back?' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(messages()).toContainText('Comes back');
  await expect.poll(keysOfToday).not.toContain(later);

  await page.keyboard.press('x');
  const why = page.getByRole('dialog', { name: 'Why not now?' });
  await typeInto(page, why.getByLabel('In your own words'), 'They buy again in spring');
  await page.keyboard.press('Enter');
  await expect(messages()).toContainText('Set aside');
  await expect.poll(keysOfToday).not.toContain(dismissed);

  await page.keyboard.press('u');
  await expect.poll(keysOfToday).toContain(dismissed);

  await page.reload();
  const remembered = await keysOfToday();
  await expect(titles()).toHaveText((await itemsOfToday()).map(({ title }) => title));
  expect(remembered).toContain(dismissed);
  expect(remembered).not.toContain(done);
  expect(remembered).not.toContain(later);
});

test('a number opens to its reasons, and a reason to a record', async () => {
  const known = await lines().getByText('of 100 times within').first().locator('xpath=ancestor::li').elementHandle();
  const isActive = () => page.evaluate((line) => line?.contains(document.activeElement) === true, known);
  for (let step = 0; step < 7 && !(await isActive()); step++) await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const beside = page.getByRole('complementary');
  await expect(beside).toBeVisible();
  await expect(page).toHaveURL(/[?&]item=/);
  await pressOn(page, beside.getByRole('button', { name: /why Chance to win/ }));
  await expect(beside.getByRole('table', { name: 'Where it starts and what each reason adds or takes' })).toContainText('starts at');
  await pressOn(page, beside.getByRole('link', { name: /the deal|see them/ }).first());
  await expect(page).toHaveURL(/\/deals/);
  await expect(page.getByRole('heading', { name: 'What is likely' }).or(page.getByRole('grid', { name: 'Deals' }))).toBeVisible();
});

test('Ctrl+K finds an account with a typo, and ? lists the keys', async () => {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('combobox', { name: 'Find or do anything' })).toBeFocused();
  await page.keyboard.type('Kinamplus');
  await expect(page.getByRole('option', { selected: true })).toContainText('Kinnamplus');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/accounts\//);
  await expect(page.getByRole('heading', { level: 1, name: 'Kinnamplus' })).toBeVisible();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(keys).toContainText('Find or do anything');
  await expect(keys).toContainText('Go to Today');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
});

test('the manager of a team sees the money at risk, with names to talk to', async ({ browser }) => {
  const added = spawnSync(
    path.join(root, 'node_modules/.bin/node'),
    [
      'packages/cli/src/main.ts',
      'user',
      'add',
      'dustin@example.org',
      '--name',
      'Dustin Brinkmann',
      '--role',
      'manager',
      '--password-stdin',
    ],
    { cwd: root, input: `${password}\n`, encoding: 'utf8', env: { ...process.env, WINDSHIELD_DATA: path.join(root, '.data/e2e') } },
  );
  expect(added.status, added.stderr).toBe(0);

  const managers = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const sight = await managers.newPage();
  await sight.goto('/');
  await expect(sight.getByLabel('Mail address')).toBeFocused();
  await sight.keyboard.type('dustin@example.org');
  await typeInto(sight, sight.getByLabel('Password'), password);
  await sight.keyboard.press('Enter');
  await expect(sight.getByRole('heading', { name: 'Which of these people are you?' })).toBeVisible();
  await sight.keyboard.type('brinkmann');
  await expect(sight.getByRole('list', { name: 'People here' })).toContainText('Dustin Brinkmann');
  await sight.keyboard.press('ArrowDown');
  await sight.keyboard.press('Enter');

  const rests = sight.getByRole('region', { name: 'What the forecast rests on' });
  await expect(rests).toBeVisible();
  await expect(rests).toContainText(/without a next step/);
  await expect(rests).toContainText(/of the open amount/);
  const team = ['Anna Snelling', 'Cecily Lampkin', 'Versie Hillebrand', 'Lajuana Vencill', 'Moses Frase', 'Jonathan Berthelot'];
  const shown = await rests.innerText();
  expect(team.filter((name) => shown.includes(name)).length).toBeGreaterThan(0);
  expect(shown).not.toContain('Darcel Schlecht');
  await managers.close();
});
