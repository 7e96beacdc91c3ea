import { expect, type Page } from '@playwright/test';
import { type Dovecot, dovecotBinary, startDovecot } from '@windshield/ingest/testing';
import { pressOn, typeInto } from './keyboard.ts';
import { expectReadable, expectShownReadable } from './readable.ts';
import { type SampleCompany, test } from './sample-company.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
test.skip(!dovecotBinary, 'needs a real mail server: apt-get install dovecot-imapd');

const me = 'ana@northwind.example';
const password = 'an app password of Ana';
const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

interface Letter {
  id: string;
  hoursAgo: number;
  from: string;
  to: string;
  subject: string;
  text: string;
  head?: string[];
}

/** RFC 5322, as a mail program writes it. */
function letter({ id, hoursAgo, from, to, subject, text, head = [] }: Letter): { bytes: string; receivedAt: Date } {
  const receivedAt = new Date(Date.now() - hoursAgo * 3_600_000);
  const lines = [
    ...[`Message-ID: <${id}@capture.example>`, `Date: ${receivedAt.toUTCString()}`, `From: ${from}`, `To: ${to}`, `Subject: ${subject}`],
    ...[...head, '', text, ''],
  ];
  return { bytes: lines.join('\r\n'), receivedAt };
}

interface Known {
  dealId: string;
  contact: { id: string; name: string };
  address: string;
  account: { id: string; name: string };
}

/** Somebody on one of the sample's open deals, whose account has a domain of its own. */
async function somebodyKnown(page: Page, { url }: SampleCompany): Promise<Known> {
  const ask = async (path: string) => (await page.request.get(`${url}/api/v1/${path}`)).json();
  const { items } = (await ask('deals?status=open&limit=50')) as { items: { id: string }[] };
  for (const { id } of items) {
    const deal = (await ask(`deals/${id}`)) as { account: Known['account'] | null; contacts: Known['contact'][] };
    const account = deal.account && ((await ask(`accounts/${deal.account.id}`)) as Known['account'] & { domain: string | null });
    for (const { id: contactId } of deal.contacts) {
      const contact = (await ask(`contacts/${contactId}`)) as Known['contact'] & { points: { kind: string; value: string }[] };
      const address = contact.points.find(({ kind }) => kind === 'email')?.value;
      if (account?.domain && address?.endsWith(`@${account.domain}`)) return { dealId: id, contact, address, account };
    }
  }
  throw new Error('the sample company has nobody who can be written to');
}

let dovecot: Dovecot;
let known: Known;

test.beforeAll(async ({ browser, company }) => {
  dovecot = await startDovecot({ users: { [me]: password }, folders: { Sent: '\\Sent', Trash: '\\Trash' } });
  const page = await browser.newPage();
  await company.signIn(page);
  known = await somebodyKnown(page, company);
  await page.close();
  const { contact, address } = known;
  const them = `${contact.name} <${address}>`;
  const lea = `Lea Holm <lea.holm@${address.slice(address.indexOf('@') + 1)}>`;
  const begin = { id: 'a', hoursAgo: 50, from: them, to: me, subject: 'The second plant', text: 'Who would be on site in the first week?' };
  await dovecot.addMessages(me, 'INBOX', [
    letter(begin),
    letter({ id: 'l', hoursAgo: 30, from: lea, to: me, subject: 'Security questions', text: 'Please see the questions below.' }),
    letter({ id: 'k', hoursAgo: 20, from: 'Kim <kim@cold.example>', to: me, subject: 'Boost your pipeline', text: 'A quick call?' }),
    letter({ id: 'f', hoursAgo: 9, from: 'Mama <mama@gmail.com>', to: me, subject: 'Sunday', text: 'Will you come?' }),
    letter({
      id: 'n',
      hoursAgo: 8,
      from: 'News <n@shop.example>',
      to: me,
      subject: 'Offers',
      text: 'All.',
      head: ['List-Id: <shop.example>'],
    }),
  ]);
  const answers = ['In-Reply-To: <a@capture.example>', 'References: <a@capture.example>'];
  await dovecot.addMessages(me, 'Sent', [
    letter({
      id: 'b',
      hoursAgo: 48,
      from: me,
      to: them,
      subject: 'Re: The second plant',
      text: 'Two of us would be there.',
      head: answers,
    }),
  ]);
});
test.afterAll(() => dovecot?.stop());

