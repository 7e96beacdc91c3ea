import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/app.ts';
import { refreshClock } from './index.ts';

const day = 86_400_000;

/** Two hundred deals of two years: every other one is won after a month, the rest are lost after two. */
async function companyWithAPast() {
  const { services, workspace } = await testApp();
  const { workspaceId, as } = await workspace();
  const admin = await as('admin');
  const account = await admin('POST', '/accounts', { name: 'Kestrel', industry: 'Énergie' });
  const at = (daysAgo: number) => new Date(services.now() - daysAgo * day).toISOString();
  for (let i = 0; i < 200; i++) {
    const isWon = i % 2 === 0;
    const began = 720 - i * 3;
    const { status } = await admin('POST', '/deals', {
      ...{ name: `Deal ${i}`, status: isWon ? 'won' : 'lost', openedAt: at(began), closedAt: at(began - (isWon ? 30 : 60) - (i % 7)) },
      ...(i < 5 && { accountId: account.body.id }),
    });
    expect(status).toBe(201);
  }
  const { body } = await admin('POST', '/deals', { name: 'Open', openedAt: at(10) });
  await refreshClock(services, workspaceId);
  return { admin, openId: body.id as string };
}

describe('a company with a past', () => {
  it('is told how often what was said came true right here, and opens exactly the deals behind it', async () => {
    const { admin, openId } = await companyWithAPast();
    const { chance } = (await admin('GET', `/deals/${openId}`)).body.outlook;
    expect(chance.kind).toBe('known');
    expect(chance.trackRecord.text).toMatch(/^right here: said \d+-\d+ %, happened \d+ % \(n = \d+, within \d+ days\)$/);
    const behind = await admin('GET', `/deals?limit=200&${new URLSearchParams(chance.start.query.filter)}`);
    expect(behind.status).toBe(200);
    expect(behind.body.items).toHaveLength(chance.n);
    expect(behind.body.items.some((deal: { status: string }) => deal.status === 'open')).toBe(false);
  });

  it('finds deals of a kind by the words that gauges use', async () => {
    const { admin } = await companyWithAPast();
    const names = async (filter: string) =>
      ((await admin('GET', `/deals?sort=name&${filter}`)).body.items as { name: string }[]).map(({ name }) => name);
    expect(await names('segment=energie')).toEqual(['Deal 0', 'Deal 1', 'Deal 2', 'Deal 3', 'Deal 4']);
    expect(await names('segment=energie&status=won')).toEqual(['Deal 0', 'Deal 2', 'Deal 4']);
    expect(await names('pipeline=Deals&status=open')).toEqual(['Open']);
    expect(await names('product=Nothing')).toEqual([]);
  });
});
