import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { pressOn, tabTo, typeInto } from './keyboard.ts';
import { expectShownReadable } from './readable.ts';
import { type SampleCompany, test } from './sample-company.ts';

async function firstOf(page: Page, { url }: SampleCompany, kind: string): Promise<{ id: string; name: string }> {
  const answer = await page.request.get(`${url}/api/v1/${kind}?limit=1`);
  return ((await answer.json()) as { items: { id: string; name: string }[] }).items[0] ?? { id: '', name: '' };
}

async function openEverything(page: Page, name: string) {
  await pressOn(page, page.getByRole('button', { name: `More for ${name}` }));
  await page.getByRole('menuitem', { name: 'Everything about this person' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Everything about this person' });
  await expect(dialog.getByRole('region', { name: 'What is stored' })).toBeVisible();
  return dialog;
}

test('an admin hands a person all that is stored of them, and erases them, without a mouse', async ({ company, page }) => {
  await company.signIn(page);
  const person = await firstOf(page, company, 'contacts');
  await page.goto(`${company.url}/people/${person.id}`);
  const dialog = await openEverything(page, person.name);
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [360, 1280]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      await expectShownReadable(page, `everything about a person, ${colorScheme}, ${width} px`);
    }

  const downloading = page.waitForEvent('download');
  await pressOn(page, dialog.getByRole('button', { name: 'Download all of it' }));
  const file = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as { name: string; parts: { kind: string }[] };
  expect(file.name).toBe(person.name);
  expect(file.parts.map(({ kind }) => kind)).toContain('contacts');

  const erase = dialog.getByRole('button', { name: 'Erase for good' });
  await expect(erase).toBeDisabled();
  await typeInto(page, dialog.getByLabel('Reason'), 'asked by letter');
  await tabTo(page, dialog.getByLabel(/to confirm$/));
  await page.keyboard.type('somebody else');
  await expect(erase).toBeDisabled();
  await typeInto(page, dialog.getByLabel(/to confirm$/), person.name);
  await pressOn(page, erase);
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Erased', { timeout: 30_000 });
  await expect(page).toHaveURL(`${company.url}/people`);
  const erased = (await (await page.request.get(`${company.url}/api/v1/contacts/${person.id}`)).json()) as { name: string };
  expect(erased.name).toBe('Erased person');
});

test('a lead that is erased is gone from the leads', async ({ company, page }) => {
  await company.signIn(page);
  const lead = await firstOf(page, company, 'leads');
  await page.goto(`${company.url}/leads?open=${lead.id}`);
  const dialog = await openEverything(page, lead.name);
  await typeInto(page, dialog.getByLabel('Reason'), 'asked by letter');
  await typeInto(page, dialog.getByLabel(/to confirm$/), lead.name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('Erased', { timeout: 30_000 });
  await expect(dialog).toBeHidden();
  const erased = (await (await page.request.get(`${company.url}/api/v1/leads/${lead.id}`)).json()) as { name: string };
  expect(erased.name).toBe('Erased person');
});