test('a mailbox is connected by its address, and what is wrong stands at the field with what to do', async ({ page, company }) => {
  await company.signIn(page);
  await page.goto(`${company.url}/settings?tab=capture`);
  await expect(page.getByText(/^Seen: /)).toBeVisible();
  await pressOn(page, page.getByRole('button', { name: 'Connect a mailbox' }));
  await typeInto(page, page.getByLabel('Your mail address'), me);
  await page.keyboard.press('Enter');
  // Nothing is shown to colleagues, and no text kept, unless somebody says so.
  await expect(page.getByLabel('That it happened')).toBeChecked();
  await expect(page.getByLabel('Keep the texts here')).not.toBeChecked();
  await page.getByLabel('The subject as well').check();

  await typeInto(page, page.getByLabel('Password or app password'), 'not the password');
  await typeInto(page, page.getByLabel('Mail server (IMAP)'), dovecot.host);
  await typeInto(page, page.getByLabel('Port'), String(dovecot.port));
  await page.getByLabel('Security').click();
  await page.getByRole('option', { name: /None/ }).click();
  await pressOn(page, page.getByRole('button', { name: 'Try it and connect' }));
  const secret = page.getByLabel('Password or app password');
  await expect(secret).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert')).toContainText('app password');
  await expect(secret).toBeFocused();
  expect(((await (await page.request.get(`${company.url}/api/v1/capture/sources`)).json()) as { items: unknown[] }).items).toEqual([]);

  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  const source = page.getByRole('article', { name: me });
  await expect(source).toContainText('Up to date', { timeout: 30_000 });
  await expect(source).toContainText('2 stand in timelines');
  await expect(source.getByRole('row', { name: /^Inbox/ })).toContainText('5 of 5');
  await expect(source.getByRole('row', { name: /^Sent/ })).toContainText('1 of 1');
  await expect(source.getByRole('row', { name: /^Trash/ })).toContainText('left out');
  await pressOn(page, source.getByText('Why 1 was left out'));
  await expect(source).toContainText('1 newsletter or list mail');
  expect(await page.content()).not.toContain(password);
});

