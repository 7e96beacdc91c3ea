import { defineConfig } from 'vitest/config';
import { testDataDir } from './scripts/test-data.mjs';

const testData = testDataDir();

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    pool: 'forks',
    globalSetup: ['./test-database.ts'],
    // Tests read WINDSHIELD_TEST_DATA; those that need it skip themselves where it is empty.
    env: { WINDSHIELD_TEST_DATA: testData ?? '' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
