import { existsSync } from 'node:fs';
import * as path from 'node:path';

const root = process.env['WINDSHIELD_TEST_DATA'] ?? '';

/** A folder or file of the shared test data; undefined where this machine has none, so that its tests skip. */
export function testData(...parts: readonly string[]): string | undefined {
  const found = path.join(root, ...parts);
  return root !== '' && existsSync(found) ? found : undefined;
}
