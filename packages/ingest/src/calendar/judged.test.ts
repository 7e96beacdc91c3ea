import { globSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testData } from '../testing/test-data.ts';
import { exceptions } from './testing/exceptions.ts';
import { isAgreed } from './testing/judges.ts';

const shared = testData('ics');
const window = { from: '2000-01-01T00:00:00Z', to: '2029-07-04T12:00:00Z', zone: 'Europe/Berlin' };

const ownZone = process.env['TZ'];
beforeAll(() => {
  // Both judges reckon days and floating times in the zone of the process.
  process.env['TZ'] = window.zone;
});
afterAll(() => {
  if (ownZone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = ownZone;
});

test.skipIf(!shared)(
  'every shared calendar gives the occurrences that another library gives, but for stated exceptions',
  { timeout: 90_000 },
  () => {
    const root = shared ?? '';
    const files = globSync('**/*.ics', { cwd: root }).sort();
    const disagreeing = files.filter((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      // Of the largest a few years say as much as thirty.
      return !isAgreed(text, text.length > 150_000 ? { ...window, from: '2003-06-01T00:00:00Z', to: '2006-07-04T12:00:00Z' } : window);
    });
    expect(files.length).toBeGreaterThan(200);
    expect(disagreeing).toEqual(Object.values(exceptions).flat().sort());
  },
);
