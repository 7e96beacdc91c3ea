import type { Page } from '@playwright/test';
import { expectReadable } from './readable.ts';
import { type SampleCompany, test } from './sample-company.ts';

const rooms = ['/', '/deals', '/people', '/accounts', '/leads', '/imports', '/settings', '/settings?tab=team', '/who'];
const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of sizes) {
    test(`every page reads for everyone, ${colorScheme}, ${viewport.width} px wide`, async ({ company, browser }) => {
      test.setTimeout(180_000);
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', locale: 'en-GB' });
      const page = await context.newPage();
      await expectReadable(page, `${company.url}/sign-in`);
      await company.signIn(page);
      for (const path of [...rooms, ...(await recordPages(page, company))]) await expectReadable(page, `${company.url}${path}`);
      await context.close();
    });
  }
}

/** One page of each kind of record, one beside its list, and a line of Today beside the others. */
async function recordPages(page: Page, { url }: SampleCompany): Promise<string[]> {
  const first = async (kind: string) => {
    const answer = await page.request.get(`${url}/api/v1/${kind}?limit=1`);
    return ((await answer.json()) as { items: { id: string }[] }).items[0]?.id ?? '';
  };
  const [deal, person, account, lead] = [await first('deals'), await first('contacts'), await first('accounts'), await first('leads')];
  const today = (await (await page.request.get(`${url}/api/v1/today`)).json()) as { items: { key: string }[] };
  return [
    ...[`/deals/${deal}`, `/people/${person}`, `/accounts/${account}`, `/leads/${lead}`, `/deals?open=${deal}`],
    `/?item=${encodeURIComponent(today.items[0]?.key ?? '')}`,
  ];
}
