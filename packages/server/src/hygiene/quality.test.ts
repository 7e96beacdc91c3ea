import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/app.ts';
import { checkQueued, scanQuality } from './index.ts';

describe('cleaning up', () => {
  it('asks by value, takes an answer, tells what changed and takes it back', async () => {
    const { services, workspace } = await testApp();
    const { workspaceId, person } = await workspace();
    const dana = await person('manager');
    const account = (await dana('POST', '/accounts', { name: 'Kestrel', ownerId: dana.userId })).body;
    for (const [name, amountMinor] of [
      ['Small', 10_000],
      ['Large', 900_000],
    ] as const)
      await dana('POST', '/deals', { name, amountMinor, currency: 'USD', accountId: account.id, ownerId: dana.userId });
    await scanQuality(services, workspaceId);
    const { body: page } = await dana('GET', '/hygiene/findings?key=deal.noCloseDate');
    expect(page.items.map((item: { record: { name: string } }) => item.record.name)).toEqual(['Large', 'Small']);
    expect(page).toMatchObject({
      total: 2,
      items: [{ question: 'When do they want Large to be in place?', field: 'expectedCloseOn' }, {}],
    });
    expect(page.groups.find(({ key }: { key: string }) => key === 'deal.noCloseDate')).toMatchObject({ count: 2, canBulk: false });

    const bad = await dana('POST', `/hygiene/findings/${page.items[0].id}/answer`, { answer: 'set', value: 'soon' });
    expect(bad).toMatchObject({ status: 422, body: { fields: [{ field: 'value', message: 'takes a day such as 2026-12-31' }] } });
    const wrong = await dana('POST', `/hygiene/findings/${page.items[0].id}/answer`, { answer: 'perhaps' });
    expect(wrong.body.fields).toEqual([{ field: 'answer', message: 'takes one of set, keep' }]);
    const good = await dana('POST', `/hygiene/findings/${page.items[0].id}/answer`, { answer: 'set', value: '2027-03-01' });
    expect(good).toMatchObject({ status: 201, body: { sentence: 'Large is settled.' } });
    const deal = (await dana('GET', `/deals/${page.items[0].record.id}`)).body;
    expect(deal.expectedCloseOn).toBe('2027-03-01');
    expect((await dana('GET', '/hygiene/trust')).body).toMatchObject({ cleanedThisWeek: 1, isScanning: false });

    const undone = await dana('POST', `/hygiene/cleanings/${good.body.cleaningId}/undo`);
    expect(undone).toMatchObject({ status: 200, body: { restored: 1, conflicts: [] } });
    expect((await dana('GET', `/deals/${page.items[0].record.id}`)).body.expectedCloseOn).toBeNull();
  });

  it('trust begins unknown, is told in words, and whoever may not write is refused', async () => {
    const { services, workspace } = await testApp();
    const { workspaceId, person } = await workspace();
    const boss = await person('executive');
    const before = (await boss('GET', '/hygiene/trust')).body;
    expect(before).toMatchObject({ value: null, isScanning: true });
    const dana = await person('manager');
    await dana('POST', '/deals', { name: 'Pilot' });
    await scanQuality(services, workspaceId);
    const { body } = await boss('GET', '/hygiene/trust');
    expect(body.value).toBeGreaterThan(0);
    expect(body.sentence).toMatch(/^\d+(\.\d)? % of what a next step needs is there and can be relied on; \d questions are open\.$/);
    const [question] = (await boss('GET', '/hygiene/findings')).body.items;
    expect((await boss('POST', `/hygiene/findings/${question.id}/answer`, { answer: 'keep' })).status).toBe(404);
  });

  it('tells how much is at hand: questions and pairs of one’s own, at one’s own pace once it is known', async () => {
    const { services, workspace } = await testApp();
    const { workspaceId, person } = await workspace();
    const [dana, per] = [await person('rep'), await person('rep')];
    const atHand = async (ownerId?: string) => (await dana('GET', `/hygiene/at-hand${ownerId ? `?ownerId=${ownerId}` : ''}`)).body;
    expect(await atHand()).toEqual({ questions: 0, secondsPerQuestion: 20, duplicates: [] });
    for (const n of Array.from({ length: 12 }, (_, i) => i))
      await dana('POST', '/accounts', { name: `Quarry ${n}`, domain: `Quarry ${n} has none`, ownerId: dana.userId });
    const points = [{ kind: 'email', value: 'ana.ruiz@halden.example', label: null }];
    await dana('POST', '/contacts', { name: 'Ana Ruiz', points, ownerId: per.userId });
    await dana('POST', '/contacts', { name: 'Ruiz, Ana', points, ownerId: dana.userId });
    await checkQueued(services, workspaceId);
    await scanQuality(services, workspaceId);
    const own = await atHand(dana.userId);
    expect(own).toMatchObject({ questions: 12, secondsPerQuestion: 20, duplicates: [{ kind: 'contacts', pairs: 1 }] });
    expect(own.duplicates[0].names.toSorted()).toEqual(['Ana Ruiz', 'Ruiz, Ana']);
    expect(await atHand(per.userId)).toMatchObject({ questions: 0, duplicates: [{ pairs: 1 }] });
    const { items } = (await dana('GET', '/hygiene/findings?key=account.domainInvalid&limit=20')).body;
    for (const { id } of items.slice(0, 11)) await dana('POST', `/hygiene/findings/${id}/answer`, { answer: 'keep' });
    expect(await atHand(dana.userId)).toMatchObject({ questions: 1, secondsPerQuestion: 1 });
  });
});
