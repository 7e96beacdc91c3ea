import { existsSync } from 'node:fs';
import path from 'node:path';

const byDefault = path.resolve(import.meta.dirname, '../../shared/data');

/** The directory of the test data, or `undefined` where this machine has none: what needs it is then skipped by name. */
export function testDataDir() {
  const dir = path.resolve(process.env['WINDSHIELD_TEST_DATA'] || byDefault);
  return existsSync(dir) ? dir : undefined;
}
