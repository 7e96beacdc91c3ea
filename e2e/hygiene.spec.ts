import { type APIResponse, expect, type Page } from '@playwright/test';
import { pressOn, tabTo } from './keyboard.ts';
import { expectReadable } from './readable.ts';
import { type SampleCompany, test } from './sample-company.ts';

test.describe.configure({ timeout: 180_000 });
test.use({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });

const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });
const question = (page: Page) => page.getByRole('article').getByRole('heading', { level: 2 });

/** The API as the signed-in person of this page uses it. */
function apiOf(page: Page, { url }: SampleCompany) {
  const read = async (answer: APIResponse) => {
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  return {
    get: async (path: string) => read(await page.request.get(`${url}/api/v1${path}`)),
    post: async (path: string, data: object = {}) =>
      read(await page.request.post(`${url}/api/v1${path}`, { data, headers: { origin: url } })),
  };
}

async function mine(page: Page, company: SampleCompany): Promise<{ ownerId: string }> {
  return { ownerId: (await apiOf(page, company).get('/me')).user.id };
}

/** Has all records looked at and waits until these kinds of questions are open. */
async function lookAtAll(page: Page, company: SampleCompany, keys: string[]): Promise<void> {
  const api = apiOf(page, company);
  await api.post('/hygiene/scan');
  await expect
    .poll(async () => ((await api.get('/hygiene/findings?limit=1')).groups as { key: string }[]).map(({ key }) => key), { timeout: 30_000 })
    .toEqual(expect.arrayContaining(keys));
}

/** Has all records compared with each other and waits until that is done. */
async function compareAll(page: Page, company: SampleCompany): Promise<void> {
  const api = apiOf(page, company);
  await api.post('/duplicates/scan');
  await expect
    .poll(async () => ((await api.get('/duplicates/scan')).items as { status: string }[]).map(({ status }) => status), { timeout: 90_000 })
    .toEqual(['done', 'done', 'done']);
}

test('ten minutes of cleaning up, all by keyboard: a day, an amount, a next step, one answer for many, and each taken back', async ({
  page,
  company,
}) => {
  await company.signIn(page);
  const api = apiOf(page, company);
  const own = await mine(page, company);
  const { id: accountId } = await api.post('/accounts', { name: 'Quietwater', ...own });
  const deal = await api.post('/deals', { name: 'Quietwater pilot', accountId, ...own });
  // more than one request takes
  const wharfs = Array.from({ length: 100 }, (_, n) => `Wharf ${n}`);
  for (const name of ['Aldgate', 'Birchgate', 'Cedargate', ...wharfs])
    await api.post('/accounts', { name, domain: `${name} has none`, ...own });
  await lookAtAll(page, company, ['deal.noCloseDate', 'deal.noAmount', 'account.domainInvalid']);
  const now = () => api.get(`/deals/${deal.id}`);

  await page.goto(`${company.url}/clean-up?key=deal.noCloseDate`);
  await expect(question(page)).toHaveText('When do they want Quietwater pilot to be in place?');
  await page.keyboard.press('1');
  await page.keyboard.type('02022027');
  await page.keyboard.press('Enter');
  await expect(messages(page)).toContainText('Quietwater pilot: On this day');
  await expect.poll(async () => (await now()).expectedCloseOn).toBe('2027-02-02');
  await page.keyboard.press('u');
  await expect(question(page)).toHaveText('When do they want Quietwater pilot to be in place?');
  await expect.poll(async () => (await now()).expectedCloseOn).toBeNull();

  await page.goto(`${company.url}/clean-up?key=deal.noAmount`);
  await expect(question(page)).toHaveText('What would Quietwater pilot be worth?');
  await page.keyboard.press('1');
  await page.keyboard.type('much');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('“much” is not an amount');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('36,500.50');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await now()).amountMinor).toBe(3_650_050);
  await expect(page.getByText('1 settled in this sitting')).toBeVisible();

  await page.goto(`${company.url}/clean-up?key=deal.noNextStep`);
  const asked = (await question(page).textContent()) ?? '';
  await page.keyboard.press('j');
  await expect(question(page)).not.toHaveText(asked);
  const kept = (await question(page).textContent()) ?? '';
  await page.keyboard.press('k');
  await expect(question(page)).not.toHaveText(kept);
  await expect(messages(page)).toContainText('Nothing for now');
  const stepped = (await question(page).textContent()) ?? '';
  await page.keyboard.press('o');
  await expect(page.getByRole('complementary')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toBeHidden();
  await page.keyboard.press('1');
  await page.keyboard.type('Send the plan of the pilot');
  await page.keyboard.press('Enter');
  await expect(question(page)).not.toHaveText(stepped);
  await expect(page.getByText('2 settled in this sitting')).toBeVisible();

  await page.goto(`${company.url}/clean-up?key=account.domainInvalid`);
  await expect(question(page)).toContainText('cannot be the domain of');
  await page.keyboard.press('b');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('and 97 more')).toBeVisible();
  await pressOn(page, dialog.getByRole('button', { name: /^Answer all 103/ }));
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await expect(messages(page)).toContainText('103 records are settled.', { timeout: 30_000 });
  const domains = async () => {
    const { items } = await api.get('/accounts?q=gate&limit=50');
    return (items as { name: string; domain: string | null }[])
      .filter(({ name }) => /^(Ald|Birch|Cedar)gate$/.test(name))
      .map((one) => one.domain);
  };
  await expect.poll(domains).toEqual([null, null, null]);
  await page.keyboard.press('u');
  await expect
    .poll(async () => (await domains()).toSorted(), { timeout: 30_000 })
    .toEqual(['Aldgate has none', 'Birchgate has none', 'Cedargate has none']);

  await expect(question(page)).toContainText('cannot be the domain of');
  await page.keyboard.press('k');
  await page.clock.setFixedTime(Date.now() + 11 * 60_000);
  await page.keyboard.press('k');
  await expect(page.getByRole('heading', { name: 'That was ten minutes' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(question(page)).toContainText('cannot be the domain of');
});

test('Today tells what spare minutes could settle, one key away, and nothing when there is nothing', async ({ page, company }) => {
  await company.signIn(page);
  const api = apiOf(page, company);
  const own = await mine(page, company);
  await page.route('**/api/v1/hygiene/at-hand*', async (route) => {
    await route.fulfill({ json: { questions: 0, secondsPerQuestion: 20, duplicates: [] } });
  });
  await page.goto(company.url);
  await expect(page.getByRole('list', { name: 'What comes next' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('region', { name: 'For spare minutes' })).toHaveCount(0);
  await page.unroute('**/api/v1/hygiene/at-hand*');

  await api.post('/accounts', { name: 'Dovegate', domain: 'Dovegate has none', ...own });
  await lookAtAll(page, company, ['account.domainInvalid']);
  const points = [{ kind: 'email', value: 'yoshi@fernhollow.example', label: null }];
  for (const name of ['Yoshi Fernhollow', 'Fernhollow, Yoshi']) await api.post('/contacts', { name, points, ...own });
  await expect
    .poll(async () => (await api.get(`/hygiene/at-hand?ownerId=${own.ownerId}`)).duplicates.map(({ kind }: { kind: string }) => kind), {
      timeout: 60_000,
    })
    .toContain('contacts');
  await page.goto(company.url);
  const spare = page.getByRole('region', { name: 'For spare minutes' });
  await expect(spare).toContainText(/questions? about your records (would take about|are open)/);
  await expect(spare).toContainText(/may be (the same person|here twice|one, such as)/);
  // The kind with the most pairs comes first; which that is rests on what the sample's own scan has found by then.
  const href = (await spare.getByRole('link', { name: 'Compare' }).getAttribute('href')) ?? '';
  const word = { contacts: 'person', accounts: 'account', leads: 'lead' }[new URL(href, company.url).searchParams.get('kind') ?? ''];
  await page.keyboard.press('w');
  await expect(question(page)).toContainText(new RegExp(`Are these .* one ${word}\\?`));
  await expect(page.getByRole('button', { name: 'Owner Mine' })).toBeVisible();
  await page.goto(company.url);
  await expect(spare).toBeVisible();
  await page.keyboard.press('q');
  await expect(page.getByRole('heading', { level: 1, name: 'Clean up' })).toBeVisible();
});

test('somebody who is there twice is seen on their page, merged by one key and taken apart by another', async ({ page, company }) => {
  await company.signIn(page);
  const api = apiOf(page, company);
  const own = await mine(page, company);
  await compareAll(page, company);
  const mail = [{ kind: 'email', value: 'xenia@quorndon.example', label: null }];
  const first = await api.post('/contacts', { name: 'Xenia Quorndon', title: 'Buyer', points: mail, ...own });
  const second = await api.post('/contacts', { name: 'Quorndon, Xenia', country: 'Norway', points: mail, ...own });
  const proposed = async () => (await api.get(`/duplicates?kind=contacts&recordId=${second.id}`)).items.length;
  await expect.poll(proposed, { timeout: 60_000 }).toBe(1);
  const whereIs = async (id: string) => (await api.get(`/contacts/${id}`)).mergedInto?.id ?? null;

  await page.goto(`${company.url}/people/${second.id}`);
  await expect(page.getByText('May be the same as Xenia Quorndon')).toBeVisible();
  await pressOn(page, page.getByRole('link', { name: 'Compare' }));
  await expect(question(page)).toHaveText('Are these two one person?');
  await expect(page.getByRole('group', { name: 'Name differs', exact: true })).toBeVisible();
  await expect(page.getByText('Mail address: the same')).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('1');
  await page.keyboard.press('m');
  await expect(messages(page)).toContainText('is one person now');
  await expect.poll(async () => [await whereIs(first.id), await whereIs(second.id)].filter((id) => id !== null)).toHaveLength(1);
  const gone = (await whereIs(first.id)) === null ? second.id : first.id;
  await page.goto(`${company.url}/people/${gone}`);
  await expect(page.getByText('This was merged into')).toBeVisible();
  await pressOn(page, page.getByRole('link', { name: 'Take it back' }));
  await pressOn(page, page.getByRole('region', { name: 'Merged lately' }).getByRole('button', { name: /^Undo/ }).first());
  await expect(messages(page)).toContainText('are apart again');
  await expect.poll(async () => [await whereIs(first.id), await whereIs(second.id)]).toEqual([null, null]);

  await expect.poll(proposed, { timeout: 60_000 }).toBe(1);
  await page.goto(`${company.url}/duplicates?kind=contacts&recordId=${first.id}`);
  await expect(question(page)).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: 'Nothing here is there twice' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(question(page)).toHaveText('Are these two one person?');
});

test('what is surely one is counted first, merged at once and taken back as a whole', async ({ page, company }) => {
  await company.signIn(page);
  const api = apiOf(page, company);
  for (const name of ['Borg', 'Lind'])
    for (let copy = 0; copy < 2; copy++)
      await api.post('/leads', {
        name: `Ottoline ${name}`,
        email: `${name.toLowerCase()}@firm.example`,
        company: `${name} AB`,
        phone: '+46812345678',
      });
  await expect.poll(async () => (await api.get('/duplicates?kind=leads')).items.length, { timeout: 60_000 }).toBeGreaterThan(1);
  await page.goto(`${company.url}/duplicates?kind=leads`);
  await pressOn(page, page.getByRole('button', { name: 'Merge all that are sure…' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/records would go into/)).toBeVisible();
  await pressOn(page, dialog.getByRole('combobox', { name: 'As sure as' }));
  await expect(page.getByRole('option', { name: '90 %' })).toHaveCount(0);
  await page.getByRole('option').first().press('Enter');
  const count = async () => (await api.get('/leads?q=Ottoline&limit=50')).items.length;
  await pressOn(page, dialog.getByRole('button', { name: /^Merge \d+ groups/ }));
  await expect.poll(count, { timeout: 60_000 }).toBe(2);
  await pressOn(page, page.getByRole('button', { name: 'Undo all of this bulk merge' }));
  await expect.poll(count, { timeout: 60_000 }).toBe(4);
});

test('who is typed and stands here already is shown before they are made twice', async ({ page, company }) => {
  await company.signIn(page);
  const api = apiOf(page, company);
  const values = { name: 'Ottilie Wrenfield', email: 'ottilie@wrenfield.example' };
  await api.post('/contacts', { name: values.name, points: [{ kind: 'email', value: values.email, label: null }] });
  await expect
    .poll(async () => (await api.post('/duplicates/check', { kind: 'contacts', values })).items.length, { timeout: 30_000 })
    .toBeGreaterThan(0);
  await page.goto(`${company.url}/people`);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('c');
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog', { name: 'New person' });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Ottilie Wrenfield');
  await tabTo(page, dialog.getByLabel(/^Mail address/));
  await page.keyboard.type('ottilie@wrenfield.example');
  await pressOn(page, dialog.getByRole('link', { name: 'Ottilie Wrenfield' }));
  await expect(page).toHaveURL(/\/people\//);
  await expect(page.getByRole('heading', { level: 1, name: 'Ottilie Wrenfield' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1280, 360])
    test(`pages of clean data read for everyone, ${colorScheme}, ${width} px wide`, async ({ company, browser }) => {
      const context = await browser.newContext({
        ...{ viewport: { width, height: 800 }, colorScheme, reducedMotion: 'reduce', locale: 'en-GB' },
      });
      const page = await context.newPage();
      await company.signIn(page);
      await lookAtAll(page, company, ['deal.noNextStep']);
      for (const path of [
        '/clean-up',
        '/clean-up?ownerId=everyone&key=deal.noCloseDate',
        '/duplicates',
        '/duplicates?kind=leads',
        '/data-trust',
      ])
        await expectReadable(page, `${company.url}${path}`);
      await context.close();
    });
