import { type BrowserContext, expect, type Page } from '@playwright/test';
import { codeOf, stepAt } from '../packages/server/src/auth/totp.ts';
import { pressOn, tabTo, typeInto } from './keyboard.ts';
import { expectShownReadable } from './readable.ts';
import { type SampleCompany, test } from './sample-company.ts';

const noa = { name: 'Noa Newhand', email: 'noa@example.org', password: 'a sentence to begin with' };
test.describe.configure({ mode: 'serial' });

let noasBrowser: BrowserContext;
let page: Page;
let chosen = 'a sentence of her own';
let appSecret: Buffer;
let codesGiven = 0;
let backupCode: string;

test.beforeAll(async ({ company, browser }) => {
  const { request } = await signedInAdmin(company, await browser.newContext());
  const headers = { origin: company.url };
  const invited = await request.post(`${company.url}/api/v1/invitations`, { data: { email: noa.email, role: 'rep' }, headers });
  const token = ((await invited.json()) as { link: string }).link.split('/').at(-1);
  noasBrowser = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', locale: 'en-GB' });
  await noasBrowser.request.post(`${company.url}/api/v1/invitations/by-token/${token}/accept`, {
    data: { name: noa.name, password: noa.password },
    headers,
  });
  await noasBrowser.request.post(`${company.url}/api/v1/me/claim`, { data: { nobody: true }, headers });
  page = await noasBrowser.newPage();
});
test.afterAll(() => noasBrowser.close());

async function signedInAdmin(company: SampleCompany, context: BrowserContext): Promise<BrowserContext> {
  await company.signIn(await context.newPage());
  return context;
}

/** What is shown reads for everyone: light and dark, on a desk and on a phone. */
async function expectReadableEverywhere(shown: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1280]) {
      await shown.emulateMedia({ colorScheme });
      await shown.setViewportSize({ width, height: 800 });
      await expectShownReadable(shown, `${name}, ${colorScheme}, ${width} px`);
    }
  await shown.emulateMedia({ colorScheme: 'light' });
}

/** The next code of her app; each works once, so half a minute ahead where one was given already. */
const nextCode = () => codeOf(appSecret, stepAt(Date.now()) + codesGiven++);
const messages = () => page.getByRole('region', { name: 'Messages' });
const account = (company: SampleCompany) => page.goto(`${company.url}/settings?tab=account`);

test('she changes her password without a mouse, and is told at the field what does not fit', async ({ company }) => {
  await account(company);
  const form = page.getByRole('form', { name: 'Change the password' });
  await typeInto(page, form.getByLabel('Present password'), 'not the one');
  await typeInto(page, form.getByLabel('New password'), chosen);
  await page.keyboard.press('Enter');
  await expect(form.getByLabel('Present password')).toBeFocused();
  await expect(form).toContainText('Is not your present password', { ignoreCase: true });
  await expectReadableEverywhere(page, 'a refused change of the password');
  await typeInto(page, form.getByLabel('Present password'), noa.password);
  await typeInto(page, form.getByLabel('New password'), chosen);
  await page.keyboard.press('Enter');
  await expect(messages()).toContainText('Password changed');
  await expect(form.getByLabel('Present password')).toHaveValue('');
  await expect(page.getByRole('list', { name: 'What was done to your account' })).toContainText('You changed your password');
});

