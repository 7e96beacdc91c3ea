import { expect, type Page } from '@playwright/test';
import { expectVisibleFocus, pressOn, tabTo, typeInto } from './keyboard.ts';
import { admin, test } from './sample-company.ts';

test.describe.configure({ timeout: 120_000 });
test.use({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });
const grid = (page: Page) => page.getByRole('grid', { name: 'Deals' });

async function firstDeal(page: Page, url: string) {
  const answer = await page.request.get(`${url}/api/v1/deals?limit=1&status=open`);
  return ((await answer.json()) as { items: { id: string; name: string; version: number }[] }).items[0] as {
    id: string;
    name: string;
    version: number;
  };
}

test('a list keeps its place and its filters, whatever is opened beside it', async ({ page, company }) => {
  await company.signIn(page);
  await page.goto(`${company.url}/deals?ownerId=everyone`);
  await expect(grid(page)).toBeFocused();
  await expectVisibleFocus(page);
  await pressOn(page, page.getByRole('button', { name: /^Status/ }));
  await pressOn(page, page.getByRole('button', { name: 'Open', exact: true }));
  await expect(page).toHaveURL(/status=open/);
  await tabTo(page, grid(page));
  await page.keyboard.press('Home');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const active = await grid(page).getAttribute('aria-activedescendant');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await expect(page).toHaveURL(/open=.*|status=open/);
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', active ?? '');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toBeHidden();
  await expect(grid(page)).toBeFocused();
  await expect(page).toHaveURL(/status=open/);
  await page.reload();
  await expect(page.getByRole('button', { name: /^Status/ })).toContainText('Open');
});

test('a fact is changed where it stands, and taken back by one key', async ({ page, company }) => {
  await company.signIn(page);
  const deal = await firstDeal(page, company.url);
  await page.goto(`${company.url}/deals/${deal.id}`);
  const competitor = page.getByRole('button', { name: /^Change Competitor/ });
  const before = (await competitor.textContent()) ?? '';
  await pressOn(page, competitor);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Tidewater Systems');
  await page.keyboard.press('Enter');
  await expect(messages(page)).toContainText('Competitor saved');
  await expect(competitor).toContainText('Tidewater Systems');
  await expect(competitor).toBeFocused();
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('Tidewater Systems');
  await page.keyboard.press('u');
  await expect(competitor).toHaveText(before);
});

test('what somebody else changed meanwhile is shown, not overwritten', async ({ page, company }) => {
  await company.signIn(page);
  const { id } = await firstDeal(page, company.url);
  await page.goto(`${company.url}/deals/${id}`);
  await expect(page.getByRole('button', { name: /^Change Source/ })).toBeVisible();
  const { version } = (await (await page.request.get(`${company.url}/api/v1/deals/${id}`)).json()) as { version: number };
  const theirs = await page.request.patch(`${company.url}/api/v1/deals/${id}`, {
    data: { leadSource: 'Trade fair' },
    headers: { 'if-match': `"${version}"`, origin: company.url },
  });
  expect(theirs.status()).toBe(200);

  await pressOn(page, page.getByRole('button', { name: /^Change Source/ }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Referral by Lea');
  await page.keyboard.press('Enter');
  const conflict = page.getByRole('dialog', { name: /Somebody else changed/ });
  await expect(conflict).toContainText('Trade fair');
  await expect(conflict).toContainText('Referral by Lea');
  await pressOn(page, conflict.getByRole('button', { name: 'Save mine' }));
  await expect(page.getByRole('button', { name: /^Change Source/ })).toContainText('Referral by Lea');
});

test('we spoke, a next step, a note and a need are on record in a few keys', async ({ page, company }) => {
  await company.signIn(page);
  const { id } = await firstDeal(page, company.url);
  await page.goto(`${company.url}/deals/${id}`);
  await expect(page.getByRole('button', { name: 'We spoke' })).toBeVisible();
  const happened = page.getByRole('region', { name: 'What happened' });

  await page.keyboard.press('s');
  await expect(page.getByRole('dialog', { name: 'We spoke' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(messages(page)).toContainText('Noted: you spoke by phone');

  await typeInto(page, page.getByLabel('New next step'), 'Send the security answers');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /^Next steps/ })).toContainText('Send the security answers');

  await typeInto(page, page.getByLabel('Add a note'), 'Prefers mornings');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('region', { name: /^Notes/ })).toContainText('Prefers mornings');
  await expect(happened).toContainText('Prefers mornings');

  await typeInto(page, page.getByLabel('Add what they said they need'), 'We lose a day each month on reports');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('region', { name: /own words/ })).toContainText('We lose a day each month on reports');
});

test('what goes into the trash comes back', async ({ page, company }) => {
  await company.signIn(page);
  const { id, name } = await firstDeal(page, company.url);
  await page.goto(`${company.url}/deals/${id}`);
  await pressOn(page, page.getByRole('button', { name: `More for ${name}` }));
  await page.getByRole('menuitem', { name: 'Put into the trash' }).focus();
  await page.keyboard.press('Enter');
  await expect(messages(page)).toContainText(/trash/i);
  await page.goto(`${company.url}/deals/${id}`);
  await pressOn(page, page.getByRole('button', { name: 'Restore' }));
  await expect(page.getByRole('button', { name: 'We spoke' })).toBeVisible();
});

test('an invited rep joins by the link and sees a morning of their own', async ({ page, company, browser }) => {
  await company.signIn(page);
  await page.goto(`${company.url}/settings?tab=team`);
  await typeInto(page, page.getByLabel('Invite someone'), 'lea@example.org');
  await page.keyboard.press('Enter');
  const shown = page.getByText(/\/invitation\//).or(page.locator('input[value*="/invitation/"]'));
  await expect(shown.first()).toBeVisible();
  const link = (await shown.first().evaluate((element) => (element as HTMLInputElement).value ?? element.textContent)) ?? '';

  const context = await browser.newContext({ locale: 'en-GB' });
  const rep = await context.newPage();
  await rep.goto(link);
  await expect(rep.getByLabel('Your name')).toBeFocused();
  await rep.keyboard.type('Lea Moreau');
  await typeInto(rep, rep.getByLabel('Password'), admin.password);
  await rep.keyboard.press('Enter');
  await expect(rep.getByRole('heading', { name: 'Which of these people are you?' })).toBeVisible();
  await rep.keyboard.press('ArrowDown');
  await rep.keyboard.press('Enter');
  await expect(rep.getByRole('heading', { name: /^Good (morning|afternoon|evening)/ })).toBeVisible();
  await expect(rep.getByRole('navigation', { name: 'Whose day' })).toHaveCount(0);
  expect((await rep.request.get(`${company.url}/api/v1/keys`)).status()).toBe(403);
  await context.close();
});
