import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../api/bin/root.mjs';
import { ensureBuilt } from '../api/bin/toolchain.mjs';
import { countListed, countPlaywright, countVitest } from './count-tests.mjs';
import { findChromium } from './find-chromium.mjs';
import { runTool } from './run-tool.mjs';
import { generateDocuments } from './steps.mjs';

// test.mjs [suite …] [path or option of the runner …]: all suites if none is named. A path under api/ or web/
// selects its suite.
const suites = {
  api: { folder: 'api', configs: ['vitest.config.ts'], run: runApi },
  web: { folder: 'web', configs: ['vitest.config.ts', 'vite.config.ts'], run: runWeb },
  journeys: { folder: 'web', configs: ['playwright.config.ts'], run: runJourneys },
};

const { chosen, rest } = readArguments(process.argv.slice(2));
const reports = mkdtempSync(join(tmpdir(), 'postline-test-'));
const results = [];
for (const name of chosen) results.push(await runSuite(name));
rmSync(reports, { recursive: true, force: true });
printSummary();

function readArguments(args) {
  const named = new Set(args.filter((arg) => arg in suites));
  const rest = args
    .filter((arg) => !(arg in suites))
    .map((arg) => {
      const [, folder, path] = /^(api|web)\/(.+)$/.exec(arg) ?? [];
      if (!folder) return arg;
      named.add(path.startsWith('e2e/') ? 'journeys' : folder);
      return path;
    });
  return { chosen: Object.keys(suites).filter((name) => named.size === 0 || named.has(name)), rest };
}

async function runSuite(name) {
  const { folder, configs, run } = suites[name];
  if (!configs.some((config) => existsSync(join(root, folder, config)))) {
    return { name, note: `not there yet (${folder}/${configs[0]})` };
  }
  console.log(`\n— ${name}`);
  const outcome = await run({ folder, report: join(reports, `${name}.json`) });
  return { name, ...outcome };
}

/** Some tests start the built programs as processes of their own. */
async function runApi(suite) {
  await ensureBuilt({ web: false });
  return await runVitest(suite);
}

async function runWeb(suite) {
  const code = await generateDocuments({ quiet: true });
  return code === 0 ? await runVitest(suite) : { code };
}

async function runVitest({ folder, report }) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const filter = rest.length > 0 ? ['--passWithNoTests', ...rest] : [];
  const code = await runTool(['vitest', 'run', ...reporters, ...filter], { folder });
  return { code, counts: countVitest(report) };
}

async function runJourneys({ folder, report }) {
  const chromium = findChromium({ prefersHeadless: true });
  if (!chromium) return await skipJourneys({ folder, report });
  await ensureBuilt({ web: true });
  const env = { CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const filter = rest.length > 0 ? ['--pass-with-no-tests', ...rest] : [];
  const code = await runTool(['playwright', 'test', '--reporter=list,json', ...filter], { folder, env });
  return { code, counts: countPlaywright(report) };
}

/** They are listed all the same, which needs no browser, to count what is skipped. */
async function skipJourneys({ folder, report }) {
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  await runTool(['playwright', 'test', '--list', '--reporter=json', ...rest], { folder, env, quiet: true });
  const note = 'skipped, no Chromium: `apt-get install chromium`, or set CHROME_PATH';
  return { note, code: 0, counts: { passed: 0, failed: 0, skipped: countListed(report) } };
}

function printSummary() {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failures = results.flatMap(({ counts }) => counts?.failures ?? []);
  if (failures.length > 0) console.log(['', 'Failed:', ...failures.slice(0, 50)].join('\n'));
  console.log('');
  for (const result of results) {
    const { name, note, counts } = result;
    const shown = countsOf(result);
    for (const key of Object.keys(total)) total[key] += shown[key];
    const numbers = counts || !note ? describe(shown) : null;
    console.log(`${name}: ${[numbers, note].filter(Boolean).join('; ')}`);
  }
  console.log(describe(total));
  // A filter that matches no suite must not look like success.
  process.exit(total.failed > 0 || (rest.length > 0 && total.passed === 0) ? 1 : 0);
}

/** A runner that fails without a failed test (no report, an unhandled error) counts as a failure. */
function countsOf({ note, code, counts }) {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  const isBroken = !note && code !== 0 && failed === 0;
  return { passed, failed: isBroken ? 1 : failed, skipped };
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
