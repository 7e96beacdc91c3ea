import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstVisitor, startServer, Visitor } from '../testing/server.ts';

const testData = process.env['WINDSHIELD_TEST_DATA'] ?? '';
const maven = path.join(testData, 'maven_crm');

type Files = readonly (readonly [name: string, content: string | Buffer<ArrayBuffer>])[];

function formOf(files: Files): FormData {
  const form = new FormData();
  for (const [name, content] of files) form.append('files', new File([content], name));
  return form;
}

const isStill = ({ status }: { status: string }) => !['inspecting', 'running', 'undoing'].includes(status);

/** Uploads, waits until it was looked at, starts, and waits for the end. */
async function importAll(visitor: Visitor, files: Files) {
  const { body, status } = await visitor.ask('POST', '/imports', formOf(files));
  expect(status, JSON.stringify(body)).toBe(201);
  const address = `/imports/${body.id}`;
  await visitor.until(address, ({ status: now }) => now === 'ready');
  expect((await visitor.ask('POST', `${address}/start`)).status).toBe(200);
  return visitor.until(address, isStill);
}

/** Made-up accounts and deals, of which some rows cannot be used. */
function someDeals(rows: number): Files {
  const header = 'Deal ID,Deal Name,Account Name,Stage,Amount,Close Date,Created Date\n';
  const row = (i: number) =>
    `D${i},Deal ${i},Firm ${i % 97},${i % 3 === 0 ? 'Closed Won' : i % 3 === 1 ? 'Closed Lost' : 'Proposal'},${100 + i},2025-0${1 + (i % 9)}-15,2024-12-01\n`;
  return [['deals.csv', header + Array.from({ length: rows }, (_, i) => row(i)).join('')]];
}

