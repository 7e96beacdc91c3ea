import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/app.ts';

describe('merging in bulk', () => {
  it('is for managers and admins; a rep is told so and merges one by one', async () => {
    const { workspace } = await testApp();
    const { as, person } = await workspace();
    const rep = await person('rep');
    const refused = await rep('POST', '/duplicates/merge-all', { kind: 'leads', dryRun: false });
    expect(refused).toMatchObject({ status: 403, body: { detail: 'Only manager or admin may merge in bulk; your role is rep.' } });
    const batch = '01900000-0000-7000-8000-000000000000';
    expect((await rep('POST', `/duplicates/merge-all/${batch}/undo`)).status).toBe(403);
    for (const role of ['manager', 'admin'] as const) {
      const ask = await as(role);
      const counted = await ask('POST', '/duplicates/merge-all', { kind: 'leads' });
      expect(counted).toMatchObject({ status: 202, body: { clusters: 0, batch: null } });
    }
    const [keepId, other] = [
      (await rep('POST', '/leads', { name: 'Ana' })).body.id,
      (await rep('POST', '/leads', { name: 'Ana' })).body.id,
    ];
    expect((await rep('POST', '/duplicates/merge', { kind: 'leads', keepId, mergeIds: [other] })).status).toBe(201);
  });
});
