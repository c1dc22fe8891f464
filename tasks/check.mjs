import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../api/bin/root.mjs';
import { runTool } from './run-tool.mjs';
import { buildApi, compileMessages, generateDocuments, printSchema, syncKit } from './steps.mjs';

// Everything that must hold before a commit, except tests. All of it runs, whatever fails.
const checks = [
  // Lint reads generated files.
  ['generated web sources', prepareWeb],
  ['API types', () => runTool(['tsc'], { folder: 'api' })],
  ['lint', () => runTool(['oxlint'])],
  ['format', () => runTool(['oxfmt', '--check'])],
  ['module boundaries', checkBoundaries],
  ['API build', () => buildApi({ quiet: true })],
  ['schema.graphql is up to date', checkSchema],
  ['migrations are up to date', checkMigrations],
  ['web types', () => runTool(['svelte-check', '--fail-on-warnings'], { folder: 'web' })],
];

const results = [];
for (const [title, check] of checks) {
  console.log(`\n— ${title}`);
  results.push([title, await check()]);
}

console.log('');
for (const [title, code] of results) console.log(`${code === 0 ? '✓' : '✗'} ${title}`);
process.exit(results.every(([, code]) => code === 0) ? 0 : 1);

function checkBoundaries() {
  return runTool(['depcruise', '--config', '.dependency-cruiser.cjs', 'src'], { folder: 'api' });
}

function checkSchema() {
  const printed = printSchema();
  if (printed === null) return 1;
  const file = join(root, 'schema.graphql');
  if (existsSync(file) && readFileSync(file, 'utf8') === printed) return 0;
  console.error('schema.graphql differs from the code: run `npm run generate` and commit it');
  return 1;
}

/** On a database created for it: the migrations apply, and leave no difference to the entities. */
async function checkMigrations() {
  const scratch = mkdtempSync(join(tmpdir(), 'postline-migrations-'));
  const env = { DATA_DIR: scratch, LOG_DIR: scratch, DATABASE_URL: '', AGENDA_URL: '', LOG_LEVEL: 'error' };
  const main = ['node', '--enable-source-maps', 'api/dist/main.js'];
  try {
    for (const command of [['migrate'], ['makemigrations', '--check']]) {
      const code = await runTool([...main, ...command], { env });
      if (code !== 0) return code;
    }
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function prepareWeb() {
  for (const prepare of [syncKit, compileMessages, generateDocuments]) {
    const code = await prepare({ quiet: true });
    if (code !== 0) return code;
  }
  return 0;
}
