import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../api/bin/root.mjs';

/**
 * Returns passed, failed and skipped tests from Vitest's JSON report, and a line for each failure; null if the run
 * did not write one.
 */
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
    failures: [
      ...report.testResults.flatMap((result) =>
        result.assertionResults
          .filter((test) => test.status === 'failed')
          .map((test) => failure(result.name, test.fullName, test.failureMessages[0])),
      ),
      ...broken.map((result) => failure(result.name, 'could not be run', result.message)),
    ],
  };
}

/** The same for Playwright's JSON report; a flaky test has passed in the end. */
export function countPlaywright(file) {
  const report = readReport(file);
  if (!report) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failures = report.suites
    .flatMap(specsOf)
    .flatMap((spec) =>
      spec.ok
        ? []
        : failure(
            join(root, 'web/e2e', spec.file),
            spec.title,
            spec.tests.flatMap(({ results }) => results).find(({ error }) => error)?.error.message,
          ),
    );
  return { passed: expected + flaky, failed: unexpected, skipped, failures };
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

function failure(file, title, message = '') {
  const [line = ''] = stripVTControlCharacters(message).split('\n');
  return `${relative(root, file)}: ${title}: ${line.slice(0, 200)}`;
}

/** Returns how many tests `playwright test --list` names; 0 if it failed. */
export function countListed(file) {
  return specsOf(readReport(file) ?? {}).length;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