test('unknown people are worked through by keyboard, one at a time, and a decision is taken back by one key', async ({ page, company }) => {
  await company.signIn(page);
  await page.goto(`${company.url}/people`);
  await expect(page.getByRole('link', { name: '3 unknown people' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  const name = page.getByRole('article').getByRole('heading');
  await expect(name).toHaveText('Lea Holm');
  await expect(page.getByRole('article')).toContainText('They wrote once.');
  await expect(page.getByRole('article')).toContainText('Security questions');

  await page.keyboard.press('Enter');
  await expect(messages(page)).toContainText('Lea Holm is a contact now.');
  await expect(name).not.toHaveText('Lea Holm');
  await page.keyboard.press('u');
  await expect(name).toHaveText('Lea Holm');
  await expect(page.getByText('3 people wait for a word.')).toBeVisible();
  await expect(page.getByText('1 of 3')).toBeVisible();

  await page.keyboard.press('c');
  await expect(page.getByLabel('Name')).toBeFocused();
  await expect(page.getByLabel('Account', { exact: true })).toHaveValue(known.account.name);
  await typeInto(page, page.getByLabel('Title'), 'Head of Security');
  await page.keyboard.press('Enter');
  await expect(messages(page)).toContainText('Lea Holm is a contact now.');
  await expect(page.getByText('2 people wait for a word.')).toBeVisible();

  while ((await name.textContent()) !== 'Kim') await page.keyboard.press('j');
  await page.keyboard.press('i');
  await expect(messages(page)).toContainText('Kim is ignored.');
  await expect(name).toHaveText('Mama');
  await page.keyboard.press('p');
  await expect(messages(page)).toContainText('Mama is private. Nothing of them is kept.');
  await expect(page.getByRole('heading', { name: 'Everybody is known' })).toBeVisible();
  const waiting = async () =>
    ((await (await page.request.get(`${company.url}/api/v1/capture/unknown-people`)).json()) as { total: number }).total;
  await expect.poll(waiting).toBe(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Everybody is known' })).toBeVisible();
});

test('timelines have filled by themselves, and say who answered and after how long', async ({ page, company }) => {
  await company.signIn(page);
  await page.goto(`${company.url}/people/${known.contact.id}`);
  const happened = page.getByRole('region', { name: 'What happened' });
  const question = happened
    .getByRole('listitem')
    .filter({ hasText: `${known.contact.name} wrote` })
    .first();
  await expect(question).toContainText('The second plant');
  await expect(question).toContainText('asks a question');
  const answered = happened.getByRole('listitem').filter({ hasText: 'Re: The second plant' }).last();
  await expect(answered).toContainText('an answer after 2 h');
  await expect(answered).toContainText('One of 2 in a thread that they began');
  // No text is kept, so none is shown.
  await expect(happened).not.toContainText('Two of us would be there');

  await pressOn(page, answered.getByRole('button', { name: /^More about/ }));
  await page.keyboard.press('Enter');
  await expect(messages(page)).toContainText('Hidden from colleagues who took no part.');
  await expect(answered).toContainText('Hidden from colleagues');
  // The menu gives the keys back when it has closed.
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(answered).not.toContainText('Hidden from colleagues');

  await page.goto(`${company.url}/accounts/${known.account.id}`);
  await expect(page.getByRole('region', { name: 'Who knows whom' })).toContainText('Lea Holm');
});

test('an invitation in mail is a plan on the person’s page; what a signature suggests is taken over, and taken back by one key', async ({
  page,
  company,
}) => {
  const { contact, address } = known;
  const them = `${contact.name} <${address}>`;
  const at = new Date(Date.now() + 3 * 86_400_000).toISOString().replace(/[-:]|\.\d+/g, '');
  const event = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:plant@capture.example', 'DTSTAMP:20260101T080000Z'],
    ...[
      `DTSTART:${at}`,
      'DURATION:PT45M',
      'SUMMARY:Walk through the plant',
      'LOCATION:Gate 2\\, Harbour Road',
      'DESCRIPTION:or https://meet.google.com/abc',
    ],
    ...[`ORGANIZER:mailto:${address}`, `ATTENDEE:mailto:${me}`, 'END:VEVENT', 'END:VCALENDAR'],
  ];
  const text = `Good morning,\n\nhere are the plans.\n\nBest regards\n${contact.name}\nHead of Everything\nPhone: +47 22 33 44 55`;
  await dovecot.addMessages(me, 'INBOX', [
    letter({
      id: 'i',
      hoursAgo: 1,
      from: them,
      to: me,
      subject: 'Invitation',
      text: event.join('\r\n'),
      head: ['Content-Type: text/calendar; method=REQUEST'],
    }),
    letter({ id: 's', hoursAgo: 1, from: them, to: me, subject: 'Plans', text }),
    letter({ id: 'p', hoursAgo: 1, from: them, to: me, subject: 'Between us', text: 'Only for you.', head: ['Sensitivity: Private'] }),
  ]);
  await company.signIn(page);
  await page.goto(`${company.url}/settings?tab=capture`);
  const source = page.getByRole('article', { name: me });
  await pressOn(page, source.getByRole('button', { name: 'Read now' }));
  await expect(source.getByRole('row', { name: /^Invitations in mail/ })).toContainText('1 read', { timeout: 30_000 });
  await pressOn(page, source.getByText(/^Why \d were left out/));
  await expect(source).toContainText('1 marked private or personal');

  await page.goto(`${company.url}/people/${contact.id}`);
  const happened = page.getByRole('region', { name: 'What happened' });
  const plan = happened.getByRole('listitem').filter({ hasText: 'Walk through the plant' }).last();
  await expect(plan).toContainText('Planned: Meeting with');
  await expect(plan).toContainText('In person or by link');
  await expect(happened).not.toContainText('Between us');

  const proposals = page.getByRole('list', { name: 'Read in mail, for you to confirm' });
  const title = proposals.getByRole('listitem').filter({ hasText: 'Head of Everything' });
  await pressOn(page, title.getByRole('button', { name: 'Take it over' }));
  await expect(messages(page)).toContainText('Taken over.');
  await expect(title).toHaveCount(0);
  const titleNow = async () =>
    ((await (await page.request.get(`${company.url}/api/v1/contacts/${contact.id}`)).json()) as { title: string | null }).title;
  await expect.poll(titleNow).toBe('Head of Everything');
  await page.keyboard.press('u');
  await expect(title).toBeVisible();
  await expect.poll(titleNow).not.toBe('Head of Everything');
});

test('what was said on the phone is noted from Today in one tap, with whom and how', async ({ page, company }) => {
  await company.signIn(page);
  await page.goto(`${company.url}/`);
  await expect(page.getByRole('list', { name: 'What comes next' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('s');
  await expect(page.getByRole('dialog', { name: 'We spoke' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(messages(page)).toContainText('Noted: you spoke by phone');
  await page.keyboard.press('u');
});

const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
] as const;
for (const look of looks) {
  test(`capture reads for everyone, ${look.colorScheme}, ${look.viewport.width} px wide`, async ({ browser, company }) => {
    const hold = letter({
      id: `x${look.colorScheme}`,
      hoursAgo: 2,
      from: 'Nils <nils@steel.example>',
      to: me,
      subject: 'Hello',
      text: 'Shall we talk?',
    });
    await dovecot.addMessages(me, 'INBOX', [hold]);
    const context = await browser.newContext({ ...look, reducedMotion: 'reduce', locale: 'en-GB' });
    const page = await context.newPage();
    await company.signIn(page);
    await page.goto(`${company.url}/settings?tab=capture`);
    await page.getByRole('button', { name: 'Read now' }).click();
    await expect(page.getByRole('link', { name: /unknown pe/ })).toBeVisible({ timeout: 30_000 });
    const pages = [
      '/settings?tab=capture',
      '/connect',
      '/connect?kind=calendar',
      '/connect?kind=feed',
      '/connect?kind=files',
      '/unknown-people',
    ];
    for (const path of [...pages, `/people/${known.contact.id}`, `/accounts/${known.account.id}`])
      await expectReadable(page, `${company.url}${path}`);
    await page.goto(`${company.url}/connect`);
    await page.getByLabel('Your mail address').fill(me);
    await page.keyboard.press('Enter');
    await page.getByLabel('Password or app password').waitFor();
    await expectShownReadable(page, 'signing in');
    await context.close();
  });
}
