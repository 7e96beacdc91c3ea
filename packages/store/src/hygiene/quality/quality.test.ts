import { describe, expect, it } from 'vitest';
import { accounts } from '../../accounts/index.ts';
import { deals, listPipelines } from '../../deals/index.ts';
import { type Actor, inWorkspace, type WorkspaceTransaction } from '../../engine/index.ts';
import { freshWorkspace } from '../../engine/testing.ts';
import { nextSteps } from '../../parts/index.ts';
import { contacts, eraseContact } from '../../people/index.ts';
import { seedCompany } from '../../testing/seed-company.ts';
import { changeUser, createUser } from '../../workspace/index.ts';
import { answerFinding, answerFindings, listFindings, readTrust, scanQuality, undoCleaning } from './index.ts';

const now = Date.parse('2026-11-22T09:00:00Z');

async function workspace() {
  const fresh = await freshWorkspace();
  const as = <T>(actor: Actor, work: (tx: WorkspaceTransaction) => Promise<T>) => inWorkspace(fresh.database, actor, work);
  const asAdmin = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => as(fresh.admin, work);
  const scan = () => scanQuality(fresh.database, fresh.admin, now);
  const questions = async (key?: string) => (await asAdmin((tx) => listFindings(tx, { key, limit: 200 }))).items;
  return { ...fresh, as, asAdmin, scan, questions };
}

async function withDeal() {
  const base = await workspace();
  const { asAdmin } = base;
  const made = await asAdmin(async (tx) => {
    const owner = await createUser(tx, { name: 'Dana Ortiz', role: 'rep' });
    const account = await accounts.create(tx, { name: 'Kestrel', domain: 'kestrel.example', ownerId: owner.id });
    const person = await contacts.create(tx, {
      name: 'Ana Ruiz',
      accountId: account.id,
      points: [{ kind: 'email', value: 'ana@kestrel.example', label: null }],
    });
    const pipeline = (await listPipelines(tx)).pipelines[0];
    const deal = await deals.create(tx, {
      name: 'Kestrel pilot',
      accountId: account.id,
      ownerId: owner.id,
      stageId: pipeline?.stages.find(({ status }) => status === 'open')?.id,
      amountMinor: 500_000,
      currency: 'USD',
      expectedCloseOn: '2026-12-20',
    });
    return { owner, account, person, deal };
  });
  return { ...base, ...made };
}

