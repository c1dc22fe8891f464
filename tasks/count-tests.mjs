import { existsSync, readFileSync } from 'node:fs';

/** Passed, failed and skipped tests of Vitest's JSON report, or null if the run did not come to write one. */
export function countVitest(file) {
  const report = readReport(file);
  if (!report) return null;
  // A file that cannot be loaded has no tests to count, but has failed all the same.
  const broken = report.testResults.filter(
    (result) =>
      result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The same of Playwright's JSON report; a flaky test has passed in the end. */
export function countPlaywright(file) {
  const report = readReport(file);
  if (!report) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/** How many tests `playwright test --list` tells of; 0 where it could not. */
export function countListed(file) {
  const count = ({ specs = [], suites = [] }) =>
    specs.length + suites.reduce((sum, suite) => sum + count(suite), 0);
  return count(readReport(file) ?? {});
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
