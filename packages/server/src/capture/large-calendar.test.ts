import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstVisitor, startServer, type Visitor } from '../testing/server.ts';

let server: Awaited<ReturnType<typeof startServer>>;
let ana: Visitor;
beforeAll(async () => {
  server = await startServer();
  ana = server.visitor();
  await ana.ask('POST', '/setup', firstVisitor);
  await ana.ask('POST', '/me/claim', { nobody: true });
});
afterAll(() => server.clear());

it('what is uploaded may be large; a calendar file too large to be read is named with its reason, and the server goes on', async () => {
  const form = new FormData();
  form.append('files', new File(['BEGIN:VCALENDAR\r\n', Buffer.alloc(51_000_000, 'X-FILL:aaaaaaaaaaaaaaaaaaaaaaaa\r\n')], 'work.ics'));
  const { status, body } = await ana.ask('POST', '/capture/files', form);
  expect(status).toBe(201);
  const { items } = await ana.until('/capture/sources', (all) => all.items[0]?.state === 'active');
  expect(items[0].counts).toMatchObject({ unread: 1, interactions: 0 });
  const unread = await ana.ask('GET', `/capture/sources/${body.id}/unread`);
  expect(unread.body.items[0].reason).toContain('more than 50 MB');
});