describe('an import over HTTP', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let admin: Visitor;

  beforeAll(async () => {
    server = await startServer();
    admin = server.visitor();
    await admin.ask('POST', '/setup', firstVisitor);
  });
  afterAll(() => server.clear());

  it('keeps good rows, hands bad ones back with the reason, and is taken back whole', async () => {
    const csv =
      'Deal ID,Deal Name,Account Name,Stage,Amount,Close Date\nD1,Pump,Borg,Proposal,1200,2026-03-01\nD2,Valve,Borg,Proposal,"a, lot",2026-03-02\nD3,Pipe,Lind,Closed Won,800,2025-02-30\n';
    const done = await importAll(admin, [['deals.csv', csv]]);
    expect([done.status, done.totals]).toEqual(['done', { created: 1, updated: 0, unchanged: 0, rejected: 2 }]);
    const rejected = await admin.ask('GET', `/imports/${done.id}/rejected.csv?fileNo=${done.files[0].fileNo}`);
    expect(rejected.headers.get('content-disposition')).toContain('deals rejected.csv');
    expect(rejected.body).toContain('Deal ID,Deal Name,Account Name,Stage,Amount,Close Date,line,column,reason');
    expect(rejected.body).toMatch(/D2,Valve,Borg,Proposal,"a, lot",2026-03-02,3,Amount,/);
    expect(rejected.body).toMatch(/D3,.*,4,Close Date,/);
    const { items } = (await admin.ask('GET', '/deals')).body;
    expect(items.map((deal: { name: string }) => deal.name)).toEqual(['Pump']);
    expect((await admin.ask('POST', `/imports/${done.id}/undo`)).status).toBe(200);
    await admin.until(`/imports/${done.id}`, ({ status }) => status === 'undone');
    expect((await admin.ask('GET', '/deals')).body.items).toEqual([]);
  });

  it('hands back no formula that a spreadsheet would calculate, and reads what it handed back as it was', async () => {
    const name = '=HYPERLINK(""http://evil.example"")';
    const csv = `Deal ID,Deal Name,Account Name,Stage,Amount,Close Date\nF1,"${name}",+Borg,Proposal,"a, lot",2026-03-02\nF2,Pump,Lind,Proposal,1200,2026-03-02\nF3,Pipe,Lind,Proposal,900,2026-03-03\nF4,Hose,Lind,Proposal,800,2026-03-04\n`;
    const done = await importAll(admin, [['deals.csv', csv]]);
    const rejected = (await admin.ask('GET', `/imports/${done.id}/rejected.csv?fileNo=${done.files[0].fileNo}`)).body;
    expect(rejected).toContain(`F1,"'${name}",'+Borg,Proposal`);
    const mended = await importAll(admin, [['deals rejected.csv', rejected.replace('"a, lot"', '1300')]]);
    const { items } = (await admin.ask('GET', '/deals')).body;
    const deal = items.find((one: { name: string }) => one.name.startsWith('='));
    expect([deal?.name, deal?.account?.name]).toEqual(['=HYPERLINK("http://evil.example")', '+Borg']);
    for (const { id } of [mended, done]) {
      await admin.ask('POST', `/imports/${id}/undo`);
      await admin.until(`/imports/${id}`, ({ status }) => status === 'undone');
    }
  });

  it('keeps no copy of the files once it is done', async () => {
    const { body } = await admin.ask('POST', '/imports', formOf([['people.csv', 'Account ID,Account Name,City\nZ1,Once,Graz\n']]));
    const kept = () => fs.globSync('imports/**/*.csv', { cwd: server.dataDir }).filter((file) => file.includes(body.id));
    await admin.until(`/imports/${body.id}`, ({ status }) => status === 'ready');
    expect(kept()).toHaveLength(1);
    await admin.ask('POST', `/imports/${body.id}/start`);
    await admin.until(`/imports/${body.id}`, isStill);
    await expect.poll(kept).toEqual([]);
    await admin.ask('POST', `/imports/${body.id}/undo`);
    await admin.until(`/imports/${body.id}`, ({ status }) => status === 'undone');
  });

  it('leaves what somebody changed since, and says so', async () => {
    const done = await importAll(admin, [['accounts.csv', 'Account ID,Account Name,City\nA1,Untouched,Graz\nA2,Touched,Graz\n']]);
    const { items } = (await admin.ask('GET', '/accounts?q=Touched')).body;
    const touched = items.find((account: { name: string }) => account.name === 'Touched');
    await admin.ask('POST', '/me/claim', { nobody: true });
    await admin.ask('PATCH', `/accounts/${touched.id}`, { city: 'Wien' }, { 'if-match': `"${touched.version}"` });
    await admin.ask('POST', `/imports/${done.id}/undo`);
    const undone = await admin.until(`/imports/${done.id}`, ({ status }) => status === 'undone');
    expect(undone.conflicts.map(({ recordId }: { recordId: string }) => recordId)).toContain(touched.id);
    expect((await admin.ask('GET', '/accounts')).body.items.map(({ name, city }: Record<string, string>) => [name, city])).toEqual([
      ['Touched', 'Wien'],
    ]);
  });

  it('shows what it would do before it does it, takes corrections, and remembers them', async () => {
    const csv = 'Ref,Titel,Firma,Phase,Wert\n1,Pumpe,Borg,Angebot,100\n2,Rohr,Lind,Erledigt,200\n';
    const { body: uploaded } = await admin.ask('POST', '/imports', formOf([['unbekannt.csv', csv]]));
    const address = `/imports/${uploaded.id}`;
    const ready = await admin.until(address, ({ status }) => status === 'ready');
    const [file] = ready.inspection.files;
    const column = (header: string) => file.columns.find((one: { header: string }) => one.header === header).index;
    const wish = {
      exportDay: '2026-01-31',
      files: [
        {
          path: file.path,
          kind: 'deals',
          currency: 'CHF',
          columns: [
            { index: column('Titel'), field: 'name' },
            { index: column('Wert'), field: 'amount' },
            { index: column('Phase'), field: 'stageName' },
          ],
        },
      ],
    };
    const corrected = await admin.ask('PATCH', `${address}/plan`, wish);
    expect([corrected.status, corrected.body.exportDay]).toEqual([200, '2026-01-31']);
    const preview = await admin.ask('POST', `${address}/preview`);
    expect(preview.body.totals).toEqual({ created: 2, updated: 0, unchanged: 0, rejected: 0 });
    expect((await admin.ask('GET', '/deals')).body.items).toEqual([]);
    const wrong = await admin.ask('PATCH', `${address}/plan`, { files: [{ path: 'none.csv', columns: [] }] });
    expect([wrong.status, wrong.body.fields[0].field]).toEqual([422, 'files.path']);
    const { body: again } = await admin.ask('POST', '/imports', formOf([['unbekannt.csv', csv.replace('100', '150')]]));
    const remembered = await admin.until(`/imports/${again.id}`, ({ status }) => status === 'ready');
    expect(remembered.inspection.files[0]).toMatchObject({ kind: 'deals', format: { currency: 'CHF' } });
  });

  it('refuses an upload without files, and whoever may not import', async () => {
    expect((await admin.ask('POST', '/imports', formOf([]))).status).toBe(422);
    expect((await admin.ask('POST', '/imports', '{}', { 'content-type': 'application/json' })).body.detail).toMatch(/multipart/);
    const { key } = (await admin.ask('POST', '/keys', { name: 'rep', role: 'rep' })).body;
    const reply = await server.visitor().ask('POST', '/imports', formOf(someDeals(1)), { authorization: `Bearer ${key}` });
    expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
  });

  it('tells its progress as events', async () => {
    const { body } = await admin.ask('POST', '/imports', formOf(someDeals(3_000)));
    await admin.until(`/imports/${body.id}`, ({ status }) => status === 'ready');
    const ending = new AbortController();
    const { key } = (await admin.ask('POST', '/keys', { name: 'watch', role: 'admin' })).body;
    const stream = await fetch(`${server.url}/api/v1/imports/${body.id}/progress`, {
      headers: { authorization: `Bearer ${key}` },
      signal: ending.signal,
    });
    await admin.ask('POST', `/imports/${body.id}/start`);
    let text = '';
    for await (const piece of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += piece;
      if (text.includes('"status":"done"')) break;
    }
    ending.abort();
    expect(text).toMatch(/^event: import\ndata: \{"id":/);
    expect(text).toContain('"rowsDone":3000');
  });

  it.skipIf(testData === '')('brings a real pipeline of 8,800 deals, and the same again changes nothing', async () => {
    const here = await startServer();
    try {
      const visitor = here.visitor();
      await visitor.ask('POST', '/setup', firstVisitor);
      const names = ['accounts.csv', 'products.csv', 'sales_teams.csv', 'sales_pipeline.csv'];
      const files: Files = names.map((name) => [name, fs.readFileSync(path.join(maven, name))]);
      const first = await importAll(visitor, files);
      const rows = Object.fromEntries(first.files.map(({ path: file, created }: { path: string; created: number }) => [file, created]));
      expect(rows).toEqual({ 'accounts.csv': 85, 'products.csv': 7, 'sales_teams.csv': 35, 'sales_pipeline.csv': 8800 });
      expect(first.exportDay).toBe('2017-12-31');
      const second = await importAll(visitor, files);
      expect(second.totals).toMatchObject({ created: 0, updated: 0, rejected: 0 });
      const today = await visitor.until('/today', ({ team }) => team?.atRisk.length > 0);
      expect([today.asOf, today.scope, today.team.deals]).toEqual(['2017-12-31', 'team', 2089]);
    } finally {
      await here.clear();
    }
  });
});