test('she sets up two-factor sign-in with her app, and keeps backup codes', async () => {
  await pressOn(page, page.getByRole('button', { name: 'Set it up' }));
  await expect(page.getByLabel('Your password')).toBeFocused();
  await page.keyboard.type(chosen);
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'Confirm with a code' });
  await expect(form.getByLabel('Code that the app shows')).toBeFocused();
  const key = (await form.locator('code').innerText()).replaceAll(/\s/g, '');
  appSecret = fromBase32(key);
  await expect(form.getByRole('link', { name: 'open it in the app' })).toHaveAttribute(
    'href',
    new RegExp(`^otpauth://totp/.*secret=${key}&`),
  );
  await expectReadableEverywhere(page, 'the key of the app');
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await expect(form).toContainText('not right');
  await typeInto(page, form.getByLabel('Code that the app shows'), nextCode());
  await page.keyboard.press('Enter');
  const codes = page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  backupCode = await codes.first().innerText();
  await expectReadableEverywhere(page, 'backup codes');
  await pressOn(page, page.getByRole('button', { name: 'I have kept them' }));
  await expect(page.getByText('10 backup codes are left.')).toBeVisible();
  await expectReadableEverywhere(page, 'an account with two-factor sign-in');
});

test('signing in asks for a code, and not again on a device that she trusts', async ({ company }) => {
  await noasBrowser.clearCookies();
  const signIn = async () => {
    await page.goto(`${company.url}/sign-in`);
    await typeInto(page, page.getByLabel('Mail address'), noa.email);
    await typeInto(page, page.getByLabel('Password'), chosen);
    await page.keyboard.press('Enter');
  };
  await signIn();
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
  await expectReadableEverywhere(page, 'the question for a code');
  await page.keyboard.type('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('not right');
  await typeInto(page, page.getByLabel('Code', { exact: true }), nextCode());
  await tabTo(page, page.getByLabel('This is my own device'));
  await page.keyboard.press('Space');
  await pressOn(page, page.getByRole('button', { name: 'Sign in' }));
  await expect(page).toHaveURL(`${company.url}/`);
  const kept = (await noasBrowser.cookies()).filter(({ name }) => name === 'windshield.trusted_device');
  await noasBrowser.clearCookies();
  await noasBrowser.addCookies(kept);
  await signIn();
  await expect(page).toHaveURL(`${company.url}/`);
});

test('an admin makes a link for a new password, which she follows; the code is asked all the same', async ({ company, browser }) => {
  const admins = await signedInAdmin(company, await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB' }));
  const office = await admins.newPage();
  await office.goto(`${company.url}/settings?tab=team`);
  await pressOn(office, office.getByRole('button', { name: `More for ${noa.name}` }));
  await office.getByRole('menuitem', { name: 'Make a link for a new password' }).press('Enter');
  const dialog = office.getByRole('dialog', { name: `A new password for ${noa.name}` });
  const link = await dialog.locator('code').innerText();
  await expectReadableEverywhere(office, 'the link for a new password');
  await office.goto(`${company.url}/settings?tab=workspace`);
  await expect(office.getByLabel('Ask it of everybody here')).toBeVisible();
  await expectReadableEverywhere(office, 'settings of the workspace');
  await admins.close();

  chosen = 'another sentence of hers';
  await page.goto(link);
  await expect(page.getByLabel('New password')).toBeFocused();
  await expectReadableEverywhere(page, 'choosing a new password');
  await page.keyboard.type(chosen);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your password is set' })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible();
  await page.goto(`${company.url}/sign-in`);
  await typeInto(page, page.getByLabel('Mail address'), noa.email);
  await typeInto(page, page.getByLabel('Password'), chosen);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
  await page.keyboard.type(backupCode);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${company.url}/`);
  await account(company);
  const done = page.getByRole('list', { name: 'What was done to your account' }).getByRole('listitem');
  await expect(done.nth(0)).toContainText('A backup code was used');
  await expect(done.nth(1)).toContainText('by a link');
  await expect(done.nth(2)).toContainText('Ana Ruiz made a link');
});

test('she turns it off with her password', async () => {
  await pressOn(page, page.getByRole('button', { name: 'Turn it off' }));
  await page.keyboard.type(chosen);
  await page.keyboard.press('Enter');
  await expect(messages()).toContainText('Two-factor sign-in is off');
  await expect(page.getByRole('button', { name: 'Set it up' })).toBeVisible();
});

/** As an authenticator app reads a key. */
function fromBase32(key: string): Buffer {
  const bits = [...key].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
