import { existsSync, readFileSync } from 'node:fs';

/**
 * What a test runner's JSON report says.
 * @typedef {{ passed: number, failed: number, skipped: string[] }} Counts
 */

/** A report that is missing or says less than its runner's exit code counts as one failure: nothing fails unseen. */
export function readCounts(file, runner, exitCode) {
  const counts = existsSync(file) ? readers[runner](JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0, skipped: [] };
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

const readers = {
  vitest({ testResults }) {
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    // A file that cannot even be loaded has no tests to fail.
    const brokenFiles = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    );
    return {
      passed: tests.filter(({ status }) => status === 'passed').length,
      failed: tests.filter(({ status }) => status === 'failed').length + brokenFiles.length,
      skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
    };
  },

  playwright({ suites, stats, errors }) {
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: suites.flatMap(skippedSpecs) };
  },
};

function skippedSpecs({ suites = [], specs = [] }) {
  const own = specs.filter(({ tests }) => tests.every(({ status }) => status === 'skipped')).map(({ title }) => title);
  return [...own, ...suites.flatMap(skippedSpecs)];
}