describe('a server that is killed in the middle of an import', () => {
  const rows = 12_000;
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  function spawnServer(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, '../testing/serve-until-killed.ts'), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return new Promise((resolve, reject) => {
      child.stdout?.once('data', (line) => resolve({ child, url: String(line).trim() }));
      child.once('exit', () => reject(new Error('the server ended without a word')));
    });
  }

  it('goes on by itself at the next start, and loses and doubles nothing', async () => {
    const dataDir = fs.mkdtempSync(path.join(tmpdir(), 'windshield-killed-'));
    let { child, url } = await spawnServer(dataDir);
    let visitor = new Visitor(url);
    await visitor.ask('POST', '/setup', firstVisitor);
    const { key } = (await visitor.ask('POST', '/keys', { name: 'test', role: 'admin' })).body;
    const { body } = await visitor.ask('POST', '/imports', formOf(someDeals(rows)));
    const address = `/imports/${body.id}`;
    await visitor.until(address, ({ status }) => status === 'ready');
    await visitor.ask('POST', `${address}/start`);
    const reached: number[] = [];
    for (const goal of [1, 5_001]) {
      reached.push((await visitor.until(address, ({ rowsDone, status }) => rowsDone >= goal || status === 'done')).rowsDone);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      ({ child, url } = await spawnServer(dataDir));
      visitor = new Visitor(url);
      visitor.ask = withKey(visitor, key);
    }
    const done = await visitor.until(address, isStill);
    expect([done.status, done.totals]).toEqual(['done', { created: rows, updated: 0, unchanged: 0, rejected: 0 }]);
    expect(reached[0]).toBeLessThan(rows);
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    fs.rmSync(dataDir, { recursive: true, force: true });
  }, 120_000);

  const withKey = (visitor: Visitor, key: string): Visitor['ask'] => {
    const ask = visitor.ask.bind(visitor);
    return (method, address, body, headers) => ask(method, address, body, { ...headers, authorization: `Bearer ${key}` });
  };
});