describe('cleaning up', () => {
  it('asks what an open deal lacks, with its money at stake, and the answer is written with its history', async () => {
    const { asAdmin, scan, questions, deal, person } = await withDeal();
    await scan();
    const asked = await questions();
    expect(asked.map(({ key }) => key).sort()).toEqual(['deal.noNextStep', 'deal.noPeople']);
    expect(asked[0]?.atStake).toEqual({ amountMinor: 500_000, currency: 'USD' });
    const ask = (key: string) => asked.find((question) => question.key === key)?.id as string;
    await asAdmin((tx) => answerFinding(tx, ask('deal.noPeople'), 'set', person.id, now));
    await asAdmin((tx) => answerFinding(tx, ask('deal.noNextStep'), 'step', 'Send the security answers', now));
    expect(await questions()).toEqual([]);
    const after = await asAdmin((tx) => deals.get(tx, deal.id));
    expect(after.contacts.map(({ name }) => name)).toEqual(['Ana Ruiz']);
    expect(after.nextStep).toMatchObject({ what: 'Send the security answers' });
  });

  it('takes one act back as a whole, but not what somebody changed since, and says so', async () => {
    const { asAdmin, scan, questions, deal } = await withDeal();
    const steps = await asAdmin(async (tx) => [
      await nextSteps.create(tx, { what: 'Call Ana', promisedBy: 'us', dealId: deal.id }),
      await nextSteps.create(tx, { what: 'Send the offer', promisedBy: 'us', dealId: deal.id }),
    ]);
    await asAdmin((tx) => deals.change(tx, deal.id, undefined, { status: 'won', closedAt: '2026-11-20T10:00:00Z' }));
    await scan();
    const [question] = await questions('deal.closedWithOpenSteps');
    const { cleaningId } = await asAdmin((tx) => answerFinding(tx, question?.id as string, 'dropped', undefined, now));
    expect(await questions('deal.closedWithOpenSteps')).toEqual([]);
    await asAdmin((tx) => nextSteps.change(tx, steps[1]?.id as string, undefined, { status: 'kept' }));
    const undone = await asAdmin((tx) => undoCleaning(tx, cleaningId, now));
    expect(undone.conflicts).toMatchObject([{ record: { name: 'Send the offer' }, field: 'status', nowIs: 'kept', wouldBe: 'open' }]);
    const statuses = await asAdmin(async (tx) => Promise.all(steps.map(({ id }) => nextSteps.get(tx, id))));
    expect(statuses.map(({ status }) => status)).toEqual(['open', 'kept']);
    expect((await questions('deal.closedWithOpenSteps')).length).toBe(1);
    await expect(asAdmin((tx) => undoCleaning(tx, cleaningId, now))).rejects.toThrow('taken back');
  });

  it('hands many records of a colleague who left to others in one act, and back', async () => {
    const { asAdmin, scan, questions, deal, owner, account } = await withDeal();
    const per = await asAdmin(async (tx) => {
      const user = await createUser(tx, { name: 'Per Lind', role: 'rep' });
      await tx.raw(
        `insert into app.interactions (id, type, direction, occurred_at, user_id, account_id, deal_id, source, key)
         values (gen_random_uuid(), 'call', 'both', now() - interval '3 days', $1, $2, $3, 'test', '1')`,
        [user.id, account.id, deal.id],
      );
      await changeUser(tx, owner.id, { isActive: false });
      return user;
    });
    await scan();
    const [question] = await questions('deal.ownerLeft');
    expect(question?.answers[0]).toMatchObject({ key: 'give', text: 'Give to Per Lind' });
    const cleaned = await asAdmin((tx) => answerFindings(tx, 'deal.ownerLeft', 'give', undefined, now));
    expect(cleaned).toMatchObject({ records: 1, skipped: 0 });
    expect((await asAdmin((tx) => deals.get(tx, deal.id))).ownerId).toBe(per.id);
    await asAdmin((tx) => undoCleaning(tx, cleaned.cleaningId, now));
    expect((await asAdmin((tx) => deals.get(tx, deal.id))).ownerId).toBe(owner.id);
    await expect(asAdmin((tx) => answerFindings(tx, 'deal.noAmount', 'set', undefined, now))).rejects.toThrow('different answer');
  });

  it('takes a thousand alike in one act, says how many are beyond it, and takes those in the next', async () => {
    const { asAdmin, scan } = await withDeal();
    await asAdmin((tx) =>
      tx.raw(
        `insert into app.accounts (id, name, name_key, domain)
         select gen_random_uuid(), 'Quarry ' || n, 'quarry' || n, 'no domain ' || n from generate_series(1, 1003) n`,
      ),
    );
    await asAdmin((tx) =>
      tx.raw(`insert into app.deals (id, name, account_id, status, pipeline_id, stage_id)
      select gen_random_uuid(), 'Pilot', a.id, 'open', d.pipeline_id, d.stage_id from app.accounts a, (select * from app.deals limit 1) d where a.name like 'Quarry%'`),
    );
    await scan();
    const answerAll = () => asAdmin((tx) => answerFindings(tx, 'account.domainInvalid', 'keep', undefined, now));
    expect(await answerAll()).toMatchObject({ records: 1_000, skipped: 0, left: 3 });
    expect(await answerAll()).toMatchObject({ records: 3, left: 0 });
  });

  it('mail that came back is replaced, and undo gives the old address back with what was known of it', async () => {
    const { asAdmin, scan, questions, person } = await withDeal();
    await asAdmin((tx) => tx.raw(`update app.contact_points set status = 'stale' where workspace_id = app.workspace()`));
    await scan();
    const [question] = await questions('contact.mailBounces');
    await expect(asAdmin((tx) => answerFinding(tx, question?.id as string, 'replace', ' ', now))).rejects.toThrow('value: is missing');
    const { cleaningId } = await asAdmin((tx) => answerFinding(tx, question?.id as string, 'replace', 'ana.ruiz@kestrel.example', now));
    expect((await asAdmin((tx) => contacts.get(tx, person.id))).email).toBe('ana.ruiz@kestrel.example');
    await asAdmin((tx) => undoCleaning(tx, cleaningId, now));
    expect((await asAdmin((tx) => contacts.get(tx, person.id))).points).toMatchObject([{ value: 'ana@kestrel.example', status: 'stale' }]);
  });

  it('what was said to be right is not asked again until its facts change', async () => {
    const { asAdmin, scan, questions, deal } = await withDeal();
    await asAdmin((tx) => deals.change(tx, deal.id, undefined, { expectedCloseOn: '2026-10-01' }));
    await scan();
    const [question] = await questions('deal.closeDatePassed');
    await asAdmin((tx) => answerFinding(tx, question?.id as string, 'keep', undefined, now));
    await scan();
    expect(await questions('deal.closeDatePassed')).toEqual([]);
    await asAdmin((tx) => deals.change(tx, deal.id, undefined, { expectedCloseOn: '2026-10-15' }));
    await scan();
    expect(await questions('deal.closeDatePassed')).toHaveLength(1);
  });

  it('a person who is erased is in no question any more', async () => {
    const { asAdmin, scan, questions, person, deal } = await withDeal();
    await asAdmin((tx) => tx.raw(`update app.contact_points set status = 'stale', value = 'ana@' where workspace_id = app.workspace()`));
    await scan();
    expect((await questions()).some(({ record }) => record.id === person.id)).toBe(true);
    await asAdmin((tx) => eraseContact(tx, person.id, 'asked for'));
    expect((await questions()).some(({ record }) => record.id === person.id)).toBe(false);
    const [left] = await asAdmin((tx) =>
      tx.raw<{ n: number }>(`select count(*)::int as n from app.findings where detail::text like '%Ana Ruiz%' and record_id <> $1`, [
        deal.id,
      ]),
    );
    expect(left?.n).toBe(0);
  });
});

