import { describe, expect, test } from 'vitest';
import { openInputs } from './index.ts';
import { testData } from './testing/test-data.ts';
import { readAll } from './testing/text-input.ts';

const salesforce = testData('crm_exports', 'fivetran_salesforce_tables');
const hubspot = testData('crm_exports', 'fivetran_hubspot_tables');
const atomic = testData('crm_exports', 'atomic_crm');

const read = async (folder: string | undefined) => readAll((await openInputs([folder ?? '.'])).inputs);

describe.skipIf(!salesforce)('Salesforce tables out of a warehouse', async () => {
  const all = await read(salesforce);
  test.each([
    ['sf_account_data.csv', 'accounts'],
    ['sf_contact_data.csv', 'contacts'],
    ['sf_event_data.csv', 'interactions'],
    ['sf_lead_data.csv', 'leads'],
    ['sf_opportunity_data.csv', 'deals'],
    ['sf_product_2_data.csv', 'products'],
    ['sf_task_data.csv', 'interactions'],
    ['sf_user_data.csv', 'users'],
  ])('%s holds %s', (file, kind) => expect(all.plan(file)).toMatchObject({ system: 'salesforce', kind }));
  test('line items and roles are read with what they belong to', () => {
    expect(all.plan('sf_opportunity_line_item_data.csv').side).toBe('dealLines');
    expect(all.plan('sf_user_role_data.csv').side).toBe('userRoles');
  });
  test('tables without use say why', () => {
    expect(all.plan('sf_order_data.csv').skipReason).toMatch(/holds orders/);
    expect(all.plan('sf_opportunity_history_data.csv').skipReason).toMatch(/earlier states/);
  });
  test('deleted rows are left out and said', () => {
    expect(all.of('deals')).toHaveLength(0);
    expect(all.inspection.findings.map((finding) => finding.message)).toContain(
      '10 rows are marked as deleted in the system they come from and left out.',
    );
  });
  test('activities know whom, about what, and by whom', () => {
    const task = all.of('interactions').find((one) => one.key === 'id:00T1G00003Ufap9');
    expect(task).toMatchObject({
      deal: { key: 'id:0061G00000N38JZ' },
      account: { key: 'id:0011G00000jWVWo' },
      user: { key: 'id:0051G000005Mun4' },
    });
    expect(task?.participants).toContainEqual({ role: 'to', contact: { key: 'id:0031G00001S3ckZ' } });
    expect(all.of('interactions').find((one) => one.key === 'id:00U1G00000DEayp')?.durationMinutes).toBe(15);
  });
});

describe.skipIf(!hubspot)('HubSpot tables out of a warehouse', async () => {
  const all = await read(hubspot);
  test.each([
    ['company_data.csv', 'accounts', 24],
    ['contact_data.csv', 'contacts', 22],
    ['deal_data.csv', 'deals', 44],
    ['owner_data.csv', 'users', 100],
    ['engagement_meeting_data.csv', 'interactions', 100],
    ['engagement_note_data.csv', 'notes', 1],
    ['deal_property_history_data.csv', 'changes', 100],
    ['deal_stage_data.csv', 'changes', 14],
  ])('%s holds %s', (file, kind, rows) => expect(all.plan(file)).toMatchObject({ system: 'hubspot', kind, rows }));
  test('every file of records is read without a rejected row', () => expect(all.rejected).toEqual([]));
  test('people carry the team that another table gives them', () => {
    expect(all.of('users').find((user) => user.name === 'Jean-Luc Picard')?.teamName).toBe('team_01');
  });
  test('meetings have their length', () => {
    expect(all.of('interactions').find((one) => one.key === 'id:3416212491')).toMatchObject({
      type: 'meeting',
      direction: 'both',
      durationMinutes: 90,
    });
  });
});

describe.skipIf(!atomic)('a small CRM’s contacts', async () => {
  const all = await read(atomic);
  test('all 502 are read, with several mails and phones each', () => {
    expect(all.of('contacts')).toHaveLength(502);
    expect(
      all
        .of('contacts')
        .find((one) => one.name === 'John Doe')
        ?.points.map((point) => [point.kind, point.label, point.value]),
    ).toEqual([
      ['email', 'work', 'john@doe.example'],
      ['email', 'home', 'john.doe@gmail.com'],
      ['email', 'other', 'jdoe@caramail.com'],
      ['phone', 'work', '659-980-2015'],
      ['phone', 'home', '740.645.3807'],
      ['phone', 'other', '(446) 758-2122'],
      ['url', 'linkedin', 'https://www.linkedin.com/in/johndoe'],
    ]);
  });
  test('accounts are referred to by id and name', () => {
    expect(all.of('contacts').find((one) => one.name === 'Shelley Kerluke')).toMatchObject({
      account: { key: 'id:1', name: 'Gottlieb and Sons' },
      owner: { key: 'id:1', name: 'Jane Doe' },
    });
  });
});