describe('trust', () => {
  it('rises when something is mended and is kept day by day', async () => {
    const { asAdmin, scan, questions, person } = await withDeal();
    expect(await asAdmin((tx) => readTrust(tx))).toBeUndefined();
    const first = await scan();
    const [question] = await questions('deal.noPeople');
    await asAdmin((tx) => answerFinding(tx, question?.id as string, 'set', person.id, now));
    const second = await scan();
    expect(second?.trust?.value).toBeGreaterThan(first?.trust?.value ?? 1);
    const trust = await asAdmin((tx) => readTrust(tx));
    expect(trust).toMatchObject({ day: '2026-11-22', cleanedThisWeek: 1, open: { missing: 1 } });
    expect(trust?.history).toHaveLength(1);
    expect(trust?.byOwner).toEqual([
      { owner: { id: expect.any(String), name: 'Dana Ortiz' }, open: 1, atStake: [{ amountMinor: 500_000, currency: 'USD' }] },
    ]);
  });

  it('counts what plain SQL counts, in a company of some size', async () => {
    const { database, admin, asAdmin, questions } = await workspace();
    await asAdmin((tx) => seedCompany(tx, { users: 5, accounts: 40, contacts: 300, deals: 200, interactions: 2_000 }));
    const result = await scanQuality(database, admin, now);
    const [counted] = await asAdmin((tx) =>
      tx.raw<{ steps: number; past: number }>(
        `select count(*) filter (where status <> 'open' and exists (select from app.next_steps n where n.deal_id = d.id and n.status = 'open'))::int as steps,
           count(*) filter (where status = 'open' and expected_close_on < date '2026-11-22')::int as past from app.deals d where workspace_id = app.workspace()`,
      ),
    );
    const { groups } = await asAdmin((tx) => listFindings(tx, {}));
    expect(groups.find(({ key }) => key === 'deal.closedWithOpenSteps')?.count).toBe(counted?.steps);
    expect(groups.find(({ key }) => key === 'deal.closeDatePassed')?.count).toBe(counted?.past);
    expect(result?.open).toBe(groups.reduce((sum, { count }) => sum + count, 0));
    const all = await questions();
    const stakes = all.map(({ atStake }) => atStake?.amountMinor ?? 0);
    expect(stakes).toEqual([...stakes].sort((a, b) => b - a));
  });
});
